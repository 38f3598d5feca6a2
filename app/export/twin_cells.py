"""What stands in the cells of a map, in words as HTML: the text twin's list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from model.cards import ActionPlan, Card, CellItem, Feeling, Metric, Passage, Picture, Votes
from model.channel_use import ChannelUses, is_matrix
from model.journey import JourneyMap, Link
from model.lanes import CardsLane, FeelingsLane, Lane
from model.layout.coding import card_type
from model.layout.readings import is_better, readings_of
from model.texts import Texts
from model.wording import date_words, number_words, signed_words

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SAFE_LINK = re.compile(
    r"(?:https?://[^\s<>\"'\\^`{|}\x00-\x20]{1,2000}|mailto:[^\s<>\"'\\/:]{1,300}@[^\s<>\"'\\/:]{1,300})",
    re.IGNORECASE,
)
_MOST_OF_A_NAME = 60


class Writer:
    """Writes a map's own texts as HTML, marked with their language where the page has another."""

    def __init__(self, words: Texts, language: str) -> None:
        self.words = words
        is_other = language.partition("-")[0] != words.language
        self._marks = f' dir="auto" lang="{escape(language)}"' if is_other else ' dir="auto"'

    def own(self, text: str, tag: str = "span", more: str = "") -> str:
        """Return ``text`` of the map in an element; its line feeds are line breaks."""
        lines = "<br>".join(escape(line) for line in _BREAKS.split(text))
        return f"<{tag}{self._marks}{more}>{lines}</{tag}>"

    def points(self, texts: Iterable[str]) -> str:
        """Return ``texts`` of the map as a list."""
        return f"<ul>{''.join(self.own(text, 'li') for text in texts)}</ul>"

    def reference(self, text: str) -> str:
        """Return where a source is: a link where it is the address of a page or a mailbox."""
        if _SAFE_LINK.fullmatch(text):
            return f'<a href="{escape(text)}" rel="noreferrer">{escape(text)}</a>'
        return self.own(text)


class CellWords:
    """Tells the items of cells; knows what they refer to."""

    def __init__(self, journey: JourneyMap, writer: Writer, told: Iterable[str]) -> None:
        """Take the map, and the ids of the items that are ``told``: only those are linked to."""
        self._writer, self._words = writer, writer.words
        self._use = ChannelUses().use(journey) if any(map(is_matrix, journey.lanes)) else None
        self._personas = {p.id: p.name for p in journey.personas if p.is_visible}
        self._titles = {e.id: e.title for e in journey.evidence if e.title}
        self._steps = [step.name for step in journey.steps]
        self._places = {step.id: at for at, step in enumerate(journey.steps)}
        self._cards = {
            item.id: item.text
            for lane in journey.lanes
            for items in lane.cells.values()
            for item in items
            if isinstance(item, Card)
        }
        told = frozenset(told)
        self._links: dict[str, list[Link]] = {}
        for link in journey.links:
            if link.is_visible and link.target in told:
                self._links.setdefault(link.source, []).append(link)

    def cell(self, lane: Lane, step_id: str) -> str:
        """Return what stands in a cell: a list, or nothing."""
        items = lane.cells.get(step_id, ())
        told = "".join(
            f'<li id="{anchor(item.id)}">{self._item(lane, item, step_id)}</li>' for item in items
        )
        used = self._use.channels_of(step_id) if self._use and is_matrix(lane) else ""
        channels = ""
        if used:
            name = escape(self._words("print.twin.channels", count=used.count(",") + 1))
            channels = f'<p class="about">{name}: {self._writer.own(used)}</p>'
        return channels + (f"<ul>{told}</ul>" if told else "")

    def _item(self, lane: Lane, item: CellItem, step_id: str) -> str:
        if isinstance(item, Card):
            return self._card(lane, item, step_id)
        if isinstance(item, Feeling):
            return self._feeling(lane, item)
        if isinstance(item, Metric):
            return self._metric(item)
        spans = self._covered(item.span, step_id)
        if isinstance(item, Passage):
            return self._writer.own(item.text, "p") + _about(spans)
        return self._picture(item) + _about(spans)

    def _card(self, lane: Lane, card: Card, step_id: str) -> str:
        writer, words = self._writer, self._words
        text = writer.own(card.text, "blockquote" if card.is_quote else "p")
        picture = f"<p>{escape(words('print.twin.with_picture'))}</p>" if card.image else ""
        about = _about((*self._details(lane, card), *self._covered(card.span, step_id)))
        return text + picture + about + self._leads(card)

    def _details(self, lane: Lane, card: Card) -> Iterator[str]:
        """Yield, as HTML, what a card shows in signs."""
        own, words = self._writer.own, self._words
        if isinstance(lane, CardsLane) and card_type(card, lane) != lane.card_type:
            yield escape(words(f"names.card_type.{card_type(card, lane)}"))
        for marker in card.markers:
            yield escape(words(f"names.marker.{marker}"))
        if card.severity:
            yield escape(words("sheet.severity", severity=card.severity))
        if card.frequency:
            yield escape(words("sheet.frequency", frequency=card.frequency))
        for votes in card.votes:
            yield self._votes(votes)
        if card.action:
            yield from self._plan(card.action)
        yield from self._surroundings(card)
        if card.evidence_level:
            yield escape(words(f"names.evidence_level.{card.evidence_level}"))
        sources = [self._titles[key] for key in card.evidence if key in self._titles]
        if sources:
            yield self._said("window.section.sources", own("; ".join(sources)))
        elif card.evidence:
            yield escape(words("sheet.evidence_count", count=len(card.evidence)))

    def _surroundings(self, card: Card) -> Iterator[str]:
        own, words = self._writer.own, self._words
        if card.channels:
            key = "print.twin.channels"
            name = escape(words(key, count=len(card.channels)))
            yield f"{name}: {own(', '.join(card.channels))}"
        names = [self._personas[key] for key in card.personas if self._personas.get(key)]
        if names:
            key = "sheet.personas"
            yield f"{escape(words(key, count=len(names)))}: {own(', '.join(names))}"
        if card.department:
            yield self._said("print.twin.department", own(card.department))
        if card.competitor:
            yield self._said("print.twin.competitor", own(card.competitor))
        if card.tags:
            yield self._said("print.twin.tags", own(", ".join(card.tags)))

    def _votes(self, votes: Votes) -> str:
        words = self._words
        said = words("print.twin.votes", count=votes.count)
        said = f"{said} ({votes.colour})" if votes.colour else said
        if votes.round > 1:
            said = words("sheet.votes_in_round", votes=said, round=votes.round)
        return escape(said)

    def _plan(self, plan: ActionPlan) -> Iterator[str]:
        own, words = self._writer.own, self._words
        yield escape(words(f"names.action_status.{plan.status}"))
        if plan.kind:
            yield escape(words(f"names.action_kind.{plan.kind}"))
        if plan.impact:
            yield escape(words("sheet.impact", impact=plan.impact))
        if plan.effort:
            yield escape(words("sheet.effort", effort=plan.effort))
        if plan.owner:
            yield self._said("print.twin.owner", own(plan.owner))
        if plan.due:
            yield self._said("print.twin.due", escape(date_words(words, plan.due)))
        if plan.completed:
            yield self._said("print.twin.completed", escape(date_words(words, plan.completed)))
        if plan.outcome:
            yield self._said("print.twin.outcome", own(plan.outcome))
        if plan.investment:
            yield self._said("print.twin.investment", own(plan.investment))

    def _leads(self, card: Card) -> str:
        told = []
        for link in self._links.get(card.id, ()):
            text = self._writer.own(_shortened(self._cards.get(link.target, "")) or link.target)
            label = f" ({self._writer.own(link.label)})" if link.label else ""
            target = anchor(link.target)
            is_jump = link.kind == "channel_jump"
            leads = escape(self._words(f"print.twin.{'jumps_to' if is_jump else 'leads_to'}"))
            told.append(f'<p class="link">{leads} <a href="#{target}">{text}</a>{label}</p>')
        return "".join(told)

    def _feeling(self, lane: Lane, feeling: Feeling) -> str:
        own, words = self._writer.own, self._words
        levels = lane.levels if isinstance(lane, FeelingsLane) else ()
        told = ", ".join(
            f"{own(levels[level]) if level < len(levels) and levels[level] else name} ({signed})"
            for value in feeling.values
            for level in (min(4, max(0, round(value) + 2)),)
            for name in (escape(words(f"names.feeling.{level - 2}")),)
            for signed in (escape(signed_words(words, value)),)
        )
        label = own(feeling.label, "strong") + ": " if feeling.label else ""
        comment = own(feeling.comment, "p") if feeling.comment else ""
        about = []
        if len(feeling.values) > 1:
            middle, *ends = (
                signed_words(words, value) for value in (feeling.median, *feeling.spread)
            )
            about.append(
                escape(words("print.twin.spread", median=middle, low=ends[0], high=ends[1]))
            )
        if feeling.persona and self._personas.get(feeling.persona):
            about.append(own(self._personas[feeling.persona]))
        if feeling.state == "to_be":
            about.append(escape(words("names.state.to_be")))
        if feeling.card in self._cards:
            about.append(
                self._said("print.twin.felt_at", own(_shortened(self._cards[feeling.card])))
            )
        return f"<p>{label}{told}</p>{comment}{_about(about)}"

    def _metric(self, metric: Metric) -> str:
        own, words = self._writer.own, self._words
        unit = f" {escape(metric.unit)}" if metric.unit else ""
        figures = [
            f"{escape(words(f'sheet.{key}'))} {escape(number_words(words, value))}{unit}"
            for key, value in (
                ("baseline", metric.baseline),
                ("actual", metric.actual),
                ("target", metric.target),
            )
            if value is not None
        ]
        about = [*self._readings(metric)]
        if metric.is_business_goal:
            about.append(escape(words("sheet.business_goal")))
        if metric.measured:
            day = escape(date_words(words, metric.measured))
            about.append(self._said("print.twin.measured", day))
        if metric.source:
            about.append(self._said("print.twin.source", own(metric.source)))
        name = own(metric.name, "strong")
        return f"<p>{name}{': ' if figures else ''}{', '.join(figures)}</p>{_about(about)}"

    def _readings(self, metric: Metric) -> Iterator[str]:
        words = self._words
        readings = readings_of(metric)
        if metric.is_less_better:
            yield escape(words("sheet.less_is_better"))
        if len(readings) > 1:
            told = "; ".join(
                f"{date_words(words, held.date)}: {number_words(words, held.value)}"
                if held.date
                else number_words(words, held.value)
                for held in readings
            )
            yield self._said("print.twin.readings", escape(told))
            better = is_better(metric, readings)
            if better is not None:
                yield escape(words("sheet.better" if better else "sheet.worse"))

    def _picture(self, picture: Picture) -> str:
        caption = self._writer.own(picture.caption) if picture.caption else ""
        name = escape(self._words("print.twin.picture"))
        return f"<p>{name}{': ' if caption else ''}{caption}</p>"

    def _covered(self, span: int, step_id: str) -> tuple[str, ...]:
        """Return which further steps an item covers."""
        first = self._places.get(step_id, 0)
        names = [name for name in self._steps[first + 1 : first + span] if name]
        if not names:
            return ()
        return (self._said("print.twin.covers", self._writer.own(", ".join(names))),)

    def _said(self, key: str, value: str) -> str:
        return f"{escape(self._words(key))}: {value}"


def anchor(item_id: str) -> str:
    """Return what the element of an item is called on the page."""
    return f"item-{escape(item_id)}"


def _about(parts: Iterable[str]) -> str:
    told = " · ".join(parts)
    return f'<p class="about">{told}</p>' if told else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_OF_A_NAME else f"{line[: _MOST_OF_A_NAME - 1].rstrip()}…"
