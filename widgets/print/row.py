"""A row of the print form: one setting, or a few that belong together, and the widget for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.people import CompanyProfile, Persona
from model.printing.settings import PrintSettings
from model.views import SavedView
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.field_table import Field


@dataclass(frozen=True, slots=True)
class Offers:
    """What of the map, and of this computer, there is to choose from.

    Attributes:
        choose_profile: Asks for a file with a colour profile; returns its path, "" for none.
    """

    views: tuple[SavedView, ...] = ()
    personas: tuple[Persona | CompanyProfile, ...] = ()
    choose_profile: Callable[[], str] = str


@guarded
class Row(QWidget):
    """Edits ``field``; ``changed`` tells that ``values`` may be others now."""

    changed = Signal()

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field, self.language, self.offers = field, language, offers
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.name = language(f"print_window.field.{field.path}")
        self.has_label = True

    @property
    def complaint(self) -> str:
        """What is wrong with what is written, "" for nothing."""
        return ""

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose."""
        return True

    def values(self) -> Mapping[str, object]:
        """Return the settings as they stand in the row."""
        raise NotImplementedError

    def show_settings(self, settings: PrintSettings) -> None:
        """Show what ``settings`` say; nothing is told of it."""
        raise NotImplementedError

    def add(self, widget: QWidget, name: str = "") -> None:
        """Take ``widget`` below the others, named for who does not see its label."""
        widget.setAccessibleName(name or self.name)
        self.column.addWidget(widget)
        if self.focusProxy() is None:
            self.setFocusProxy(widget)
