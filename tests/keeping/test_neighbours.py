"""The hint that says who has a file open, and what lies beside a map that belongs to it."""

import json
import os
import time

import pytest

from app.claim import Claim
from app.keeping import turns
from app.keeping.backups import states_of
from app.keeping.beside import backup_to_offer, is_copy_name, look_beside, map_id_in
from app.keeping.lock_hint import LockHint, hint_of
from app.keeping.outside import keep_theirs
from app.keeping.turns import turn
from app.saving import save_journey
from model.edits import set_about
from model.file import encode
from model.templates import template
from model.values import with_changes

BLANK = template("blank", "en")
OTHER = encode(set_about(BLANK, title="Other"))


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "folder" / "kort.journey"
    made.parent.mkdir()
    save_journey(made, BLANK)
    return made


def write_hint(path, **told):
    hint_of(path).write_text(json.dumps({"host": "LAPTOP-2", "user": "Ana", **told}))


def test_a_hint_says_who_and_goes_at_closing(path, tmp_path):
    held = LockHint(path, tmp_path / "state")
    told = json.loads(hint_of(path).read_text())
    assert set(told) == {"host", "user", "pid", "session", "since"}
    assert hint_of(path).name == ".~lock.kort.journey#"
    second = LockHint(path, tmp_path / "state")
    assert second.other.pid == os.getpid()
    second.release()
    assert hint_of(path).exists()
    held.release()
    assert not hint_of(path).exists()
    assert list((tmp_path / "state" / "open").iterdir()) == []


def test_what_a_killed_program_left_on_this_computer_is_taken_over_silently(path, tmp_path):
    LockHint(path, tmp_path / "state").release()
    first = LockHint(path, tmp_path / "state")
    left = hint_of(path).read_text()
    first.release()
    hint_of(path).write_text(left)
    again = LockHint(path, tmp_path / "state")
    assert again.other is None
    assert hint_of(path).read_text() != left
    again.release()


def test_another_computers_hint_is_told_and_stays_unless_it_is_taken_over(path, tmp_path):
    write_hint(path, since="2026-11-28T10:31:00Z", session="0123456789abcdef", pid=7)
    theirs = hint_of(path).read_text()
    told = LockHint(path, tmp_path / "state")
    assert (told.other.host, told.other.user) == ("LAPTOP-2", "Ana")
    told.release()
    assert hint_of(path).read_text() == theirs
    ours = LockHint(path, tmp_path / "state", is_taken_over=True)
    assert ours.other is None
    write_hint(path, since="later")  # they take it over again
    ours.release()
    assert hint_of(path).exists()


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe", b"[", b"[" * 5000, b'{"user": {"a": 1}}', b"3"]
)
def test_a_damaged_or_hostile_hint_stops_nothing(path, tmp_path, damage):
    hint_of(path).write_bytes(damage)
    held = LockHint(path, tmp_path / "state")
    held.release()


def test_a_hint_that_is_a_link_or_a_pipe_is_neither_followed_nor_waited_for(path, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mine")
    hint_of(path).symlink_to(secret)
    LockHint(path, tmp_path / "state").release()
    assert secret.read_text() == "mine"
    hint_of(path).unlink(missing_ok=True)
    os.mkfifo(hint_of(path))
    LockHint(path, tmp_path / "state").release()


def test_no_hint_is_written_into_a_read_only_folder_and_a_left_file_gets_none(path, tmp_path):
    path.chmod(0o444)
    claim = Claim(path, tmp_path / "state")
    claim.take()
    assert not hint_of(path).exists()
    path.chmod(0o644)
    claim.leave()
    claim.take()
    assert not hint_of(path).exists()


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("kort (Ana's conflicted copy 2026-11-28).journey", True),
        ("kort (Anas modstridende kopi 2026-11-28).journey", True),
        ("kort (conflicted copy 2026-11-28 104201).journey", True),
        ("kort.sync-conflict-20261128-104201-ABCDEFG.journey", True),
        ("kort-LAPTOP-2.journey", True),
        ("kort-DESKTOP-9F3K2.journey", True),
        ("kort (other version 10.42.01).journey", True),
        ("kort (anden udgave 10.42.01).journey", True),
        ("kort-v2.journey", False),
        ("kort 2.journey", False),
        ("kort-2026-11-28.journey", False),
        ("andet (conflicted copy).journey", False),
        ("kort (conflicted copy).pdf", False),
        ("kort.journey", False),
    ],
)
def test_names_of_copies_are_known(path, name, is_copy):
    assert is_copy_name(name, path) == is_copy


def test_of_files_that_are_called_copies_only_other_versions_of_this_map_are_told(path, tmp_path):
    older, newer, same, strange = (
        path.with_name(f"kort (conflicted copy {number}).journey") for number in range(4)
    )
    older.write_bytes(OTHER)
    os.utime(older, (1, 1))
    newer.write_bytes(encode(set_about(BLANK, title="Newer")))
    same.write_bytes(path.read_bytes())
    strange.write_bytes(encode(with_changes(BLANK, id="another")))
    os.mkfifo(path.with_name("kort-LAPTOP.journey"))
    assert look_beside(path, BLANK.id, tmp_path).copies == (newer, older)


def test_the_id_is_read_from_the_beginning_and_not_of_other_files(path, tmp_path):
    assert map_id_in(path) == BLANK.id
    (tmp_path / "no").write_bytes(b'{"format":"journeywall-map","phases":[{"id":"a"}]}')
    assert map_id_in(tmp_path / "no") is None


def test_a_newer_unfinished_save_is_offered_and_old_rests_go(path, tmp_path):
    names = [path.with_name(f".~jw-0000000{number}.tmp") for number in range(5)]
    offered, torn, old, fresh, foreign = names
    offered.write_bytes(OTHER)
    torn.write_bytes(OTHER[:300])
    old.write_bytes(OTHER)
    fresh.write_bytes(b"")
    foreign.write_bytes(encode(with_changes(BLANK, id="another")))
    not_ours = path.with_name(".~jw-notes.txt")
    not_ours.write_text("")
    long_ago = time.time() - 8 * 86_400
    for each in (torn, old, foreign, not_ours):
        os.utime(each, (long_ago, long_ago))
    future = time.time() + 10
    os.utime(offered, (future, future))
    assert look_beside(path, BLANK.id, tmp_path / "state").unfinished == offered
    left = {each for each in (*names, not_ours) if each.exists()}
    assert left == {offered, fresh, foreign, not_ours}
    (kept,) = states_of(tmp_path / "state" / "backups", BLANK.id)
    assert kept.path.read_bytes() == OTHER


def test_the_version_before_is_offered_when_the_file_has_gone(path):
    assert backup_to_offer(path) is None
    save_journey(path, set_about(BLANK, title="Newer"))
    backup = path.with_name("kort.journey.bak")
    assert backup_to_offer(path) is None
    path.unlink()
    assert backup_to_offer(path) == backup
    backup.write_bytes(backup.read_bytes()[:200])
    assert backup_to_offer(path) is None


def test_the_rests_of_a_save_that_goes_on_are_left_alone_however_old_they_look(
    path, tmp_path, monkeypatch
):
    held = path.with_name(".~jw-00000000.bak")  # what was saved last week, under a second name
    held.write_bytes(path.read_bytes())
    os.utime(held, (1, 1))
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 0)
    with turn(path):
        look_beside(path, BLANK.id, tmp_path / "state")
    assert held.exists()
    look_beside(path, BLANK.id, tmp_path / "state")
    assert not held.exists()


@pytest.mark.parametrize("name", [f"{'æ' * 121}.journey", "x" * 250, f".{'y' * 249}"])
def test_another_version_of_a_file_with_a_very_long_name_has_room_beside_it(tmp_path, name):
    (tmp_path / name).write_bytes(b"theirs")
    for number in range(2):
        kept, _ = keep_theirs(tmp_path / name, "other version")
        assert kept.read_bytes() == b"theirs"
        assert "(other version" in kept.name
        assert len(list(tmp_path.iterdir())) == number + 2
    assert kept.name.endswith(os.path.splitext(name)[1])  # noqa: PTH122
