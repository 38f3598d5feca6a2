"""Says a word when the first frame is painted: of a bare Qt window, or of the program's sample.

``first_frame.py bare`` and ``first_frame.py ours``, timed from outside. The program starts as
``python -m app --sample sustainable-shoes`` does; its painting is watched, not changed.
"""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder

SAMPLE = "sustainable-shoes"


def main(which: str) -> None:
    """Open the window asked for and leave when it has been painted."""
    if which == "bare":
        open_bare_window()
    else:
        sys.meta_path.insert(0, Watcher())
        from app.main import main as start

        start(["--sample", SAMPLE, "--language", "da"])


def say_painted() -> None:
    """Tell that the frame is there, and be gone: what comes after is not measured."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    os._exit(0)


def open_bare_window() -> None:
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painter = QPainter(self)
            painter.drawText(100, 100, "A bare window")
            painter.end()
            say_painted()

    application = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1280, 800)
    window.show()
    application.exec()


class Watcher(MetaPathFinder):
    """Begins to watch the canvas when the window's module is about to be imported, not before."""

    def find_spec(self, name: str, *_: object) -> None:
        """Find nothing, but notice what is looked for."""
        if name == "app.window":
            sys.meta_path.remove(self)
            watch_canvas()


def watch_canvas() -> None:
    """Have the first frame told that shows cards and lacks nothing."""
    from widgets.canvas.board import Board
    from widgets.canvas.sheet_view import SheetView

    paint, paint_event = Board.paint, SheetView.paintEvent
    is_complete = False

    def watched_paint(self: Board, *args: object, **options: object) -> object:
        nonlocal is_complete
        painted = paint(self, *args, **options)
        is_complete = painted.is_complete
        return painted

    def watched_event(self: SheetView, event: object) -> None:
        paint_event(self, event)
        has_cards = any(cell.contents for row in self.sheet.cells for cell in row)
        if is_complete and has_cards:
            say_painted()

    Board.paint, SheetView.paintEvent = watched_paint, watched_event


if __name__ == "__main__":
    main(sys.argv[1])
