"""The states kept on this computer: whole files, fewer the older they are, never the last three."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.backing_up import save_and_keep
from app.keeping import saver
from app.keeping.backups import (
    ALWAYS,
    DAYS,
    HOURS,
    NEWEST,
    WEEKS,
    State,
    keep_state,
    outlived,
    states_of,
)
from app.keeping.disk import SystemDisk
from model.edits import set_about
from model.file import encode, read_journey
from model.problems import FileProblem
from model.templates import template

BEGIN = datetime(2026, 11, 28, 12, tzinfo=UTC)
BLANK = template("blank", "en")
DATA = encode(BLANK)


def states(gaps_min, map_id="map", first=1, size=10):
    at, made = BEGIN, []
    for number, gap in enumerate(gaps_min, first):
        at += timedelta(minutes=gap)
        made.append(State(number, at, 0, size, Path("root", map_id, f"{number}.journey")))
    return made


FORWARD = st.lists(st.integers(0, 60 * 24 * 9), max_size=120)
ANY_WAY = st.lists(st.integers(-(60 * 24 * 400), 60 * 24 * 400), max_size=60)


def after(held, is_whole=lambda _state: True, most_bytes=10**9):
    gone = {state.path for state in outlived(held, is_whole, most_bytes)}
    return [state for state in held if state.path not in gone]


@given(ANY_WAY)
def test_whatever_the_clock_does_the_newest_stay_and_there_are_never_many(gaps):
    held = states(gaps)
    kept = after(held)
    assert kept[-NEWEST:] == held[-NEWEST:]
    assert len(kept) <= NEWEST + HOURS + DAYS + WEEKS
    assert after(kept) == kept


@given(FORWARD)
def test_the_last_state_of_each_late_hour_day_and_week_stays(gaps):
    held = states(gaps)
    kept = {state.number for state in after(held)}
    for span, most in (("%Y%m%d%H", HOURS), ("%Y%m%d", DAYS), ("%G%V", WEEKS)):
        last = {state.at.strftime(span): state.number for state in held}
        assert set(list(last.values())[-most:]) <= kept


@given(FORWARD)
def test_thinning_after_each_save_keeps_what_thinning_once_would(gaps):
    held, kept = states(gaps), []
    for state in held:
        kept = after([*kept, state])
    assert kept == after(held)


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 400))
def test_too_many_bytes_cost_the_oldest_but_never_the_last_three_that_are_whole(whole, most):
    first = states([1] * len(whole))
    other = states([1] * 5, "other", first=len(whole) + 1)
    bad = {state.number for state, is_whole in zip(first, whole, strict=True) if not is_whole}
    kept = after([*first, *other], lambda state: state.number not in bad, most)
    good = [state for state in first if state.number not in bad][-ALWAYS:]
    assert {*good, *other[-ALWAYS:]} <= set(kept)
    extra = [state for state in kept if state not in (*good, *other[-ALWAYS:])]
    assert not extra or sum(state.size for state in kept) <= most + 10 * 2 * ALWAYS


def test_a_kept_state_is_the_very_bytes_and_newer_ones_come_first(tmp_path):
    root = tmp_path / "backups"
    kept = [keep_state(root, "map", DATA, cards) for cards in (1, 2)]
    keep_state(root, "other", DATA, 9)
    found = states_of(root, "map")
    assert [state.cards for state in found] == [2, 1]
    assert [state.path for state in reversed(found)] == [state.path for state in kept]
    assert found[0].path.read_bytes() == DATA
    assert states_of(root, "nothing of it") == []


@pytest.mark.parametrize("map_id", ["..", ".", "CON", "nul", "Map", "a/../../b", "x" * 64])
def test_a_map_cannot_choose_where_its_states_lie(tmp_path, map_id):
    root = tmp_path / "backups"
    kept = keep_state(root, map_id, DATA, 0)
    assert kept.path.parent.parent == root
    assert kept.path.parent.name not in (".", "..", "CON", "nul", "Map")
    assert len(states_of(root, map_id)) == 1


def test_a_state_the_drive_does_not_give_back_is_none_and_the_others_stay(tmp_path):
    class Forgetful(SystemDisk):
        def read(self, path):
            return b"\0" * 9

    root = tmp_path / "backups"
    keep_state(root, "map", DATA, 1)
    with pytest.raises(OSError, match="other bytes"):
        keep_state(root, "map", DATA, 2, Forgetful())
    (only,) = states_of(root, "map")
    assert [path.name for path in (root / "map").iterdir()] == [only.path.name]


def test_damaged_states_do_not_count_as_the_three_that_stay(tmp_path, monkeypatch):
    root = tmp_path / "backups"
    made = [keep_state(root, "map", DATA, number) for number in range(6)]
    for state in made[2:]:
        state.path.write_bytes(b"\0" * len(DATA))
    monkeypatch.setattr("app.keeping.backups.outlived.__defaults__", (len(DATA),))
    keep_state(root, "map", DATA, 6)
    assert [state.cards for state in states_of(root, "map")] == [6, 1, 0]


def test_a_save_keeps_its_bytes_on_this_computer_too(tmp_path):
    path = tmp_path / "kort.journey"
    save_and_keep(path, BLANK, None, tmp_path / "state")
    (state,) = states_of(tmp_path / "state" / "backups", BLANK.id)
    assert state.path.read_bytes() == path.read_bytes()


def test_a_save_that_fails_at_the_end_keeps_the_new_version_here_and_names_both(
    tmp_path, monkeypatch
):
    def held_by_another(*_):
        raise OSError(5, "EIO")

    path = tmp_path / "kort.journey"
    path.write_bytes(b"old")
    monkeypatch.setattr(saver, "_patiently", held_by_another)
    newer = set_about(BLANK, title="New")
    with pytest.raises(FileProblem, match="rescued_twice") as told:
        save_and_keep(path, newer, None, tmp_path / "state")
    assert path.read_bytes() == b"old"
    assert read_journey(tmp_path / told.value.params["rescue"]) == newer
    (state,) = states_of(tmp_path / "state" / "backups", BLANK.id)
    assert read_journey(state.path) == newer


def test_a_computer_that_cannot_keep_states_saves_all_the_same(tmp_path, caplog):
    (tmp_path / "state").write_text("a file where the folder should be")
    save_and_keep(tmp_path / "kort.journey", BLANK, None, tmp_path / "state")
    assert read_journey(tmp_path / "kort.journey") == BLANK
    assert "cannot be kept" in caplog.text


def test_numbers_and_not_clocks_say_what_is_newer(tmp_path):
    held = states([0, -600, 1200])
    assert [state.number for state in after([held[2], held[0], held[1]])] == [3, 1, 2]


def test_no_state_is_read_while_all_may_stay():
    asked = []
    assert outlived(states([1] * NEWEST), lambda state: asked.append(state) is None) == []
    assert asked == []


def test_what_is_no_state_is_not_taken_for_one(tmp_path):
    kept = keep_state(tmp_path, "map", DATA, 1)
    for name in ("notes.txt", "000009-20260231T000000Z-1.journey", kept.path.name + "~"):
        (kept.path.parent / name).write_bytes(DATA)
    (kept.path.parent / kept.path.name.replace("000001", "000008")).mkdir()
    assert [state.path for state in states_of(tmp_path, "map")] == [kept.path]


def test_of_a_hundred_days_the_older_ones_stay_by_weeks_and_the_oldest_go():
    numbers = [state.number for state in after(states([60 * 24] * 100))]
    assert numbers[-HOURS:] == list(range(101 - HOURS, 101))
    assert {later - earlier for earlier, later in pairwise(numbers[: -HOURS + 1])} <= {*range(1, 8)}
    assert len(numbers) <= HOURS + WEEKS
    assert numbers[0] > 100 - 7 * WEEKS
