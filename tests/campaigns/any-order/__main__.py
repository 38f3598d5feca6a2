"""The campaign: a map worked on in any order, at length; see `tests.faults.any_order`.

``python3 packaging test --campaign any-order [NUMBER]`` makes that many stories of up to a hundred
steps, 10,000 if nothing is said, and ends with 1 and the shortest story in which anything was lost.
"""

from __future__ import annotations

import sys
import time

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app.keeping import journal, recovering
from tests.faults.any_order import AnyOrder
from tests.faults.promises import quickly_decoded

STEPS = 100
AT_ONCE = 500  # Hypothesis remembers them all


def main(stories: int) -> int:
    """Make ``stories``; 1 if anything was lost in one."""
    journal.LINES_TO_REST, recovering.decode = 3, quickly_decoded
    begun = time.monotonic()
    try:
        for begun_at in range(0, stories, AT_ONCE):
            at_length = settings(
                max_examples=min(AT_ONCE, stories - begun_at), stateful_step_count=STEPS,
                deadline=None, database=None, suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            run_state_machine_as_test(AnyOrder, settings=at_length)
    except (AssertionError, BaseExceptionGroup) as lost:
        for each in getattr(lost, "exceptions", [lost]):
            print(each, *getattr(each, "__notes__", ()), sep="\n")
        return 1
    seen, seconds = AnyOrder.looked_at, time.monotonic() - begun
    counts = f"{seen['power cuts']:,} power cuts, {seen['images']:,} images"
    print(f"{stories:,} stories, {counts}, in {seconds:.0f} s: 0 lost")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
