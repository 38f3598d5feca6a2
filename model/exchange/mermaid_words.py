"""How Mermaid writes the characters that would end a task: ``#58;`` for a colon, ``<br>``."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

_ENTITY: Final = re.compile(r"#(?:([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,30}));")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FENCE: Final = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[ \t]*mermaid[^\n]*\n(.*?)(?:^[ \t]*\1[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_LAST: Final = 0x10FFFF
# What ends a name in Mermaid or begins something else, and the white space at its ends.
_TO_ENCODE: Final = re.compile(r"[#;:]|<(?=br)|%(?=%)|\A[\s%{}]|\s\Z|[^\S \n]", re.IGNORECASE)
_KEYWORD: Final = re.compile(r"\A(?=(?:title|section|accTitle|accDescr|journey)(?:\s|$))")


def fenced(text: str) -> tuple[str, bool]:
    """Return the first Mermaid block in Markdown, or all of it; and whether there are others."""
    blocks = [found.group(2) for found in _FENCE.finditer(text)]
    journeys = [block for block in blocks if re.search(r"^\s*journey\b", block, re.MULTILINE)]
    if not blocks:
        return text, False
    return (journeys or blocks)[0], len(blocks) > 1


def decoded(text: str) -> str:
    """Return ``text`` with entity codes and line breaks as what they stand for."""
    return _ENTITY.sub(_character, _BREAK.sub("\n", text))


def encoded(text: str, more: str = "") -> str:
    """Return ``text`` on one line so that `decoded` gives it back; ``more`` are encoded, too."""
    safe = _TO_ENCODE.sub(_code, text)
    for character in more:
        safe = safe.replace(character, f"#{ord(character)};")
    if _KEYWORD.match(safe):
        safe = f"#{ord(safe[0])};{safe[1:]}"
    return safe.replace("\n", "<br/>")


def _code(found: re.Match[str]) -> str:
    return f"#{ord(found.group())};" if found.group() != "\n" else "<br/>"


def _character(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number is None:
        return html5.get(f"{name};", found.group())
    return chr(int(number)) if int(number) <= _LAST else found.group()
