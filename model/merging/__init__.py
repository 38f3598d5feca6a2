"""Merging maps: three ways from a common base, with conflicts in which nothing is lost."""

from model.merging.apart import common_base, merge_apart, merge_many, standing
from model.merging.conflicts import Choice, Conflict, Merged
from model.merging.merge import merge, resolve, resolve_all, resolve_some
from model.merging.origin import likeliest_base, refuse_strangers
from model.merging.speakers import Speakers

__all__ = [
    "Choice",
    "Conflict",
    "Merged",
    "Speakers",
    "common_base",
    "likeliest_base",
    "merge",
    "merge_apart",
    "merge_many",
    "refuse_strangers",
    "resolve",
    "resolve_all",
    "resolve_some",
    "standing",
]
