"""Whatever one does in whatever order, and wherever the power goes: what was told is on the disk.

``python3 packaging test --campaign any-order`` does the same at length.
"""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from app.keeping import journal, recovering
from tests.faults.any_order import AnyOrder
from tests.faults.promises import quickly_decoded


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Have journals begin anew so often that a short story sees it, and each map read once."""
    monkeypatch.setattr(journal, "LINES_TO_REST", 3)
    monkeypatch.setattr(recovering, "decode", quickly_decoded)


def test_in_any_order_nothing_that_was_acknowledged_goes():
    briefly = settings(max_examples=60, stateful_step_count=30, deadline=None, derandomize=True)
    run_state_machine_as_test(AnyOrder, settings=briefly)
