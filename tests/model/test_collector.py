"""Python's collector at rest, as while a drive does not answer: garbage goes all the same."""

import gc
import weakref

from model.collector import rest_collector, search_while_resting, wake_collector


class Loop:
    """Garbage that only the collector finds."""

    def __init__(self):
        self.itself = self


def test_garbage_goes_though_the_collector_rests_for_long():
    rest_collector()
    try:
        lost = weakref.ref(Loop())
        kept = [Loop() for _ in range(3000)]
        assert not gc.isenabled()
        assert lost() is not None
        search_while_resting()
        assert lost() is None
        assert not gc.isenabled()
    finally:
        wake_collector()
    assert gc.isenabled()
    assert len(kept) == 3000


def test_a_collector_that_does_not_rest_is_left_to_itself(monkeypatch):
    searched = []
    monkeypatch.setattr(gc, "collect", searched.append)
    kept = [Loop() for _ in range(3000)]
    search_while_resting()
    assert searched == []
    assert len(kept) == 3000
