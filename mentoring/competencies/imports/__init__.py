"""The kinds of sheets that `competencies` takes in, one file each."""
