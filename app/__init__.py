"""The program: windows, actions, saving, export and the command line."""

import os

__version__ = "0.1.0"

# pydantic looks for plugins in the metadata of every installed package: 30 to 50 ms of each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
