"""The campaign: a person at keyboard and mouse on a real desktop, and pictures of every state.

``python3 packaging test --campaign person [--only PART …] [--pictures DIR] …`` runs it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from by_keyboard import SHOES, KeyboardPerson
from by_mouse import HOLIDAY, MousePerson
from content import differences
from desk import Desk, lacking
from expected import as_written, blank_with_notes
from forty_notes import Scribe, read_notes
from hand import Hand
from pictures import settings_of, take_pictures
from sitting import Sitting

from model.file import read_journey
from model.journey import JourneyMap

_SCREEN = (1920, 1200)


class Differs(AssertionError):
    """The file is not the map that was expected."""


@dataclass(frozen=True)
class Part:
    """One part of the campaign: what it is called, and what does it and says how it went."""

    name: str
    do: Callable[[argparse.Namespace, Path], str]


def main() -> int:
    """Run the parts that were asked for; 1 when one failed."""
    given = _arguments()
    missing = lacking()
    if missing:
        print("not run: person (this machine has no " + ", no ".join(missing) + ")")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="person-"))
    wanted = [part for part in PARTS if not given.only or part.name in given.only]
    are_good = [_is_good(part, given, folder / part.name) for part in wanted]
    is_kept = given.keep or (not given.pictures and (folder / "pictures").is_dir())
    if is_kept or not all(are_good):
        print(f"files and logs: {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if all(are_good) else 1


def _is_good(part: Part, given: argparse.Namespace, folder: Path) -> bool:
    folder.mkdir()
    start = time.monotonic()
    try:
        said = part.do(given, folder)
    except Exception as fault:
        if not isinstance(fault, Differs):
            traceback.print_exc()
        print(f"{part.name}: FAILED ({time.monotonic() - start:.0f} s)\n  {fault}", flush=True)
        return False
    print(f"{part.name}: ok ({time.monotonic() - start:.0f} s); {said}", flush=True)
    return True


def _by_keyboard(given: argparse.Namespace, folder: Path) -> str:
    with_desk = _Seat(given, folder, may_point=False)
    path = folder / "sko.journey"
    with with_desk as sitting:
        KeyboardPerson(sitting).build(path)
        sitting.check_for_faults()
        strokes = sitting.hand.strokes
        _check(as_written(SHOES), path)
    return f"the map matches; {strokes.letters} letters, {strokes.keys} other keys, no mouse"


def _by_mouse(given: argparse.Namespace, folder: Path) -> str:
    path = folder / "ferie.journey"
    with _Seat(given, folder, may_type=False) as sitting:
        MousePerson(sitting).build(path)
        sitting.check_for_faults()
        strokes = sitting.hand.strokes
        _check(as_written(HOLIDAY), path)
    return f"the map matches; {strokes.clicks} clicks, {strokes.drags} drags, no keyboard"


def _quick_entry(given: argparse.Namespace, folder: Path) -> str:
    return _notes(given, folder, Scribe.by_quick_entry)


def _tab_and_enter(given: argparse.Namespace, folder: Path) -> str:
    return _notes(given, folder, Scribe.by_tab_and_enter)


def _notes(given: argparse.Namespace, folder: Path, typed: Callable[[Scribe, Path], int]) -> str:
    path = folder / "noter.journey"
    with _Seat(given, folder, may_point=False) as sitting:
        extra = typed(Scribe(sitting), path)
        sitting.check_for_faults()
        _check(blank_with_notes(read_notes()), path)
    count = len(read_notes())
    return f"the map matches; {count} notes with {extra} keys beyond their letters"


def _pictures(given: argparse.Namespace, folder: Path) -> str:
    pictures = given.pictures or folder.parent / "pictures"
    taken, missed = 0, []
    for setting in settings_of(given.language, given.look, given.scale):
        count, told = take_pictures(
            setting, folder / str(setting), pictures, display=given.display, names=given.states
        )
        taken, missed = taken + count, missed + told
    if missed:
        raise Differs("\n  ".join(missed))
    return f"{taken} pictures in {pictures}"


def _check(expected: JourneyMap, path: Path) -> None:
    told = differences(expected, read_journey(path))
    if told:
        raise Differs("\n  ".join(told))


class _Seat:
    """A desk with the program on it, and a picture of the screen where something went wrong."""

    def __init__(
        self,
        given: argparse.Namespace,
        folder: Path,
        *,
        may_type: bool = True,
        may_point: bool = True,
    ) -> None:
        width, height = _SCREEN
        self._desk = Desk(folder, width=width, height=height, display=given.display)
        self._hand = Hand(self._desk, may_type=may_type, may_point=may_point)

    def __enter__(self) -> Sitting:
        try:
            sitting = Sitting(self._desk, self._hand)
            sitting.fill_the_screen()
        except BaseException:
            self._desk.close()
            raise
        return sitting

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._desk.photograph(self._desk.folder / "failed.png")
        self._desk.close()


PARTS = (
    Part("keyboard", _by_keyboard),
    Part("mouse", _by_mouse),
    Part("quick-entry", _quick_entry),
    Part("tab-and-enter", _tab_and_enter),
    Part("pictures", _pictures),
)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 packaging test --campaign person", description=__doc__
    )
    names = [part.name for part in PARTS]
    parser.add_argument("--only", nargs="+", choices=names, help="run these parts")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="where pictures are put")
    parser.add_argument("--states", nargs="+", help="take only the pictures of these states")
    parser.add_argument("--language", choices=("da", "en"), help="take pictures only in it")
    parser.add_argument("--look", choices=("light", "dark"), help="take pictures only so")
    parser.add_argument("--scale", type=int, choices=(1, 2), help="take pictures only so large")
    parser.add_argument("--display", type=int, help="number of the display (default: a free one)")
    parser.add_argument("--keep", action="store_true", help="keep files and logs of what went well")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
