"""Merging maps: three ways from a common base, with conflicts in which nothing is lost."""

from model.merging.conflicts import Choice, Conflict, Merged
from model.merging.merge import merge, resolve, resolve_all

__all__ = ["Choice", "Conflict", "Merged", "merge", "resolve", "resolve_all"]
