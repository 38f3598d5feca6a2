"""Comparing maps: what was added, removed, moved and changed, and how feelings and figures went."""

from model.comparing.compare import Change, Comparison, compare
from model.comparing.curves import Curve, CurvePoint

__all__ = ["Change", "Comparison", "Curve", "CurvePoint", "compare"]
