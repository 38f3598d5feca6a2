"""Programs that save one file at random: whatever one of them called saved is found again.

``python -m tests.faults.together [SAVES [SECONDS]]`` has two to four of them save so often in
all. Each knows only what it has read; which saves it was told are done it writes down.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from app import saving
from app.file_stamp import take_marks, take_stamp
from app.keeping.saver import BEGINNING, Expected
from model.problems import FileProblem
from tests.faults.kills import Tally
from tests.faults.operations import Case, in_place

NAME = "kort.journey"


@dataclass(frozen=True, slots=True)
class Way:
    """How the programs meet: whether they take turns, and what their drive can."""

    name: str
    are_turns_taken: bool
    is_plain: bool


WAYS = (
    Way("turns, exchange", are_turns_taken=True, is_plain=False),
    Way("exchange alone, as two computers", are_turns_taken=False, is_plain=False),
    Way("turns alone, as on exFAT", are_turns_taken=True, is_plain=True),
)


def save_together(
    way: Way, saves: int, seed: int, folder: Path, killed: Callable[[random.Random], bool]
) -> Tally:
    """Have two to four programs save until ``saves`` are acknowledged; one may be ``killed``."""
    chance = random.Random(seed)
    (folder / NAME).write_bytes(b"{}")
    count, left = chance.randint(2, 4), saves
    each = -(-left // count)
    workers = []
    for number in range(count):
        worker = os.fork()
        if worker == 0:
            _work(way, folder, number, each, seed * 10 + number)
        workers.append(worker)
    victim = workers[0] if killed(chance) else None
    if victim is not None:
        time.sleep(chance.uniform(0.0, 0.002 * each))
        os.kill(victim, signal.SIGKILL)
    tally = Tally()
    for worker in workers:
        _, status = os.waitpid(worker, 0)
        if status and worker != victim:
            tally.faults.append(f"{way.name}: a program ended with {status}")
    return _judged(way, folder, tally)


def _work(way: Way, folder: Path, number: int, saves: int, seed: int) -> None:
    """Be one of the programs: look, think, save; write down what was acknowledged."""
    code = 70
    try:
        in_place(Case("save", is_plain=way.is_plain))
        if not way.are_turns_taken:
            saving.turn = lambda _target: nullcontext()
        chance = random.Random(seed)
        log = os.open(folder / f"log-{number}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        done = 0
        while done < saves:
            done += _save_once(folder / NAME, f"{number}-{done}", chance, log)
        code = 0
    finally:
        os._exit(code)


def _save_once(path: Path, what: str, chance: random.Random, log: int) -> bool:
    """Tell whether it was acknowledged."""
    before = take_marks(path)
    base = path.read_bytes()
    found = path.parent.lstat()
    seen = Expected(take_stamp(path, before), (found.st_dev, found.st_ino))
    time.sleep(chance.choice((0.0, 0.0, 0.001, 0.003)))
    more = "x" * chance.choice((0, 10, 30_000))
    data = json.dumps({"what": what, "more": more}).encode()
    os.write(log, f"begun {_digest(base)}\n".encode())
    try:
        saving.save_bytes(path, data, expected=seen)
    except FileProblem as problem:
        os.write(log, f"{problem.code}\n".encode())
        return False
    os.write(log, f"saved {_digest(data)} {_digest(base)}\n".encode())
    return True


def _judged(way: Way, folder: Path, tally: Tally) -> Tally:
    """Count what was acknowledged, and find each again: on the disk, or built upon."""
    saved, bases = [], set()
    for log in folder.glob("log-*"):
        lines = log.read_text(encoding="ascii").splitlines()
        for line in lines:
            word, *marks = line.split()
            if word == "begun":
                if line is lines[-1]:  # killed, perhaps behind its save and before it told of it
                    bases.add(marks[0])
            elif word == "saved":
                tally.count("acknowledged")
                saved.append(marks[0])
                bases.add(marks[1])
            elif word != "file.not_saved_changed_outside":
                tally.faults.append(f"{way.name}: {word}")
            else:
                tally.ended["refused as changed"] = tally.ended.get("refused as changed", 0) + 1
    places = [path for path in folder.iterdir() if NAME.partition(".")[0] in path.name]
    places += folder.glob(f"{BEGINNING}*")
    kept = {_digest(path.read_bytes()) for path in places}
    tally.ended["other versions beside"] = sum("(" in path.name for path in places)
    lost = [mark for mark in saved if mark not in kept | bases]
    tally.faults += [f"{way.name}: {mark} was acknowledged and is nowhere" for mark in lost]
    return tally


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def main(saves: int = 120, seconds: float = 60.0, ways: tuple[Way, ...] = WAYS) -> int:
    """Save so often in all, in rounds of 40 of one way each, for at most so long."""
    tally, begun, number = Tally(), time.monotonic(), 0
    while tally.tried < saves and time.monotonic() - begun < seconds:
        with tempfile.TemporaryDirectory(prefix="together-") as folder:
            way = ways[number % len(ways)]
            killed = (lambda chance: chance.random() < 0.3) if number else (lambda _chance: False)
            tally.add(save_together(way, 40, number, Path(folder), killed))
        number += 1
    print(*tally.lines(), sep="\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(*[int(word) for word in sys.argv[1:]]))
