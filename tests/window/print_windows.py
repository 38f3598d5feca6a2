"""How tests open the print window and wait until it shows what was asked for."""

from app.print_command import open_print_window
from model.values import with_changes


def print_window(window, qtbot, **changes):
    """Return the print window of ``window``, its pages made as ``changes`` of the settings say."""
    open_print_window(window)
    shown = window.print_desk.shown
    if changes:
        shown.take(with_changes(shown.settings, **changes))
    wait_until_made(window, qtbot)
    return shown


def wait_until_made(window, qtbot):
    """Wait until the pages on show are those that were wished last."""
    qtbot.waitUntil(lambda: not window.print_desk.maker.is_busy, timeout=20_000)


def pick(box, data):
    """Choose ``data`` in a box of choices."""
    index = box.findData(data)
    assert index >= 0, data
    box.setCurrentIndex(index)
