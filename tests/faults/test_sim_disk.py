"""The disk in memory answers as the computer's own does; else what is proved on it says little."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.keeping.disk import SystemDisk, write_all
from tests.faults.sim_disk import SimDisk, held

NAMES = ("a", "b", "in/c", "in", "none/d")
names = st.sampled_from(NAMES)
calls = st.one_of(
    st.tuples(st.just("write"), names, st.binary(min_size=1, max_size=4)),
    st.tuples(st.sampled_from(["replace", "link", "exchange"]), names, names),
    st.tuples(st.sampled_from(["remove", "make_folder", "read", "append", "find"]), names),
)


def _answer(disk, folder: Path, call):
    what, *given_ = call
    given_ = [folder / each if isinstance(each, str) else each for each in given_]
    try:
        if what == "write":
            write_all(disk, *given_)
            return None
        if what == "append":
            handle = disk.append(*given_)
            disk.write(handle, memoryview(b"more"))
            disk.close(handle)
            return None
        answer = getattr(disk, what)(*given_)
        return answer and (answer.kind, answer.size) if what == "find" else answer
    except OSError as error:
        return type(error).__name__


def _content(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {f"/{path.relative_to(folder)}": path.read_bytes() for path in found}


@pytest.mark.skipif(os.name == "nt", reason="the disk in memory answers as POSIX does")
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(calls, max_size=12))
def test_it_answers_as_a_real_one_does(tmp_path_factory, done):
    folder = tmp_path_factory.mktemp("disk")
    sim, system = SimDisk(), SystemDisk()
    for call in itertools.chain([("write", "a", b"first"), ("make_folder", "in")], done):
        assert (call, _answer(sim, Path("/"), call)) == (call, _answer(system, folder, call))
        assert held(sim.image()) == _content(folder)
