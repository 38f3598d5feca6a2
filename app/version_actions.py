"""The actions on named versions of a map, on comparing it and on merging others into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import version_commands as versions
from app.actions import Action, Menu

if TYPE_CHECKING:
    from app.window import MapWindow


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


def _has_versions(window: MapWindow) -> bool:
    return window.document is not None and bool(window.document.value.versions)


def _merge(window: MapWindow) -> None:
    from app.merging_window import open_merge_window  # start-up: opened on demand

    window.commit_editing()
    open_merge_window(window)


VERSION_ACTIONS = (
    Action("name_version", versions.name_version, ("Ctrl+Alt+N",), "", _has_map),
    Action("compare_last", versions.compare_last, ("Ctrl+Alt+D",), "", _has_versions),
    Action("compare_file", versions.compare_with_file, (), "", _has_map),
    Action("merge_maps", _merge, (), "", _has_map),
)
VERSION_MENU = Menu(
    "versions",
    ("name_version", None, "compare_last", "compare_file", None, "merge_maps"),
)
