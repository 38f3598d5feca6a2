"""What there is in place of a file that cannot be opened: to choose from, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.problems import Problem
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled
from widgets.versions.dates import time_words

_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Rescued:
    """What can be rescued: how much of what, how many lines are lost, and what was done."""

    cards: int
    phases: int
    lanes: int
    lost: int
    repairs: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OlderVersion:
    """A version that is whole: its file's name ("" where the program kept it), time and cards."""

    name: str
    saved: str
    cards: int


@guarded
class RescueDialog(QDialog):
    """Says what is wrong with a file and what there is in its place; one of it can be opened.

    Attributes:
        rescue_chosen: What can be rescued is wanted.
        older_chosen: The older version of that place is wanted.
    """

    rescue_chosen = Signal()
    older_chosen = Signal(int)

    def __init__(
        self,
        language: Language,
        name: str,
        problem: Problem,
        rescued: Rescued | None,
        olders: Sequence[OlderVersion],
        bad_backup: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._language, self._name, self._problem = language, name, problem
        self._rescued, self._olders, self._bad_backup = rescued, tuple(olders), bad_backup
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._lead, self._found, self._done = _label(self), _label(self), _label(self)
        font = self._lead.font()
        font.setBold(True)
        self._lead.setFont(font)
        self.list = QPlainTextEdit(self)
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self._buttons = QDialogButtonBox(self)
        self.choices = self._made_choices()
        self._cancel = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(scaled(10))
        for widget in (self._lead, self._found, self._done):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons)
        has_repairs = rescued is not None and bool(rescued.repairs)
        self.list.setVisible(has_repairs)
        self._done.setVisible(has_repairs)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.resize(scaled(620), scaled(420 if has_repairs else 200))

    @property
    def said(self) -> str:
        """What it says above the list."""
        return f"{self._lead.text()}\n{self._found.text()}"

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setWindowTitle(words("salvage.title"))
        self._lead.setText(words.of(self._problem))
        self._found.setText("\n".join([*self._of_rescued(), *self._of_olders()]))
        if self._rescued is not None:
            self._list(self._rescued.repairs)
        self._cancel.setText(words("dialogs.cancel"))
        texts = ["salvage.open_rescued"] if self._rescued is not None else []
        labels = [words(key) for key in texts] + [
            words("salvage.open_older", when=time_words(words, older.saved))
            for older in self._olders
        ]
        for button, label in zip(self.choices, labels, strict=True):
            button.setText(label.replace("&", "&&"))

    def _list(self, repairs: tuple[Problem, ...]) -> None:
        words = self._language
        title = words("salvage.repairs", count=len(repairs))
        told = [f"– {words.of(repair)}" for repair in repairs[:_MOST_LISTED]]
        if len(repairs) > _MOST_LISTED:
            told.append(words("salvage.more", count=len(repairs) - _MOST_LISTED))
        self._done.setText(title)
        self.list.setAccessibleName(title)
        self.list.setPlainText("\n".join(told))

    def _of_rescued(self) -> list[str]:
        words, found = self._language, self._rescued
        if found is None:
            return [words("salvage.nothing")]
        grid = {
            "phases": words("salvage.phases", count=found.phases),
            "lanes": words("salvage.lanes", count=found.lanes),
        }
        total = max([found.cards + found.lost, *(older.cards for older in self._olders[:1])])
        if total > found.cards:
            said = [words("salvage.rescued_of", count=found.cards, total=total, **grid)]
        else:
            said = [words("salvage.rescued", count=found.cards, **grid)]
        return [*said, words("salvage.lost", count=found.lost)] if found.lost else said

    def _of_olders(self) -> list[str]:
        words = self._language
        told = [
            words(
                "salvage.backup" if older.name else "salvage.kept",
                older=older.name,
                when=time_words(words, older.saved),
                count=older.cards,
            )
            for older in self._olders
        ]
        if self._bad_backup:
            told.insert(0, words("salvage.backup_bad", older=self._bad_backup))
        elif not self._olders:
            told.append(words("salvage.backup_none"))
        return [*told, words("salvage.original")]

    def _made_choices(self) -> list[QPushButton]:
        role = QDialogButtonBox.ButtonRole.ActionRole
        made: list[QPushButton] = []
        if self._rescued is not None:
            made.append(self._buttons.addButton("", role))
            made[0].clicked.connect(self._choose_rescue)
        for place in range(len(self._olders)):
            button = self._buttons.addButton("", role)
            button.clicked.connect(lambda _checked=False, at=place: self._choose_older(at))
            made.append(button)
        # A whole version is worth more than a rescued one, unless values alone did not fit.
        is_repair = self._rescued is not None and not self._problem.code.endswith(
            ("truncated", "zeros", "not_json", "not_utf8", "empty")
        )
        (made[0] if is_repair or len(made) == 1 else made[-len(self._olders) or 0]).setDefault(True)
        return made

    def _choose_rescue(self) -> None:
        self.close()
        self.rescue_chosen.emit()

    def _choose_older(self, place: int) -> None:
        self.close()
        self.older_chosen.emit(place)


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
