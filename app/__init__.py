"""The program: windows, actions, saving, export and the command line."""

__version__ = "0.1.0"
