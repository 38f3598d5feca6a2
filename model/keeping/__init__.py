"""What of a map is kept for later: templates, lanes and sets of cards of one's own; all pure."""

from model.keeping.emptied import Kept, PersonaData, emptied
from model.keeping.parts import OwnPart, PartKind, part_from, part_of, part_to_bytes, renamed_part
from model.keeping.templates import (
    OwnTemplate,
    renamed_template,
    started_from,
    template_from,
    template_of,
    template_to_bytes,
)

__all__ = [
    "Kept",
    "OwnPart",
    "OwnTemplate",
    "PartKind",
    "PersonaData",
    "emptied",
    "part_from",
    "part_of",
    "part_to_bytes",
    "renamed_part",
    "renamed_template",
    "started_from",
    "template_from",
    "template_of",
    "template_to_bytes",
]
