"""What every value of a map is built from: the frozen base class and the field types."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    PlainSerializer,
    StringConstraints,
    TypeAdapter,
)
from pydantic_core import PydanticCustomError

# C0 and C1 controls but tab and line feed: they draw nothing, and print shops' RIPs choke on them
# (reference/pdf.md section 8). U+FFFE and U+FFFF are no characters, and XML cannot hold them.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff"
_NO_CONTROLS = rf"\A[^{_CONTROLS}]*\z"
_NO_CONTROLS_ONE_LINE = rf"\A[^\t\n{_CONTROLS}]*\z"
_TO_REPLACE = re.compile(rf"[{_CONTROLS}\ud800-\udfff]")
MAX_TEXT = 20_000
MAX_LINE = 500


class Value(BaseModel):
    """A frozen part of a map.

    Fields a newer version added are kept (``extra="allow"``) and written back. Never use
    ``model_copy(update=...)`` on it, which does not validate: use `with_changes`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        allow_inf_nan=False,
        # Ids and card texts hardly repeat: looking each up in a cache costs 6 to 13 % of a load.
        cache_strings="keys",
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Refuse: an unknown field is no attribute, it stands in ``model_extra`` alone.

            Else a file could give a metric a ``span`` that is no number, and whoever asks for the
            span of whatever stands in a cell would fall over it.
            """
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")


Part = TypeVar("Part", bound=Value)


def with_changes(part: Part, **changes: Any) -> Part:
    """Return ``part`` with ``changes``, validated; every untouched field is shared, not copied.

    Returns ``part`` itself when nothing differs, so that identity says what changed. The cells
    of a lane go through `model.lanes.with_cells`, which keeps the identity of each cell.

    Raises:
        pydantic.ValidationError: If a new value does not fit its field.
        AttributeError: If ``part`` has no such field.
    """
    made = {}
    for name, value in changes.items():
        held = getattr(part, name)
        if held is value:
            continue
        checked = _field_check(type(part), name).validate_python(value)
        if checked != held:
            made[name] = checked
    return part.model_copy(update=made) if made else part


@cache
def _field_check(owner: type[Value], name: str) -> TypeAdapter[Any]:
    field = owner.model_fields.get(name)
    if field is None:
        raise AttributeError(f"{owner.__name__} has no field {name!r}")
    annotation: Any = Annotated[field.annotation, field]  # mypy cannot know a made-up type form
    return TypeAdapter(annotation)


def clean_text(text: str) -> str:
    """Return ``text`` as a map can hold it: line feeds only, no controls, no lone surrogates.

    What cannot be held becomes U+FFFD, so that the writer sees that something was there.
    """
    return _TO_REPLACE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line."""
    return " ".join(clean_text(text).split())


def new_id() -> str:
    """Return a fresh id: 10 characters that never need escaping in JSON, files or PDF names."""
    return secrets.token_hex(5)


def present_time() -> str:
    """Return the present second as maps write times: ISO 8601 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _in_the_calendar(text: str) -> str:
    """Return ``text``, a date or time in ISO 8601, or "", if there is such a day and minute."""
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError as error:
            raise PydanticCustomError("no_such_date", "no such date") from error
    return text


Id = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9_.-]{1,64}\z")]
Item = TypeVar("Item")
# The first wrong item ends the list: a hostile file's five million would take half a minute.
Many = Annotated[tuple[Item, ...], FailFast()]
Ids = Annotated[Many[Id], AfterValidator(_unique)]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT, pattern=_NO_CONTROLS)]
Line = Annotated[str, StringConstraints(max_length=MAX_LINE, pattern=_NO_CONTROLS_ONE_LINE)]
Lines = Many[Line]
Rating = Annotated[int, Field(ge=1, le=5)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Sha256 = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]
# Spelled with [0-9]: in these patterns a backslash-d also takes the digits of other scripts.
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z"
IsoDate = Annotated[
    str, StringConstraints(pattern=rf"\A({_DATE})?\z"), AfterValidator(_in_the_calendar)
]
IsoTime = Annotated[
    str, StringConstraints(pattern=rf"\A({_DATE}{_TIME})?\z"), AfterValidator(_in_the_calendar)
]
Language = Annotated[str, StringConstraints(pattern=r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]

ReadOnly = Annotated[
    Mapping[Id, Item],
    # An empty cell is the same as none: only one of the two may exist, or equal maps would differ.
    AfterValidator(
        lambda cells: MappingProxyType({key: held for key, held in cells.items() if held})
    ),
    PlainSerializer(dict, return_type=dict),
]
