"""Python's garbage collector at rest where much is made and nothing thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_rests = 0
_SEARCHED = 2_000  # new objects that are worth a search of some thousandths of a second
_MANY = 10_000  # new objects: to search fewer takes less than a millisecond


def rest_collector() -> None:
    """Keep the collector from searching until `wake_collector`; called once for each rest.

    While a worker is busy the collector would run in its thread, and free there what belongs to
    the thread of the windows: Qt does not survive that. Both are called in the thread of the
    windows, never inside `collector_paused`.
    """
    global _rests  # noqa: PLW0603 - the collector is one for the whole process
    _rests += 1
    gc.disable()


def wake_collector() -> None:
    """End one rest; the collector searches again when none is left."""
    global _rests  # noqa: PLW0603 - as above
    _rests -= 1
    if not _rests:
        _pass_over_many()
        gc.enable()


def search_while_resting() -> None:
    """Search what is not old, in this thread, if the collector rests: it may do so for an hour.

    So it is while a drive does not answer or the journal's disk is full. Called now and then in
    the thread of the windows, to whom most of the garbage belongs.
    """
    if _rests and gc.get_count()[0] > _SEARCHED:
        gc.collect(1)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from searching while a map is read, laid out or drawn.

    A sheet of 5,000 cards is some 100,000 objects that all stay: to search them again and again
    as they appeared took more than half of the time, and found nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _pass_over_many()
            gc.enable()


def _pass_over_many() -> None:
    """Put many new objects with the oldest unseen.

    The collector would else search them all at its first chance, 100 ms after a large layout.
    Few are not, or the garbage of months of keystrokes would lie there with them.
    """
    if gc.get_count()[0] > _MANY and not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
