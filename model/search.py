"""Find and replace in all texts of a map: pure functions from a map to matches and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.folding import fold, folded
from model.journey import JourneyMap
from model.texts_of_map import TextPlace, is_locked, texts_of, write_texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        text: The letters.
        is_case_kept: Whether small and large letters differ; then letters are taken as they are,
            else ``aa`` and ``å`` find each other, ``ae`` and ``oe`` also find ``æ`` and ``ø``, and
            ``cafe`` finds ``Café``.
        is_whole_word: Whether no letter or digit may stand right before or behind.
    """

    text: str
    is_case_kept: bool = False
    is_whole_word: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the wanted letters stand: ``text[start:end]`` of the text at ``place``."""

    place: TextPlace
    start: int
    end: int


def find_matches(journey: JourneyMap, wanted: Wanted) -> tuple[Match, ...]:
    """Return where ``wanted`` stands in the map, as one reads the wall; they never overlap."""
    if not wanted.text.strip():
        return ()
    return tuple(
        Match(place, start, end)
        for place, text in texts_of(journey)
        for start, end in ranges_in(text, wanted)
    )


def ranges_in(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each place in ``text`` where ``wanted`` stands."""
    found = _exact(text, wanted.text) if wanted.is_case_kept else _alike(text, wanted.text)
    for start, end in found:
        if not wanted.is_whole_word or _is_whole(text, start, end):
            yield start, end


def replace_matches(journey: JourneyMap, matches: Iterable[Match], by: str) -> JourneyMap:
    """Return the map with ``by`` in place of each match; what is locked stays as it is.

    Raises:
        EditProblem: If a text would be longer than its field may be.
    """
    at: dict[TextPlace, list[Match]] = {}
    for match in matches:
        at.setdefault(match.place, []).append(match)
    written: dict[TextPlace, str] = {}
    for place, text in texts_of(journey):
        if place in at and not is_locked(journey, place):
            written[place] = _replaced(text, at[place], by)
    return write_texts(journey, written)


def locked_count(journey: JourneyMap, matches: Iterable[Match]) -> int:
    """Return how many of ``matches`` stand in locked lanes."""
    return sum(is_locked(journey, match.place) for match in matches)


def _replaced(text: str, matches: list[Match], by: str) -> str:
    for match in sorted(matches, key=lambda held: held.start, reverse=True):
        text = text[: match.start] + by + text[match.end :]
    return text


def _exact(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


def _alike(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    letters = fold(wanted, is_narrow=True)
    is_narrow = "æ" in letters or "ø" in letters
    if not letters or letters not in fold(text, is_narrow=is_narrow):
        return
    held = folded(text, is_narrow=is_narrow)
    at = held.text.find(letters)
    while at >= 0:
        span = held.original(at, at + len(letters))
        if span is None:
            at = held.text.find(letters, at + 1)
            continue
        yield span
        at = held.text.find(letters, at + len(letters))


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start] if start else ""
    return not before.isalnum() and not text[end : end + 1].isalnum()
