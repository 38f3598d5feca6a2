"""A day's work on a stranger's map opens no socket and no file it names, and starts no program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "a_full_run.py"
CALLS = (  # ? for those that not every processor has
    "connect,bind,sendto,sendmsg,socket,?open,openat,?stat,?lstat,newfstatat,?access,"
    "execve,clone,?clone3,?fork,?vfork"
)
DONE = ("export", "export", "export", *["convert"] * 5, "check", "compare", "merge")


def done(folder, *before):
    """Run it in ``folder``, behind the words of the command ``before``; return what it printed."""
    homes = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    around = os.environ | dict.fromkeys(homes, str(folder))
    made = subprocess.run(
        [*before, sys.executable, str(SCRIPT), str(folder)],
        capture_output=True, text=True, timeout=300, check=False, env=around,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-2000:]
    return made.stdout


def test_a_full_run_opens_nothing_it_should_not(tmp_path):
    """Python's own calls are watched in the process, all others by strace, where there is one."""
    log = tmp_path / "calls"
    strace = shutil.which("strace")
    watched = (strace, "-f", "-qq", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log))
    said = done(tmp_path, *(watched if strace else ()))
    assert said.rstrip().endswith("done")
    codes = re.findall(r"^(export|convert|check|compare|merge) ([0-9])$", said, re.MULTILINE)
    assert tuple(name for name, _ in codes) == DONE
    assert {code for name, code in codes if name != "compare"} == {"0"}
    if strace is None:
        pytest.skip("no strace here: only Python's own calls were watched")
    calls = log.read_text(errors="replace")
    assert "openat(" in calls
    assert re.findall(r"AF_(?:INET6?|NETLINK|PACKET)\b", calls) == []
    assert [line for line in calls.splitlines() if "a-canary" in line] == []
    assert processes(calls)[1:] == []


def processes(calls):
    """Return the calls that start a process or a program, of which the first is the run itself."""
    started = re.findall(r"^[0-9]+ +((?:execve|clone3?|v?fork)\(.*)", calls, re.MULTILINE)
    return [call for call in started if "CLONE_THREAD" not in call]


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
def test_a_process_that_is_started_would_be_seen(tmp_path):
    log = tmp_path / "calls"
    script = "import os, threading; threading.Thread(target=print).start(); os.system('true')"
    watched = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log))
    subprocess.run([*watched, sys.executable, "-c", script], check=True)
    run, child, program = processes(log.read_text(errors="replace"))
    assert sys.executable in run
    assert child.partition("(")[0] in ("clone", "clone3", "vfork", "fork")
    assert "true" in program
