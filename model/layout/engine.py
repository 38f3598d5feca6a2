"""The layout engine: from a map to its sheet, doing again only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from types import MappingProxyType

from model.channel_use import ChannelUse, ChannelUses, is_matrix
from model.collector import collector_paused
from model.evidence import Image
from model.filtering import Filter
from model.journey import JourneyMap, Phase
from model.lanes import Lane
from model.layout.bands import Bands, lay_bands
from model.layout.blueprint import lines_above
from model.layout.change_marks import ChangeMarks
from model.layout.columns import Columns, columns_of
from model.layout.curves_before import with_curves_before
from model.layout.dimming import Dimmer, pale_marks
from model.layout.folding import folded_lane_block
from model.layout.frame import background, blueprint_line, line_height
from model.layout.ghosts import Ghosts
from model.layout.lane_header import lane_block, lane_header_key
from model.layout.links import LinkLines, shown_marks
from model.layout.look import Look, Registers
from model.layout.marks import Mark
from model.layout.memo import BlockMemo
from model.layout.placing import PlacedRow, grid_left, place_row
from model.layout.plans import Desk, RowPlan, Signs
from model.layout.print_look import PLAIN, PrintLook
from model.layout.rows import plan_row
from model.layout.sheet import Block, Placed, PlacedLink, Row, Sheet
from model.layout.title import title_block
from model.layout.trailers import change_signs, footer_block, legend_block, seen_words
from model.layout.viewing import Viewing, dimmed_feelings
from model.text.fonts import FontBook
from model.texts import Texts
from model.values import with_changes

_LINK_SIGNS = MappingProxyType({"leads_to": "link", "channel_jump": "channel_jump"})


class Layout:
    """Lays out maps with one set of fonts; remembers the last sheet for screen and for print.

    What has not changed since that sheet, by identity, is taken over: blocks, cells and whole
    rows. The result is the same as that of a new `Layout`.
    """

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._makers: dict[bool, _SheetMaker] = {}

    @property
    def fonts(self) -> FontBook:
        """The faces everything is set in."""
        return self._fonts

    def sheet(
        self,
        journey: JourneyMap,
        for_print: bool = False,
        through: Filter | None = None,
        print_look: PrintLook = PLAIN,
    ) -> Sheet:
        """Return the sheet of ``journey``: what is shown on screen, or what is printed.

        ``through`` is the filter it is looked at through, None for the whole map; ``print_look``
        what a print asks for.
        """
        maker = self._makers.get(for_print)
        if maker is None:
            maker = self._makers[for_print] = _SheetMaker(self._fonts, is_for_print=for_print)
        return maker.sheet(journey, through, print_look)


class _SheetMaker:
    """The memory of one kind of sheet. Every ``_part`` returns what it had if that still holds."""

    def __init__(self, fonts: FontBook, *, is_for_print: bool) -> None:
        self._fonts = fonts
        self._is_for_print = is_for_print
        self._journey: JourneyMap | None = None
        self._sheet: Sheet | None = None
        self._look: Look | None = None
        self._registers: Registers | None = None
        self._phases: tuple[Phase, ...] = ()
        self._columns: Columns | None = None
        self._desk: Desk | None = None
        self._memo = BlockMemo()
        self._bands: Bands | None = None
        self._plans: dict[str, RowPlan] = {}
        self._rows: dict[str, PlacedRow] = {}
        self._ground: tuple[object, tuple[Mark, ...]] = (None, ())
        self._behind: tuple[tuple[object, ...], tuple[Mark, ...]] = ((), ())
        self._headers: dict[str, tuple[object, Block]] = {}
        self._parts: dict[str, tuple[tuple[object, ...], Block | None]] = {}
        self._links = LinkLines()
        self._uses = ChannelUses()
        self._images: tuple[tuple[Image, ...], Mapping[str, Image]] = ((), MappingProxyType({}))
        self._through: Filter | None = None
        self._print_look = PLAIN
        self._step_codes: Mapping[str, str] | None = None
        self._bare: frozenset[str] | None = None
        self._small_look: Look | None = None
        self._away: tuple[str, ...] = ()
        self._viewing = Viewing()
        self._dimmer = Dimmer()
        self._ghosts = Ghosts()
        self._change_marks = ChangeMarks()

    def sheet(self, journey: JourneyMap, through: Filter | None, print_look: PrintLook) -> Sheet:
        if (
            self._sheet is None
            or self._journey is not journey
            or self._through != through
            or self._print_look != print_look
        ):
            self._through, self._print_look = through, print_look
            is_hiding = through is not None and through.view.others == "hide"
            with collector_paused():
                compared = through.compared if through else None
                seen = self._ghosts.with_gone(self._viewing.seen(journey, through), compared)
                self._away = seen.away
                empty = (lane.id for lane in journey.lanes if not lane.cells)
                self._bare = frozenset(empty) if is_hiding or seen.away else None
                made = self._made(seen.journey, seen.dimmed)
                made = self._dimmer.dimmed(made, seen.dimmed) if seen.dimmed else made
                if compared is not None:
                    made = with_curves_before(self._change_marks.marked(made, compared), compared)
                self._sheet = made
            self._journey = journey
        return self._sheet

    def _made(self, journey: JourneyMap, dimmed: frozenset[str]) -> Sheet:
        desk = self._desk_for(journey, dimmed_feelings(journey, dimmed))
        look, settings, columns = desk.look, desk.look.settings, desk.columns
        left, gap = settings.margin, settings.gap
        width = grid_left(look) - left + columns.width
        y = settings.margin
        title = self._title(desk, journey, width) if settings.is_title_shown else None
        placed_title = None if title is None else Placed(left, y, title)
        y += 0.0 if title is None else title.height + 2 * gap
        self._bands = bands = lay_bands(desk, journey, y, self._bands)
        y = bands.grid_top + gap / 2
        grid_y = y if bands.grid_top == bands.bottom else bands.bottom
        lanes = self._shown_lanes(journey)
        rows, lines, y = self._lay_rows(desk, lanes, y, width)
        links = self._links.lay(look, journey.links, rows, is_for_print=self._is_for_print)
        signs = self._signs(desk, rows, links) | bands.signs
        trailers, y = self._trailers(desk, journey, signs, y + gap, width)
        height = y + settings.margin
        sheet_width = width + 2 * settings.margin
        plain_rows = tuple(placed.row for placed in rows)
        desk.memo.end_sheet(sum(placed.plan.count for placed in rows))
        ground = self._background(desk, plain_rows, (sheet_width, height))
        return Sheet(
            width=sheet_width,
            height=height,
            grid_x=grid_left(look),
            grid_y=grid_y,
            title=placed_title,
            phases=bands.phases,
            columns=bands.columns,
            rows=plain_rows,
            cells=tuple(placed.cells for placed in rows),
            background=self._with_bands(ground, lines, bands),
            overlay=_overlay(links, dimmed),
            trailers=trailers,
            images=self._images_of(journey),
            fonts=self._fonts,
            language=journey.about.language,
            map_title=journey.about.title,
            links=links,
            ways=bands.ways,
            funnel=bands.funnel,
            signs=signs,
        )

    def _channels_of(self, journey: JourneyMap) -> ChannelUse | None:
        """Return which channels the steps use, where a lane shown tells; the same if equal."""
        shown = (lane for _, lane in self._shown_lanes(journey))
        if not any(is_matrix(lane) for lane in shown):
            return None
        use, known = self._uses.use(journey), self._desk and self._desk.channels
        return known if known == use else use

    def _desk_for(self, journey: JourneyMap, dimmed: frozenset[str]) -> Desk:
        old_look = self._look
        look = self._look_for(journey)
        registers = Registers.of(journey)
        if self._registers is None or self._registers != registers:
            self._registers = registers
        if (
            self._columns is None
            or self._phases is not journey.phases
            or self._look is not old_look
            or self._step_codes is not self._print_look.step_codes
        ):
            self._phases, self._step_codes = journey.phases, self._print_look.step_codes
            codes = self._print_look.step_codes
            columns = columns_of(journey, for_print=self._is_for_print, codes=codes)
            if self._columns != columns:
                self._columns = columns
        desk, channels = self._desk, self._channels_of(journey)
        if (
            desk is None
            or desk.look is not look
            or desk.registers is not self._registers
            or desk.columns is not self._columns
            or desk.dimmed != dimmed
            or desk.bare != self._bare
            or desk.print_look != self._print_look
            or desk.channels is not channels
        ):
            self._desk = desk = Desk(
                look=look,
                registers=self._registers,
                columns=self._columns,
                memo=self._memo,
                dimmed=dimmed,
                bare=self._bare,
                print_look=self._print_look,
                channels=channels,
            )
        return desk

    def _look_for(self, journey: JourneyMap) -> Look:
        look = self._look
        words = Texts(journey.about.language)
        if look is None or look.settings != journey.sheet or look.words.language != words.language:
            self._memo = BlockMemo()
            self._bands = None
            self._headers, self._parts = {}, {}
            self._ground = (None, ())
            self._look = look = Look(journey.sheet, self._fonts, words, self._is_for_print)
        return look

    def _shown_lanes(self, journey: JourneyMap) -> tuple[tuple[int, Lane], ...]:
        return tuple(
            (number, lane)
            for number, lane in enumerate(journey.lanes, 1)
            if (lane.is_printed if self._is_for_print else lane.is_visible)
        )

    def _lay_rows(
        self, desk: Desk, numbered: Sequence[tuple[int, Lane]], y: float, width: float
    ) -> tuple[tuple[PlacedRow, ...], tuple[Mark, ...], float]:
        """Return the rows from ``y`` on, the blueprint lines between them, and where they end."""
        look = desk.look
        lanes = [lane for _, lane in numbered]
        plans = {
            lane.id: plan_row(lane, desk, self._plans.get(lane.id), number)
            for number, lane in numbered
        }
        placed: list[PlacedRow] = []
        lines: list[Mark] = []
        for lane, above in zip(lanes, lines_above(lanes), strict=True):
            if above:
                lines.extend(blueprint_line(look, above, y, width))
                y += line_height(look, above, width)
            plan = plans[lane.id]
            header = self._header(desk, lane, plan)
            row = place_row(lane, plan, header, y, header.height, self._rows.get(lane.id))
            placed.append(row)
            y += header.height + look.settings.gap / 2
        self._plans = plans
        self._rows = {row.row.lane_id: row for row in placed}
        return tuple(placed), tuple(lines), y - look.settings.gap / 2

    def _header(self, desk: Desk, lane: Lane, plan: RowPlan) -> Block:
        is_folded = lane.is_collapsed and not self._is_for_print
        least = plan.height if is_folded else max(plan.height, lane.height or 0.0)
        key = (lane_header_key(lane, desk.registers, plan), least)
        known = self._headers.get(lane.id)
        if known is None or known[0] != key:
            if is_folded:
                block = folded_lane_block(desk.look, lane, least)
            else:
                block = lane_block(desk.look, desk.registers, lane, plan, least)
            known = self._headers[lane.id] = (key, block)
        return known[1]

    def _background(
        self, desk: Desk, rows: Sequence[Row], size: tuple[float, float]
    ) -> tuple[Mark, ...]:
        key = (tuple((row.y, row.height) for row in rows), size, desk.columns)
        if self._ground[0] != key:
            self._ground = (key, tuple(background(desk.look, desk.columns, rows, size)))
        return self._ground[1]

    def _with_bands(
        self, ground: tuple[Mark, ...], lines: tuple[Mark, ...], bands: Bands
    ) -> tuple[Mark, ...]:
        """Return all that lies behind the rows: the very tuple as before if that was the same."""
        hung = [way.marks for way in bands.ways] + ([bands.funnel.marks] if bands.funnel else [])
        parts = (ground, lines, *hung)
        if not _is_same(self._behind[0], parts):
            self._behind = (parts, tuple(mark for part in parts for mark in part))
        return self._behind[1]

    def _title(self, desk: Desk, journey: JourneyMap, width: float) -> Block:
        title = self._part(
            "title",
            (journey.id, journey.about, desk.registers, width),
            lambda: title_block(desk.look, desk.registers, journey, width),
        )
        assert title is not None
        return title

    def _trailers(
        self,
        desk: Desk,
        journey: JourneyMap,
        signs: Signs,
        y: float,
        width: float,
    ) -> tuple[tuple[Placed, ...], float]:
        look, registers, settings = self._small_print(desk), desk.registers, desk.look.settings
        blocks: list[Block | None] = []
        compared = self._through.compared if self._through else None
        if settings.is_legend_shown or compared:
            legend = self._part(
                "legend",
                (look, registers, signs, width),
                lambda: legend_block(look, registers, signs, width),
            )
            blocks.append(legend)
        view = seen_words(look, registers, self._through, self._away)
        # A part of a map that hangs on a wall says so, also where nobody wants a footer.
        if settings.is_footer_shown or (view and self._is_for_print):
            scale = self._print_look.scale_name
            footer = self._part(
                "footer",
                (look, journey.about, registers, width, view, scale),
                lambda: footer_block(look, registers, journey, width, view, scale),
            )
            blocks.append(footer)
        placed: list[Placed] = []
        for block in blocks:
            if block is not None:
                placed.append(Placed(settings.margin, y, block))
                y += block.height + settings.gap
        return tuple(placed), y - settings.gap

    def _small_print(self, desk: Desk) -> Look:
        """Return the look of legend and footer: their type is larger where the print is small."""
        size_pt = max(desk.look.settings.small_size_pt, self._print_look.trailer_size_pt)
        if size_pt == desk.look.settings.small_size_pt:
            return desk.look
        settings = with_changes(desk.look.settings, small_size_pt=size_pt)
        known = self._small_look
        if known is None or known.settings != settings or known.words is not desk.look.words:
            words = desk.look.words
            self._small_look = known = Look(settings, self._fonts, words, self._is_for_print)
        return known

    def _signs(self, desk: Desk, rows: Sequence[PlacedRow], links: Sequence[PlacedLink]) -> Signs:
        """Return all a legend explains."""
        signs: Signs = frozenset().union(*(placed.plan.signs for placed in rows))
        signs |= {("link", _LINK_SIGNS[link.kind]) for link in links if link.is_shown}
        if desk.look.settings.are_codes_shown:
            signs |= {("code", "code")}
        compared = self._through.compared if self._through else None
        if compared is not None:
            signs |= change_signs(compared)
        return signs

    def _part(
        self, name: str, made_of: tuple[object, ...], make: Callable[[], Block | None]
    ) -> Block | None:
        known = self._parts.get(name)
        if known is None or not _is_same(known[0], made_of):
            known = self._parts[name] = (made_of, make())
        return known[1]

    def _images_of(self, journey: JourneyMap) -> Mapping[str, Image]:
        if self._images[0] is not journey.images:
            known = {image.sha256: image for image in journey.images}
            self._images = (journey.images, MappingProxyType(known))
        return self._images[1]


def _overlay(links: Sequence[PlacedLink], dimmed: Set[str]) -> tuple[Mark, ...]:
    """Return the lines between cards; those at dimmed cards are dimmed, below the others."""
    if not dimmed:
        return shown_marks(links)
    pale = [link for link in links if not dimmed.isdisjoint((link.source, link.target))]
    full = [link for link in links if dimmed.isdisjoint((link.source, link.target))]
    return (*pale_marks(shown_marks(pale)), *shown_marks(full))


def _is_same(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return len(before) == len(after) and all(
        a is b or (isinstance(a, float | str | frozenset) and a == b)
        for a, b in zip(before, after, strict=True)
    )
