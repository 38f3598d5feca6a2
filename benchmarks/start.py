"""The start: from the process to the first whole frame of a sample, against a bare Qt window."""

from __future__ import annotations

import os
import tempfile
from statistics import median

from benchmarks.measuring import Ratio, own_process, peak_mb, run_in_turns

TIMES = 9


def report() -> list[str]:
    """Return the table's lines: medians on the clock, the two windows taking turns."""
    with tempfile.TemporaryDirectory() as home:
        # A person's settings stay as they are, and do not count.
        settings = {"XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
        has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        if not has_screen:
            settings["QT_QPA_PLATFORM"] = "offscreen"
        commands = own_process("first_frame", "ours"), own_process("first_frame", "bare")
        ours, bare = run_in_turns(*commands, times=TIMES, settings=settings)
    if any("painted" not in run.said for run in (*ours, *bare)):
        raise RuntimeError("a window was never painted")
    clocks = median([run.wall_ms for run in ours]), median([run.wall_ms for run in bare])
    return [
        "start of the window, " + ("on the screen" if has_screen else "offscreen"),
        str(Ratio("first frame with the sample's cards", *clocks, "bare Qt window", 2.5)),
        f"peak memory by then: {peak_mb(ours):.0f} MB, of the bare window {peak_mb(bare):.0f} MB",
    ]
