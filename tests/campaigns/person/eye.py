"""The eye on the screen: asks the running program where things are shown; it changes nothing."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk import PATIENCE_S
from hand import Point

_BLINK_S = 0.03


class Unseen(AssertionError):
    """What was looked for did not show in time."""


@dataclass(frozen=True)
class Spot:
    """A rectangle on the screen, in its pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """Its middle."""
        return self.at(0.5, 0.5)

    def at(self, across: float, down: float) -> Point:
        """Return a point of it: (0, 0) is its upper left corner, (1, 1) its lower right one."""
        return self.left + across * self.width, self.top + down * self.height


class Eye:
    """Asks `seen_program` over a local socket."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, what: str, **given: Any) -> Any:
        """Return the program's answer to one question, None where it shows no such thing."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE_S * 2)
            line.connect(str(self._path))
            line.sendall(json.dumps({"what": what, **given}).encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                part = line.recv(65536)
                if not part:
                    raise Unseen(f"the program is gone ({what})")
                answer += part
        told = json.loads(answer)
        if "fault" in told:
            raise Unseen(f"{what} {given}: {told['fault']}")
        return told["answer"]

    def find(self, what: str, **given: Any) -> Spot:
        """Return where something shows, as soon as it does and stands still."""
        before: list[float] | None = None

        def look() -> Spot | None:
            nonlocal before
            seen = self.ask(what, **given)
            is_still, before = seen is not None and seen == before, seen
            return Spot(*seen) if is_still and seen is not None else None

        return self.wait(look, f"{what} {given}")

    def wait(self, look: Callable[[], Any], wanted: str, *, seconds: float = PATIENCE_S) -> Any:
        """Look again and again until ``look`` sees something, and return that.

        Raises:
            Unseen: If it does not in time; says what was ``wanted`` and what the window shows.
        """
        end = time.monotonic() + seconds
        while True:
            seen = look()
            if seen is not None and seen is not False:
                return seen
            if time.monotonic() > end:
                raise Unseen(f"waited for {wanted}; shown is {self.ask('state')}")
            time.sleep(_BLINK_S)

    def until(self, wanted: str, **state: Any) -> dict[str, Any]:
        """Wait until the window's state has all of ``state``; return it."""

        def look() -> dict[str, Any] | None:
            seen: dict[str, Any] = self.ask("state")
            return seen if all(seen.get(key) == value for key, value in state.items()) else None

        held: dict[str, Any] = self.wait(look, f"{wanted}: {state}")
        return held

    def settle(self) -> None:
        """Wait until the program has done what came in and has painted it."""
        for _ in range(3):
            self.ask("painted")
