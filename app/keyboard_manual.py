"""``python -m app.keyboard_manual docs`` writes the keyboard page of the manual, in each language.

The rows are those the window shows at F1. A test compares the committed pages with what this
writes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence

from app.actions import Keys
from app.keyboard_page import keyboard_sections
from model.texts import LANGUAGES, Texts

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_K = QKeySequence.StandardKey
# What systems disagree about is written as on Windows and Linux; on macOS Ctrl is the command key.
_USUAL: Mapping[QKeySequence.StandardKey, str] = {
    _K.New: "Ctrl+N",
    _K.Open: "Ctrl+O",
    _K.Save: "Ctrl+S",
    _K.SaveAs: "Ctrl+Shift+S",
    _K.Close: "Ctrl+W",
    _K.Quit: "Ctrl+Q",
    _K.Undo: "Ctrl+Z",
    _K.Redo: "Ctrl+Shift+Z",
    _K.Cut: "Ctrl+X",
    _K.Copy: "Ctrl+C",
    _K.Paste: "Ctrl+V",
    _K.Delete: "Del",
    _K.SelectAll: "Ctrl+A",
    _K.Find: "Ctrl+F",
    _K.ZoomIn: "Ctrl++",
    _K.ZoomOut: "Ctrl+-",
    _K.FullScreen: "F11",
}


def main(arguments: Sequence[str]) -> int:
    """Write the pages into the folder named, by default ``docs``."""
    folder = Path(arguments[0]) if arguments else Path("docs")
    for language in LANGUAGES:
        page_path(folder, language).write_text(manual_page(language), encoding="utf-8")
    return 0


def page_path(folder: Path, language: str) -> Path:
    """Return where the page of ``language`` stands."""
    return folder / f"keyboard.{language}.md"


def manual_page(language: str) -> str:
    """Return the page in Markdown, the same on every system."""
    words = Texts(language)

    def naming(keys: QKeySequence) -> str:
        return _named(keys, words)

    lines = [f"# {words('keyboard.title')}", "", words("keyboard.intro"), ""]
    for section in keyboard_sections(words, naming, keys_of=usual_keys):
        lines += [f"## {section.title}", ""]
        lines += [f"| {words('keyboard.what')} | {words('keyboard.keys')} |", "|---|---|"]
        lines += [f"| {_cell(what)} | {_cell(keys)} |" for what, keys in section.rows]
        lines.append("")
    return "\n".join(lines)


def usual_keys(keys: Keys) -> list[QKeySequence]:
    """Return the shortcut of an action as most systems have it."""
    return [QKeySequence(_USUAL[keys] if isinstance(keys, QKeySequence.StandardKey) else keys)]


def _named(keys: QKeySequence, words: Texts) -> str:
    """Return keys in the words of the language: ``Ctrl+Skift+S``."""
    parts = keys.toString(_PORTABLE).replace("++", "+Plus").split("+")
    known = ((part, f"keyboard.name.{part.lower()}") for part in parts)
    return "+".join(words(key) if words.has(key) else part for part, key in known)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
