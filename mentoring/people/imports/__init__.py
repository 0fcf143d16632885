"""The kinds of sheets that `people` takes in, one file each."""
