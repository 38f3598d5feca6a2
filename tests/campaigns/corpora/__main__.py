"""The campaign: every file of a folder, in and out again, with what could not be carried.

``python3 packaging test --campaign corpora FOLDER [--language da] [--pictures DIR]`` runs it.
The files are others' and no part of the project.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from app.export.jobs import export_journey
from model.exchange.endings import EXPORTED, is_imported
from model.exchange.formats import export_map, import_map
from model.file import decode, encode
from model.integrity import integrity_problems
from model.journey import JourneyMap
from model.lanes import CardsLane
from model.printing.settings import PrintSettings
from model.problems import FileProblem, Problem
from model.texts import LANGUAGES, Texts

# Mermaid holds one lane of cards and no names of steps, so not every text can come back.
WHOLE = tuple(ending for ending in EXPORTED if ending != ".mmd")
_WIDTH_PX = 1600


def main() -> int:
    """Try the files; 1 when one could not be read, or came back with other texts."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="corpora-") as folder:
        given.scratch = Path(folder)
        return _try(given)


def _try(given: argparse.Namespace) -> int:
    files = sorted(path for path in given.folder.rglob("*") if path.is_file())
    read = [path for path in files if is_imported(path)]
    texts = Texts(given.language)
    are_good = [_is_good(path, given, texts) for path in read]
    others = sorted({path.suffix.lower() or path.name for path in files} - set(_endings(read)))
    print(f"{len(read)} files, {are_good.count(False)} at fault; passed over: {', '.join(others)}")
    return 0 if read and all(are_good) else 1


def _is_good(path: Path, given: argparse.Namespace, texts: Texts) -> bool:
    name = path.relative_to(given.folder)
    try:
        journey, lost = import_map(path, given.language)
    except FileProblem as problem:
        print(f"{name}: {texts.of(problem)}")
        return False
    cards = sum(map(len, _texts(journey).values()))
    print(f"{name}: {len(journey.phases)} phases, {len(journey.lanes)} lanes, {cards} texts")
    _list(lost, texts)
    faults = [*map(texts.of, integrity_problems(journey))]
    if decode(encode(journey), path.name) != journey:
        faults.append("the map saved is not the map read")
    for ending in EXPORTED:
        faults += _there_and_back(journey, ending, given, texts)
    if given.pictures:
        _draw(journey, given.pictures / f"{path.parent.name}-{path.stem}.png")
    for fault in faults:
        print(f"  FAULT: {fault}")
    return not faults


def _there_and_back(
    journey: JourneyMap, ending: str, given: argparse.Namespace, texts: Texts
) -> list[str]:
    """Write the map and read it again; return what is wrong with what comes back."""
    data, lost = export_map(journey, f"map{ending}")
    print(f"  to {ending}:")
    _list(lost, texts, "    ")
    path = given.scratch / f"map{ending}"
    path.write_bytes(data)
    try:
        back, more = import_map(path, given.language)
    except Problem as problem:
        return [f"{ending}: {texts.of(problem)}"]
    _list(more, texts, "    back: ")
    if ending in WHOLE and _texts(back) != _texts(journey):
        return [f"{ending}: other texts came back"]
    return []


def _texts(journey: JourneyMap) -> dict[tuple[int, str], list[str]]:
    """Return the texts of the cards by step and lane, where there are some."""
    return {
        (at, lane.name): [card.text for card in lane.cells[step.id]]
        for at, step in enumerate(journey.steps)
        for lane in journey.lanes
        if isinstance(lane, CardsLane) and step.id in lane.cells
    }


def _list(problems: Iterable[Problem], texts: Texts, before: str = "  ") -> None:
    for problem in problems:
        print(f"{before}- {texts.of(problem)}")


def _draw(journey: JourneyMap, path: Path) -> None:
    import pypdfium2  # only for pictures

    document = pypdfium2.PdfDocument(export_journey(journey, PrintSettings()))
    page = document[0]
    page.render(scale=_WIDTH_PX / page.get_width()).to_pil().save(path)
    document.close()


def _endings(paths: Iterable[Path]) -> set[str]:
    return {path.suffix.lower() for path in paths}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="corpora", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of each map")
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"{given.folder} is no folder")
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    return given


if __name__ == "__main__":
    sys.exit(main())
