"""Other programs' formats, read into maps."""
