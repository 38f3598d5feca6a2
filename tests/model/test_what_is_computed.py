"""What is made by the ten thousand: how it is compared, and that the collector comes back."""

import gc

import pytest

from model.collector import collector_paused
from model.computed import computed


@computed(eq=True)
class Point:
    x: float
    y: float = 0.0


@computed(eq=False)
class Picture:
    name: str


def test_with_eq_two_are_the_same_when_their_fields_are():
    assert Point(1) == Point(1, 0.0)
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_without_eq_each_is_itself_alone():
    assert Picture("a") != Picture("a")
    assert len({Picture("a"), Picture("a")}) == 2


def test_they_hold_their_fields_and_nothing_else():
    with pytest.raises(AttributeError):
        Point(1).z = 2  # type: ignore[attr-defined]


def test_the_collector_rests_and_comes_back_also_after_a_fault():
    def fail() -> None:
        with collector_paused():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


def test_a_pause_within_a_pause_does_not_end_it():
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()


def test_what_was_made_in_a_pause_can_still_be_collected():
    with collector_paused():
        many = [[number] for number in range(20_000)]
        for item in many:
            item.append(item)  # a ring that only the collector can take
    del many, item
    assert gc.get_freeze_count() == 0
    assert gc.collect() >= 20_000
