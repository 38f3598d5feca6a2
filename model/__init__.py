"""The journey map, its edits, its layout and its file: everything that needs no window."""
