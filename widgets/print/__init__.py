"""The print window: the pages as they will come out, and the settings they come from."""
