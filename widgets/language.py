"""The language of the window, switched while it runs: our words and Qt's own."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)

from model.problems import Problem
from model.texts import LANGUAGES, Texts, system_language
from widgets.overrides import guarded

_QT_WORDS = "window.qt."
_LEAST_GROUPED = 10_000
_LOCALES = {
    "da": QLocale(QLocale.Language.Danish, QLocale.Country.Denmark),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_LONGEST_NAME = 72
_BEGINNING, _ENDING = 40, 28


def short_name(name: str) -> str:
    """Return the name of a file for a sentence: a very long one without its middle."""
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:_BEGINNING].rstrip()} … {name[-_ENDING:].lstrip()}"


@guarded
class Language(QObject):
    """The words of the window; ``changed`` tells every widget to word itself anew."""

    changed = Signal()

    def __init__(self, code: str | None = None, parent: QObject | None = None) -> None:
        """Start in ``code``, or in the system's language."""
        super().__init__(parent)
        self._texts = Texts(code if code in LANGUAGES else system_language())
        self._installed: list[QTranslator] = []

    @property
    def code(self) -> str:
        """``"da"`` or ``"en"``."""
        return self._texts.language

    @property
    def locale(self) -> QLocale:
        """How numbers and dates are written."""
        return _LOCALES[self.code]

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the sentence for ``key``, large whole numbers grouped by thousands."""
        return self._texts(key, **{name: self._counted(value) for name, value in params.items()})

    def has(self, key: str) -> bool:
        """Tell whether there is a sentence for ``key``."""
        return self._texts.has(key)

    def of(self, problem: Problem) -> str:
        """Return what to tell a person about ``problem``; a file is named without its folders."""
        file = problem.params.get("file")
        if not isinstance(file, str):
            return self._texts.of(problem)
        name = PurePath(file).name if PurePath(file).is_absolute() else file
        named = {**problem.params, "file": short_name(name)}
        return self._texts.of(type(problem)(problem.code, **named))

    def number(self, value: float, decimals: int = 2) -> str:
        """Return ``value`` as written in this language, without idle zeros.

        Five digits and more are grouped by thousands; a paper of 5080 mm stands as on its box.
        """
        group = "," if abs(value) >= _LEAST_GROUPED else ""
        written = f"{value:{group}.{decimals}f}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        written = "0" if written == "-0" else written
        group, point = self.locale.groupSeparator(), self.locale.decimalPoint()
        return written.translate(str.maketrans(",.-", f"{group}{point}\u2212"))

    def _counted(self, value: object) -> object:
        is_large = type(value) is int and abs(value) >= _LEAST_GROUPED
        return self.number(value, 0) if is_large else value  # type: ignore[arg-type]

    def use(self, code: str) -> None:
        """Switch to ``code``; every window follows at once."""
        if code != self.code:
            self._texts = Texts(code)
            self.install()
            self.changed.emit()

    def install(self) -> None:
        """Give Qt its words (buttons of dialogs, menus of text fields) in this language."""
        application = QCoreApplication.instance()
        if application is None:
            return
        for translator in self._installed:
            application.removeTranslator(translator)
        QLocale.setDefault(self.locale)
        self._installed = [self._qt_base(), TableTranslator(self._texts, self)]
        for translator in self._installed:
            application.installTranslator(translator)

    def _qt_base(self) -> QTranslator:
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator.load(self.locale, "qtbase", "_", folder)
        return translator


@guarded
class TableTranslator(QTranslator):
    """Serves our table to Qt: the words that ``qtbase_da`` lacks (reference/qt.md section 5)."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that there is something to ask for."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """Return our words for Qt's ``sourceText``, or None."""
        key = _QT_WORDS + sourceText
        return self._texts(key) if self._texts.has(key) else None
