"""The program: windows, actions, saving, export and the command line."""

import os
import sys
from types import ModuleType

__version__ = "0.1.0"

# pydantic looks for plugins in the metadata of every installed package: 30 to 50 ms of each start.
# Even where it is told to have none, the module that would look loads e-mail and sockets: 15 ms.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
    _no_plugins = ModuleType("pydantic.plugin._loader")
    _no_plugins.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(_no_plugins.__name__, _no_plugins)
