"""The rows of the print form for plain settings: choices, switches, numbers and lines."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from model.printing.settings import PrintSettings
from model.views import SavedView
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.field_table import Field
from widgets.print.number_box import NumberBox
from widgets.print.row import Offers, Row

_LEAST_LETTERS = 8  # a box is never wider than its row: long choices are cut at the end


def choice_box(parent: QWidget) -> QComboBox:
    """Return a box of choices that takes the room there is."""
    box = QComboBox(parent)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LEAST_LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


@guarded
class ChoiceRow(Row):
    """One of several; None where the field has a word for it."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = choice_box(self)
        if field.none:
            self.box.addItem(language(field.none), None)
        for value in field.choices:
            key = str(value).lower()
            self.box.addItem(language(f"{field.names}.{key}"), value)
        self.box.currentIndexChanged.connect(self.changed)
        self.add(self.box)

    def values(self) -> Mapping[str, object]:
        """Return what is chosen."""
        return {self.field.path: self.box.currentData()}

    def show_settings(self, settings: PrintSettings) -> None:
        """Choose what ``settings`` say."""
        wanted = getattr(settings, self.field.path)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(_index_of(self.box, wanted), 0))


@guarded
class FlagRow(Row):
    """A switch, which is its own label."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.has_label = False
        self.box = QCheckBox(self.name, self)
        self.box.toggled.connect(self.changed)
        self.add(self.box)

    def values(self) -> Mapping[str, object]:
        """Return whether it is on."""
        return {self.field.path: self.box.isChecked()}

    def show_settings(self, settings: PrintSettings) -> None:
        """Switch it as ``settings`` say."""
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(getattr(settings, self.field.path)))


@guarded
class NumberRow(Row):
    """A number with its unit."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = NumberBox(
            language, field.low, field.high, self, decimals=field.decimals, unit=field.unit
        )
        tell_of(self.box, self)
        self.add(self.box)

    @property
    def complaint(self) -> str:
        """What is wrong with the number."""
        return self.box.complaint

    def values(self) -> Mapping[str, object]:
        """Return the number, a whole one where the field has no decimals."""
        value = self.box.value()
        return {self.field.path: round(value) if self.field.decimals == 0 else value}

    def show_settings(self, settings: PrintSettings) -> None:
        """Show the number."""
        with QSignalBlocker(self.box):
            self.box.setValue(float(getattr(settings, self.field.path)))


def tell_of(box: NumberBox, row: Row) -> None:
    """Have ``row`` tell of every change of ``box``, also of what it cannot read."""
    box.valueChanged.connect(row.changed)
    # the box has read what was written only after it tells of the letters
    box.lineEdit().textEdited.connect(lambda: QTimer.singleShot(0, row, row.changed.emit))


@guarded
class LineRow(Row):
    """A line of text."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = QLineEdit(self)
        self.box.textChanged.connect(self.changed)
        self.add(self.box)

    def values(self) -> Mapping[str, object]:
        """Return the text."""
        return {self.field.path: self.box.text()}

    def show_settings(self, settings: PrintSettings) -> None:
        """Show the text."""
        with QSignalBlocker(self.box):
            self.box.setText(str(getattr(settings, self.field.path)))


@guarded
class FileRow(LineRow):
    """A file of this computer, with a button to look for it."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.button = QPushButton(language("print_window.choose_file"), self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._choose)
        self.column.addWidget(self.button)

    def _choose(self) -> None:
        path = self.offers.choose_profile()
        if path:
            self.box.setText(path)


@guarded
class PersonaRow(Row):
    """One of the map's personas, or all of them."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = choice_box(self)
        self.box.addItem(language("print_window.all_personas"), None)
        for persona in offers.personas:
            self.box.addItem(persona.name or language("print_window.unnamed"), persona.id)
        self.box.currentIndexChanged.connect(self.changed)
        self.add(self.box)

    def values(self) -> Mapping[str, object]:
        """Return the persona's id."""
        return {self.field.path: self.box.currentData()}

    def show_settings(self, settings: PrintSettings) -> None:
        """Choose the persona."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(_index_of(self.box, settings.persona), 0))


@guarded
class ViewRow(Row):
    """The whole map or one of its views; no part of the settings."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = choice_box(self)
        self.box.addItem(language("print_window.view_whole"))
        for view in offers.views:
            self.box.addItem(view.name or language("print_window.view_unnamed"))
        self.box.currentIndexChanged.connect(self.changed)
        self.add(self.box)

    @property
    def is_offered(self) -> bool:
        """Whether the map has views."""
        return bool(self.offers.views)

    @property
    def view(self) -> SavedView | None:
        """The view that is chosen, None for the whole map."""
        at = self.box.currentIndex()
        return self.offers.views[at - 1] if at > 0 else None

    def show_view(self, view: SavedView | None) -> None:
        """Choose ``view``, the whole map where it is none of those offered."""
        with QSignalBlocker(self.box):
            at = self.offers.views.index(view) + 1 if view in self.offers.views else 0
            self.box.setCurrentIndex(at)

    def values(self) -> Mapping[str, object]:
        """Return nothing: a view is not a setting."""
        return {}

    def show_settings(self, settings: PrintSettings) -> None:
        """Leave the view as it is."""


def _index_of(box: QComboBox, wanted: object) -> int:
    """Return where ``wanted`` stands; True is not 1 here, and None can be found."""
    held = [box.itemData(at) for at in range(box.count())]
    return next(
        (at for at, value in enumerate(held) if value == wanted and type(value) is type(wanted)),
        -1,
    )
