"""The saved views of a map: taken, saved, renamed, brought up to date and deleted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from model.edits import add_entry, remove_entry, set_entry
from model.filtering import is_empty
from model.journey import JourneyMap
from model.values import clean_line, new_id, with_changes
from model.views import SavedView
from widgets.document import OpenDocument
from widgets.language import Language
from widgets.map_filter import MapFilter
from widgets.overrides import guarded

_MOST_LETTERS = 40


@guarded
class SavedViews(QObject):
    """Fills menus with the views of an open map, and edits them; every edit can be undone.

    Attributes:
        name_wanted: ``(is new)``: a name is to be written for a new view, or for the one in use.
        taken: A view of the menu is looked through now, or none.
    """

    name_wanted = Signal(bool)
    taken = Signal()

    def __init__(
        self,
        document: OpenDocument,
        criteria: MapFilter,
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._criteria, self._language = document, criteria, language

    def fill(self, menu: QMenu) -> None:
        """Put the views and what can be done with them into ``menu``."""
        words, criteria = self._language, self._criteria
        saved = criteria.saved
        whole = menu.addAction(words("window.views.whole_map"))
        whole.setCheckable(True)
        whole.setChecked(criteria.through is None)
        whole.triggered.connect(partial(self._take, None))
        for view in self._document.value.views:
            action = menu.addAction(_shown(view, words))
            action.setCheckable(True)
            action.setChecked(view is saved and not criteria.is_changed)
            action.triggered.connect(partial(self._take, view.id))
        menu.addSeparator()
        name = _shown(saved, words) if saved is not None else ""
        new = menu.addAction(words("window.views.save_as"), partial(self.name_wanted.emit, True))
        new.setEnabled(not is_empty(criteria.criteria))
        if saved is not None:
            update = menu.addAction(words("window.views.update", name=name), self.update_saved)
            update.setEnabled(criteria.is_changed)
            rename = words("window.views.rename", name=name)
            menu.addAction(rename, partial(self.name_wanted.emit, False))
            menu.addAction(words("window.views.delete", name=name), self.delete_saved)

    def save_as(self, name: str) -> bool:
        """Save what is looked for now as a new view."""
        view = with_changes(self._criteria.criteria, id=new_id(), name=clean_line(name))
        if not view.name or not self._document.apply(
            "edits.add_view", lambda held: add_entry(held, "views", view)
        ):
            return False
        self._criteria.name_saved(view.id)
        return True

    def rename_saved(self, name: str) -> bool:
        """Give the view in use another name."""
        return bool(clean_line(name)) and self._set("edits.rename_view", name=clean_line(name))

    def update_saved(self) -> None:
        """Have the view in use look for what is looked for now."""
        criteria = self._criteria.criteria
        fields = {name: held for name, held in criteria if name not in ("id", "name")}
        self._set("edits.change_view", **fields)

    def delete_saved(self) -> None:
        """Take the view in use from the map; what is shown stays as it is."""
        saved = self._criteria.saved
        if saved is not None:
            self._document.apply(
                "edits.remove_view", lambda held: remove_entry(held, "views", saved.id)
            )

    def _take(self, view_id: str | None) -> None:
        views = self._document.value.views
        view = next((held for held in views if held.id == view_id), None)
        if view is None:
            self._criteria.clear()
        else:
            self._criteria.use(view)
        self.taken.emit()

    def _set(self, label: str, **fields: object) -> bool:
        saved = self._criteria.saved
        if saved is None:
            return False

        def edit(held: JourneyMap) -> JourneyMap:
            return set_entry(held, "views", saved.id, **fields)

        return self._document.apply(label, edit)


def _shown(view: SavedView, words: Language) -> str:
    name = view.name or words("window.views.unnamed")
    if len(name) > _MOST_LETTERS:
        name = name[: _MOST_LETTERS - 1].rstrip() + "…"
    return name.replace("&", "&&")
