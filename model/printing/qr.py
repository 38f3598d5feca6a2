"""QR codes: a link as one filled path; only links that a telephone opens in its browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from model.layout.marks import Outline, PathCommand
from model.problems import PrintProblem

QR_SIDE = 40.0
"""Smallest side in mm, quiet zone apart (reference/workshops-and-print.md section 4)."""
QUIET_MODULES = 4
LEAST_MODULE = 0.5
"""A module must not be smaller than this, in mm, or a telephone at arm's length loses it."""

_MOST = 500  # characters: more makes modules that no telephone reads off a wall
_LINK = re.compile(
    r"\A(?P<scheme>https?)://(?P<host>[^\s/?#@:\\]+)(?P<port>:[0-9]{1,5})?(?P<rest>[/?#][^\s\\]*)?\Z",
    re.IGNORECASE,
)
_HOST = re.compile(r"\A(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?\Z|\A\[[0-9a-f:.]+\]\Z", re.IGNORECASE)
_UNSAFE = re.compile(r"""[\x00-\x20"<>`{|}\x7f-\x9f]""")

Modules = tuple[tuple[bool, ...], ...]


def checked_link(text: str) -> str:
    """Return ``text`` as the plain web address a QR code may hold, in ASCII.

    Raises:
        PrintProblem: ``print.qr_scheme`` if it is no http or https link, ``print.qr_link`` if it
            is one that cannot be right, ``print.qr_too_long``.
    """
    link = text.strip()
    if len(link) > _MOST:
        raise PrintProblem("print.qr_too_long", limit=_MOST)
    if not link.lower().startswith(("http://", "https://")):
        raise PrintProblem("print.qr_scheme", link=link[:60])
    found = _LINK.match(link)
    if found is None or _UNSAFE.search(link):
        raise PrintProblem("print.qr_link", link=link[:60])
    host = _plain_host(found["host"])
    if not _HOST.match(host):
        raise PrintProblem("print.qr_link", link=link[:60])
    rest = "".join(map(_plain_character, found["rest"] or ""))
    return f"{found['scheme'].lower()}://{host}{found['port'] or ''}{rest}"


@lru_cache(maxsize=8)
def qr_modules(link: str) -> Modules:
    """Return the rows of the code for ``link``, dark modules True, at error level M.

    Raises:
        PrintProblem: If ``link`` may not be printed, as `checked_link`.
    """
    import segno  # hardly any print has a code

    code = segno.make_qr(checked_link(link), error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_side(modules: Modules, least: float = QR_SIDE) -> float:
    """Return the side of the code in mm, without its quiet zone."""
    return max(least, len(modules) * LEAST_MODULE * least / QR_SIDE)


def quiet_zone(modules: Modules, side: float) -> float:
    """Return how much must stay blank round a code of ``side`` mm."""
    return QUIET_MODULES * side / len(modules)


def qr_mark(modules: Modules, x: float, y: float, side: float) -> Outline:
    """Return the code with its top left corner at (x, y) as one path.

    Dark modules that touch are one shape, so that no renderer shows seams between them.
    """
    module = side / len(modules)
    commands: list[PathCommand] = []
    for loop in _loops(modules):
        for at, (column, row) in enumerate(loop):
            letter = "L" if at else "M"
            commands.append((letter, x + column * module, y + row * module))  # type: ignore[arg-type]
        commands.append(("Z",))
    return Outline(tuple(commands), fill="text")


Corner = tuple[int, int]


def _loops(modules: Modules) -> Iterator[list[Corner]]:
    """Yield the outlines of the dark parts, holes the other way round."""
    following: dict[Corner, list[Corner]] = {}
    for start, end in _borders(modules):
        following.setdefault(start, []).append(end)
    while following:
        start = at = next(iter(following))
        loop: list[Corner] = []
        before: Corner | None = None
        while at in following:
            ends = following[at]
            after = ends.pop()
            if not ends:
                del following[at]
            if before is None or not _is_straight(before, at, after):
                loop.append(at)
            before, at = at, after
        yield loop
        assert at == start


def _borders(modules: Modules) -> Iterator[tuple[Corner, Corner]]:
    """Yield each side of a dark module that borders on a light one, the dark at its right."""
    size = len(modules)

    def is_dark(row: int, column: int) -> bool:
        return 0 <= row < size and 0 <= column < size and modules[row][column]

    for row in range(size):
        for column in range(size):
            if not modules[row][column]:
                continue
            left, right, top, bottom = column, column + 1, row, row + 1
            if not is_dark(row - 1, column):
                yield (left, top), (right, top)
            if not is_dark(row, column + 1):
                yield (right, top), (right, bottom)
            if not is_dark(row + 1, column):
                yield (right, bottom), (left, bottom)
            if not is_dark(row, column - 1):
                yield (left, bottom), (left, top)


def _is_straight(before: Corner, at: Corner, after: Corner) -> bool:
    return (at[0] - before[0], at[1] - before[1]) == (after[0] - at[0], after[1] - at[1])


def _plain_host(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
