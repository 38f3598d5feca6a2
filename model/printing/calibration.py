"""What follows from a square of 100 mm that a printer has printed a little larger or smaller."""

from __future__ import annotations

from model.problems import PrintProblem

MEASURED = 100.0
"""Side of the square in mm."""
MOST_OFF = 0.1


def corrections(measured_x_mm: float, measured_y_mm: float) -> tuple[float, float]:
    """Return `PrintSettings.correct_x` and ``correct_y`` for a printer.

    Args:
        measured_x_mm: How wide the square of 100 mm came out.
        measured_y_mm: How high.

    Raises:
        PrintProblem: ``print.measured``, if no printer is so far off.
    """
    return _correction(measured_x_mm), _correction(measured_y_mm)


def _correction(measured: float) -> float:
    correction = MEASURED / measured if measured > 0 else 0.0
    if not 1 - MOST_OFF <= correction <= 1 + MOST_OFF:
        raise PrintProblem("print.measured", measured=round(measured, 2))
    return round(correction, 6)
