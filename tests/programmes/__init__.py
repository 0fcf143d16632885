"""The programmes room, with real people in a small town."""
