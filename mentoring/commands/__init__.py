"""The command line face: parse, call a room, print."""
