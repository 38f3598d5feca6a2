"""A person's day with a map from a stranger, in one process, for who watches its system calls.

``python tests/window/a_full_run.py FOLDER`` opens, looks at, edits, saves, prints, exports,
imports, compares and merges. Prints "done" at the end.
"""

import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK = "a-canary"
WAYS_OUT = (
    "socket.connect", "subprocess.Popen", "pickle.find_class",
    "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
)  # fmt: skip


def hostile() -> bytes:
    """Return a sample with addresses of other files and of the network wherever text may stand."""
    from model.cards import CellOrigin
    from model.edits import set_about
    from model.file import encode
    from model.templates import sample
    from model.values import with_changes

    journey = set_about(
        sample("sustainable-shoes", "en"),
        title=f'<img src="file:///{MARK}.png">',
        purpose=f"http://{MARK}.example/x \\\\{MARK}\\share\\x.png",
    )
    lanes = []
    for lane in journey.lanes:
        if lane.kind == "cards":
            cells = {
                step: tuple(
                    with_changes(
                        card,
                        icon=f"../../../{MARK}",
                        as_written=f'<img src="file:///{MARK}.svg">{card.text}',
                    )
                    for card in items
                )
                for step, items in lane.cells.items()
            }
            lane = lane.model_copy(update={"cells": cells, "hint": f"=WEBSERVICE({MARK})"})
        if lane.kind == "metrics":
            origin = CellOrigin(file=f"/{MARK}.csv", cell="A1")
            cells = {
                step: tuple(with_changes(metric, origin=origin) for metric in items)
                for step, items in lane.cells.items()
            }
            lane = lane.model_copy(update={"cells": cells})
        lanes.append(lane)
    return encode(with_changes(journey, lanes=tuple(lanes)))


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Stop the run when Python opens a way out of this computer, a file the map names, or code."""
    if event in WAYS_OUT:
        raise AssertionError(f"{event}: {arguments}")
    if event == "socket.__new__" and arguments[1] != socket.AF_UNIX:
        raise AssertionError(f"a socket of family {arguments[1]}")
    if event in ("open", "os.listdir", "os.scandir") and MARK in str(arguments[0]):
        raise AssertionError(f"{event}: {arguments[0]}")


def run(folder: Path) -> None:
    """Do all of it, with files in ``folder``."""
    sys.addaudithook(watch)
    path = folder / "stranger.journey"
    path.write_bytes(hostile())
    look(folder, path)
    do_commands(folder, path)
    print("done")


def look(folder: Path, path: Path) -> None:
    """Open, look, edit and save in a real window."""
    from PySide6.QtWidgets import QApplication

    from app.run_window import make_application
    from app.settings import Settings
    from app.side_panels import PANELS
    from app.workspace import Workspace
    from model.edits import set_about
    from widgets.canvas.selection import item_selection

    app = make_application()
    assert isinstance(app, QApplication)
    workspace = Workspace(Settings(folder / "settings"), language="en")
    window = workspace.open_file(path)
    assert window is not None
    window.resize(1400, 900)
    for panel in PANELS:
        window.actions_made[panel.action_id].trigger()
        app.processEvents()
    for item_id in list(window.canvas.all_items())[:5]:
        window.canvas.select(item_selection((item_id,)))
        app.processEvents()
    window.document.apply("edits.change_map", lambda held: set_about(held, subtitle="edited"))
    window.document.undo()
    window.document.redo()
    window.actions_made["save"].trigger()
    while window.document.is_modified:
        app.processEvents()
    window.close()
    app.processEvents()


def do_commands(folder: Path, path: Path) -> None:
    """Print, export, import, compare, merge and report by the command line's own functions."""
    from app.main import main

    made, other = folder / "made", folder / "other.journey"
    made.mkdir()
    other.write_bytes(path.read_bytes().replace(b"edited", b"Edited"))
    for arguments in (
        ("export", path, "-o", made / "wall.pdf"),
        ("export", path, "-o", made / "wall.png"),
        ("export", path, "-o", made / "wall.svg"),
        *(("convert", path, made / f"out.{ending}") for ending in ("xlsx", "csv", "ojf", "mmd")),
        ("convert", made / "out.xlsx", made / "back.journey"),
        ("check", path),
        ("compare", path, other),
        ("merge", path, path, other, "-o", made / "merged.journey"),
    ):
        code = main([str(argument) for argument in arguments])
        print(arguments[0], code, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    run(Path(sys.argv[1]))
