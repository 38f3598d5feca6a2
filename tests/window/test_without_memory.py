"""No memory, in each place where it may run out: nothing hangs, and what was typed comes back."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import faults, safekeeping, saving
from app.faults import faults_shown_in
from app.keeping import keeper as keeping
from app.keeping.journal import Journal
from app.keeping.keeper import Keeper
from app.keeping.notes import Note, Origin, Start
from app.keeping.recovering import recover
from app.keeping.sessions import left_behind
from model.edits import set_about
from model.file import read_journey
from model.problems import FileProblem
from model.templates import template

ROOT = Path(__file__).resolve().parents[2]
BASE = template("blank", "en")
AT = "2026-11-28T10:00:00Z"


def titled(title):
    return set_about(BASE, title=title)


def rename(window, title):
    window.document.apply("edits.change_map", lambda held: set_about(held, title=title))


def starve(*_, **__):
    raise MemoryError


@pytest.mark.parametrize("where", ["begin", "note", "log", "tell"])
def test_the_journal_goes_on_when_there_is_memory_again(tmp_path, monkeypatch, where):
    """Also when there is none for the log, or for telling it."""
    monkeypatch.setattr(keeping, "_AGAIN_S", 0.01)
    monkeypatch.setattr(keeping, "PAUSE_S", 0.01)
    told, is_full = [], True

    def tell(is_well):
        if where == "tell" and is_full:
            raise MemoryError
        told.append(is_well)

    keeper = Keeper(Start(BASE, Origin()), tell, tmp_path / "recovery")
    keeper.take(Note(titled("a"), AT))
    assert keeper.wait(10)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "begin" if where == "begin" else "note", starve)
        patch.setattr(Journal, "note", starve)
        if where == "log":
            patch.setattr(logging.getLogger(keeping.__name__), "warning", starve)
        keeper.take(Note(titled("ab"), AT))
        assert not keeper.wait(0.1)
        is_full = False
    assert keeper.wait(10)
    keeper.take(Note(titled("abc"), AT))
    keeper.close(is_done_with=False)
    (folder,) = left_behind(tmp_path / "recovery")
    assert recover(folder).journey == titled("abc")
    assert told[-1:] in ([], [True])


def test_a_journal_that_never_gets_memory_ends_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "PAUSE_S", 0.01)
    monkeypatch.setattr(Journal, "begin", starve)
    monkeypatch.setattr(logging.getLogger(keeping.__name__), "warning", starve)
    keeper = Keeper(Start(BASE, Origin()), starve, tmp_path / "recovery")
    keeper.take(Note(titled("a"), AT))
    assert not keeper.wait(0.05)
    keeper.close(is_done_with=False)


@pytest.mark.parametrize("has_log_any", [True, False])
def test_a_save_without_memory_is_told_and_the_next_one_saves(
    window, tmp_path, monkeypatch, has_log_any
):
    path = tmp_path / "map.journey"
    rename(window, "Kept")
    with monkeypatch.context() as patch:
        patch.setattr(saving, "save_journey", starve)
        if not has_log_any:
            patch.setattr(logging.getLogger(safekeeping.__name__), "exception", starve)
        with pytest.raises(FileProblem, match="not_saved") as refused:
            window.safety.safe.save_now(path, is_over_all=True)
    assert refused.value.params["reason"] == "MemoryError"
    assert window.document.is_modified
    assert window.safety.safe.hurry(10)
    window.safety.safe.save_now(path, is_over_all=True)
    assert read_journey(path).about.title == "Kept"


def test_an_edit_without_memory_is_told_and_the_map_goes_into_the_journal_anew(
    window, workspace, monkeypatch
):
    rename(window, "Before")
    with faults_shown_in(workspace), monkeypatch.context() as patch:
        patch.setattr(safekeeping, "Note", starve)
        patch.setattr(logging.getLogger(faults.__name__), "error", starve)
        rename(window, "Without memory")
    assert "MemoryError" in window.problem_text
    assert window.safety.safe.hurry(10)
    (folder,) = (workspace.settings.state_folder / "recovery").iterdir()
    assert recover(folder).journey.about.title == "Without memory"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no limits as Linux has them")
def test_a_program_without_memory_ends_or_goes_on_but_never_hangs_and_its_work_comes_back(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "window" / "a_starved_program.py", tmp_path],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "JOURNEYWALL_STATE": str(tmp_path / "state"),
            "JOURNEYWALL_SETTINGS": str(tmp_path / "settings"),
        },
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (tmp_path / "kept").exists(), done.stderr
    (folder,) = left_behind(tmp_path / "state" / "recovery")
    assert recover(folder).journey.about.title in ("Kept before", "Without memory")
