"""The window that offers maps whose last edits were in no file when the program ended."""
