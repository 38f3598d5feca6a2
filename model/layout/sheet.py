"""The sheet: a map laid out in millimetres, ready for any painter. Pure data.

Painters draw in this order: ``background``, each row's, phase's and column's block, cells (their
``marks``, then their ``contents``), ``overlay``. Hits are found the other way round. All lengths
are mm at print size 1:1, x right, y down, (0, 0) at the sheet's top left corner.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from model.computed import computed
from model.evidence import Image
from model.journey import LinkKind
from model.layout.marks import Mark, PathCommand
from model.text.fonts import FontBook

BlockKind = Literal[
    "card", "feeling", "metric", "passage", "picture", "title", "phase", "step", "lane",
    "legend", "footer", "link", "gone",
]  # fmt: skip


@computed(eq=False)
class Block:
    """Something that can be pointed at: its marks are relative to its own top left corner.

    A block is cached by what it shows, so the same block object may be reused on the next sheet
    at another place: key pictures of it by identity.

    Attributes:
        text_box: (x, y, width, height) inside the block where its text is edited in place.
        more_box: Where the second text of a header is: a lane's hint, a phase's definition.
    """

    kind: BlockKind
    id: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    text_box: tuple[float, float, float, float] | None = None
    text_size_pt: float = 24.0
    fill: str | None = None  # role of the block's ground: far out it is drawn as this alone
    more_box: tuple[float, float, float, float] | None = None
    more_size_pt: float = 20.0


@computed(eq=False)
class Placed:
    """A block at (x, y): relative to its cell in `Cell.contents`, else to the sheet."""

    x: float
    y: float
    block: Block


@computed(eq=False)
class Cell:
    """The crossing of a lane and a step, at its place on the sheet."""

    lane_id: str
    step_id: str
    x: float
    y: float
    width: float
    height: float
    contents: tuple[Placed, ...]
    marks: tuple[Mark, ...] = ()


@computed(eq=False)
class Column:
    """A step: ``header`` stands at its own place on the sheet."""

    step_id: str
    phase_id: str
    x: float
    width: float
    header: Placed
    is_collapsed: bool = False


@computed(eq=False)
class PhaseBand:
    """A phase over its steps' columns; a collapsed one and its steps are narrow."""

    phase_id: str
    x: float
    width: float
    header: Placed
    is_collapsed: bool = False


@computed(eq=False)
class Row:
    """A lane; ``body`` is drawn behind its cells, relative to (``Sheet.grid_x``, ``y``).

    ``zero_y`` and ``unit`` (mm for a step of 1) tell where feelings stand:
    y = zero_y - value * unit on the sheet. They are None in other lanes. ``reach`` counts the
    columns the widest card of the row covers (it lies in its first cell and sticks out to the
    right): who draws the columns from n on begins with column n - reach + 1. The cells of a
    collapsed lane, and those below a collapsed phase, have no contents on the sheet.
    """

    lane_id: str
    y: float
    height: float
    header: Placed
    body: tuple[Mark, ...] = ()
    zero_y: float | None = None
    unit: float | None = None
    reach: int = 1
    is_collapsed: bool = False


@computed(eq=False)
class PlacedLink:
    """A line from card to card; its marks stand in ``Sheet.overlay`` where it is shown.

    Links that are hidden are on the sheet of the screen only, so that they can be found again.

    Attributes:
        source: Id of the card it starts from.
        target: Id of the card it leads to.
        commands: Its way on the sheet.
        label_at: The middle of its label, or where one would be.
        label_box: (x, y, width, height) of its sign and label with their ground, None where it
            has neither.
    """

    id: str
    source: str
    target: str
    commands: tuple[PathCommand, ...]
    label_at: tuple[float, float]
    label_box: tuple[float, float, float, float] | None
    marks: tuple[Mark, ...]
    is_shown: bool = True
    kind: LinkKind = "leads_to"


@computed(eq=False)
class PlacedWay:
    """A branch or a loop back from a step to another; drawn in ``Sheet.background``.

    Attributes:
        source: Id of the step it leaves.
        target: Id of the step it leads to.
        commands: Its way on the sheet.
        head: The tip of its arrow.
    """

    source: str
    target: str
    commands: tuple[PathCommand, ...]
    head: tuple[float, float]
    marks: tuple[Mark, ...]


@computed(eq=False)
class Funnel:
    """The band that tells how many come to each step; drawn in ``Sheet.background``."""

    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@computed(eq=False)
class Sheet:
    """A whole map in millimetres.

    Attributes:
        grid_x: Left edge of the first column; lane headers stand left of it.
        grid_y: Where the headers of phases and steps end. The first row begins there, or below
            the bands that hang there: ``ways`` and ``funnel``.
        cells: One tuple a row, one cell a column, aligned with ``rows`` and ``columns``.
        links: All links whose cards both stand on the sheet.
        ways: Branches and loops whose steps both stand on the sheet.
        images: The map's images by hash, for painters of `ImageMark`.
        language: BCP 47 language of the map.
        signs: The signs on it that a legend explains.
    """

    width: float
    height: float
    grid_x: float
    grid_y: float
    title: Placed | None
    phases: tuple[PhaseBand, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[Cell, ...], ...]
    background: tuple[Mark, ...]
    overlay: tuple[Mark, ...]
    trailers: tuple[Placed, ...]  # legend and footer
    images: Mapping[str, Image]
    fonts: FontBook
    language: str
    map_title: str
    links: tuple[PlacedLink, ...] = ()
    ways: tuple[PlacedWay, ...] = ()
    funnel: Funnel | None = None
    signs: frozenset[tuple[str, str]] = frozenset()
