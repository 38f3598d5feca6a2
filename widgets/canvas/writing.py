"""Writing on the canvas: a text is open in place, and each letter goes into the map at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from model.edits import remove_items
from model.find import item_place
from model.journey import JourneyMap
from model.layout.sheet import Block
from model.text.glyphs import MM_PER_POINT
from model.text.setting import LINE_SPACING
from widgets.canvas.editor import Editor, Slip
from widgets.canvas.frame import Frame
from widgets.canvas.highlights import header_rect
from widgets.canvas.link_lines import link_of
from widgets.canvas.stage import Stage
from widgets.canvas.targets import Target
from widgets.overrides import guarded
from widgets.pausing import pause_before

# A pause in typing ends the entry of the history (ms).
_PAUSE_MS = 1200
_COMPACT_TYPE_PX = 14.0
_LEAST_COMPACT_PX = 90.0
# (ink, bold, alignment) of each kind of text, as the layout sets it.
_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
_LOOKS: dict[str, tuple[str, bool, Qt.AlignmentFlag]] = {
    "card": ("card.text", False, _LEFT),
    "metric": ("card.text", True, _LEFT),
    "passage": ("text", False, _LEFT),
    "picture": ("text", False, _LEFT),
    "feeling": ("text", False, _CENTRE),
    "phase": ("phase.text", True, _LEFT),
    "step": ("step.text", True, _LEFT),
    "lane": ("lane.text", True, _LEFT),
    "title": ("text", True, _LEFT),
}


@guarded
class Writing(QObject):
    """One text at a time is open for writing.

    Attributes:
        ended: Writing ended; says what is asked for next: ``""``, ``next_card``, ``next_cell`` or
            ``previous_cell``.
    """

    ended = Signal(str)

    def __init__(self, stage: Stage, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._stage = stage
        self.editor = Editor(viewport)
        self.editor.written.connect(self._write)
        self.editor.asked.connect(self._answer)
        self._target: Target | None = None
        self._is_applying = False
        self._placed_in: Frame | None = None
        self._painted_note = QRectF()
        self._pause = pause_before(self._seal, _PAUSE_MS, self)

    @property
    def target(self) -> Target | None:
        """The text that is open, None when none is."""
        return self._target

    @property
    def is_taking_letter(self) -> bool:
        """Whether a letter is on its way into the map just now."""
        return self._is_applying

    def begin(self, target: Target, *, name: str, is_all_chosen: bool = False) -> None:
        """Open ``target``; what was open before is ended.

        Args:
            target: The text.
            name: What screen readers call the field.
            is_all_chosen: Whether all of the text is marked, so that typing takes its place.
        """
        self.end()
        self._stage.document.seal()
        self._target, self._placed_in = target, None
        self._preview_if_new()
        text = target.read(self._stage.document.value) or ""
        self.editor.setAccessibleName(name)
        self.editor.open(text, slip_of(self._stage, target), is_line=target.is_line)
        self._refresh_note()
        if is_all_chosen:
            self.editor.selectAll()

    def keep(self) -> None:
        """Have what is written, also what an input method is composing, in the map for good."""
        if self._target is not None and self.editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        self._seal()

    def end(self, then: str = "") -> None:
        """Close the text: what is written stays; a new item without a letter never was."""
        target = self._target
        if target is None:
            return
        self._target = None
        self._pause.stop()
        if self.editor.hasFocus():
            self._stage.take_focus()
        self.editor.hide()
        self._refresh_note()
        self._stage.preview(None)
        if target.new is not None and target.read(self._stage.document.value) == "":
            self._is_applying = True
            self._stage.document.apply(target.label, _Without(target.id), merge=target.merge_key)
            self._is_applying = False
        self._stage.document.seal()
        self.ended.emit(then)

    def follow(self) -> None:
        """The map changed: show the text as it stands there now, e.g. after undo."""
        target = self._target
        if target is None or self._is_applying:
            return
        text = target.read(self._stage.document.value)
        if text is None and target.new is None:
            self.end()
            return
        if text is None:
            self._preview_if_new()
        self.editor.show_text(text or "")

    def place(self) -> None:
        """Lay the field where its text is seen now."""
        if self._target is None:
            return
        self._placed_in = self._stage.frame
        slip = slip_of(self._stage, self._target)
        if slip is not None:
            self.editor.look(slip)
            self._refresh_note()

    def paint(self, painter: QPainter) -> None:
        """Draw a note under a field that is larger than the card it stands for."""
        if self._target is None or not self.editor.is_enlarged:
            return
        note = self._note()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in (8.0, 5.0, 2.0):
            painter.setBrush(QColor(0, 0, 0, 22))
            painter.drawRoundedRect(note.adjusted(-spread / 2, 0, spread / 2, spread), 6, 6)
        painter.setPen(QPen(self._stage.colour("selection"), 2))
        painter.setBrush(self.editor.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(note, 4, 4)

    def _note(self) -> QRectF:
        return QRectF(self.editor.geometry()).adjusted(-9, -7, 9, 7)

    def _refresh_note(self) -> None:
        """Have the note painted anew where it was and where it is."""
        note = self._note() if self._target is not None and self.editor.is_enlarged else QRectF()
        if note != self._painted_note:
            self._stage.refresh(note.united(self._painted_note).adjusted(-12, -12, 12, 12))
            self._painted_note = note

    def _write(self, text: str) -> None:
        target = self._target
        if target is None:
            return
        self._is_applying = True
        is_there = target.read(self._stage.document.value) is not None
        if text or is_there:
            self._stage.preview(None)
            self._stage.document.apply(target.label, target.writing(text), merge=target.merge_key)
        self._is_applying = False
        self._pause.start()
        if self._placed_in is self._stage.frame:  # the new sheet has had it placed already
            self._refresh_note()
        else:
            self.place()

    def _answer(self, wish: str) -> None:
        match wish:
            case "undo":
                self._stage.document.undo()
            case "redo":
                self._stage.document.redo()
            case "pause":
                self._seal()
            case "finish":
                self.end()
            case _:
                self.end(wish)

    def _seal(self) -> None:
        self._pause.stop()
        self._stage.document.seal()

    def _preview_if_new(self) -> None:
        target = self._target
        if target is None or target.new is None:
            return
        if target.read(self._stage.document.value) is None:
            self._stage.preview(target.writing(""))


class _Without:
    """The edit that takes an item away again."""

    def __init__(self, item_id: str) -> None:
        self._id = item_id

    def __call__(self, journey: JourneyMap) -> JourneyMap:
        return remove_items(journey, (self._id,)) if item_place(journey, self._id) else journey


def slip_of(stage: Stage, target: Target) -> Slip | None:
    """Return how ``target`` looks where it stands now, None when it is not shown."""
    frame = stage.frame
    if target.kind == "link":
        return _link_slip(stage, target)
    found = _block_of(frame, target)
    if found is None:
        return None
    block, rect, is_compact = found
    ink, is_bold, alignment = _LOOKS[block.kind]
    if target.is_hint:
        return None if is_compact else _hint_slip(stage, block, rect)
    if is_compact:
        inside = rect.intersected(frame.window).adjusted(7, 2, -7, -2)
        inside.setWidth(max(inside.width(), _LEAST_COMPACT_PX))
        height = _COMPACT_TYPE_PX * LINE_SPACING
        box = QRectF(inside.x(), inside.center().y() - height / 2, inside.width(), height)
        type_px = _COMPACT_TYPE_PX
    else:
        zoom = frame.view.zoom
        x, y, width, height = block.text_box or (0.0, 0.0, block.width, block.height)
        box = QRectF(rect.x() + x * zoom, rect.y() + y * zoom, width * zoom, height * zoom)
        type_px = block.text_size_pt * MM_PER_POINT * zoom
    return Slip(
        box=box,
        type_px=type_px,
        ground=stage.colour(block.fill or ("paper" if block.kind == "title" else "grid.fill")),
        ink=stage.colour(ink),
        is_bold=is_bold,
        alignment=alignment,
    )


def _hint_slip(stage: Stage, block: Block, rect: QRectF) -> Slip | None:
    """Return how the second text of a header looks, None where the sheet does not show any."""
    if block.more_box is None:
        return None
    zoom = stage.frame.view.zoom
    x, y, width, height = block.more_box
    return Slip(
        box=QRectF(rect.x() + x * zoom, rect.y() + y * zoom, width * zoom, height * zoom),
        type_px=block.more_size_pt * MM_PER_POINT * zoom,
        ground=stage.colour(block.fill or "paper"),
        ink=stage.colour("text.muted" if block.kind == "lane" else "phase.text"),
        is_bold=False,
        alignment=_LEFT,
    )


def _link_slip(stage: Stage, target: Target) -> Slip | None:
    """Return how the label of a link looks where it stands, or will once it has letters."""
    frame = stage.frame
    link = link_of(frame.sheet, target.id)
    if link is None:
        return None
    settings = stage.shown.sheet
    size_pt, width = settings.small_size_pt, settings.note_width
    height = size_pt * MM_PER_POINT * LINE_SPACING
    x, y = link.label_at
    return Slip(
        box=frame.view.rect(x - width / 2, y - height / 2, width, height),
        type_px=size_pt * MM_PER_POINT * frame.view.zoom,
        ground=stage.colour("link.ground"),
        ink=stage.colour("text"),
        is_bold=False,
        alignment=_CENTRE,
    )


def _block_of(frame: Frame, target: Target) -> tuple[Block, QRectF, bool] | None:
    """Return the block of a text, where it shows now, and whether only its name shows."""
    index = frame.index
    if target.kind == "item":
        spot = index.find(target.id)
        return None if spot is None else (spot.placed.block, frame.block_rect(spot), False)
    if target.kind == "title":
        rect = frame.title_rect()
        title = frame.sheet.title
        return None if rect is None or title is None else (title.block, rect, False)
    selection = target.selection
    rect = header_rect(frame, selection.kind, target.id)
    strip = frame.left if target.kind == "lane" else frame.top
    part = (
        index.phase_of(target.id)
        if target.kind == "phase"
        else index.column(target.id)
        if target.kind == "step"
        else index.row(target.id)
    )
    if rect is None or part is None:
        return None
    return part.header.block, rect, strip.mode == "compact"
