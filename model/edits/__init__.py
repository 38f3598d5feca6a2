"""Edits: pure functions from a map to a map. Each raises EditProblem before anything changed."""

from model.edits.about import set_about, set_sheet
from model.edits.items import (
    add_item,
    duplicate_items,
    move_items,
    remove_items,
    set_item,
    set_items,
)
from model.edits.lanes import add_lane, move_lane, remove_lane, set_lane
from model.edits.links import link_cards, remove_links, set_links
from model.edits.marking import mark_cards
from model.edits.phases import (
    add_phase,
    merge_phases,
    move_phase,
    remove_phase,
    set_phase,
    split_phase,
)
from model.edits.registers import Register, add_entry, move_entry, remove_entry, set_entry
from model.edits.showing import (
    set_headers,
    with_all_shown,
    with_opened,
)
from model.edits.steps import add_step, merge_steps, move_step, remove_step, set_step

__all__ = [
    "Register",
    "add_entry",
    "add_item",
    "add_lane",
    "add_phase",
    "add_step",
    "duplicate_items",
    "link_cards",
    "mark_cards",
    "merge_phases",
    "merge_steps",
    "move_entry",
    "move_items",
    "move_lane",
    "move_phase",
    "move_step",
    "remove_entry",
    "remove_items",
    "remove_lane",
    "remove_links",
    "remove_phase",
    "remove_step",
    "set_about",
    "set_entry",
    "set_headers",
    "set_item",
    "set_items",
    "set_lane",
    "set_links",
    "set_phase",
    "set_sheet",
    "set_step",
    "split_phase",
    "with_all_shown",
    "with_opened",
]
