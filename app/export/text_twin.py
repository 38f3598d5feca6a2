"""The text twin of a print: the whole map as one accessible HTML page that needs nothing else.

Phases are groups of rows, steps rows and lanes columns, so that reading down is walking the
journey. What the wall says in colours, signs and curves is said in words. Nothing on the page is
loaded or run; pictures are told of by their captions.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.export.twin_cells import CellWords, Writer
from model.course import shares_of, step_names, ways_of, ways_words
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, Lane
from model.layout.blueprint import lines_above
from model.layout.columns import shown_phases
from model.people import Customer
from model.people_shown import unshown, with_shown_only
from model.printing.anonymous import anonymous
from model.printing.persona_fields import FACTS, STORIES, answers, founding, kind_words, tagline
from model.texts import Texts
from model.wording import date_words, number_words, percent_words, unshown_words
from resources import resource_text

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What browsers are told: nothing is loaded or run."""


def text_twin(
    journey: JourneyMap, language: str | None = None, is_anonymous: bool = False
) -> bytes:
    """Return ``journey`` as an HTML page in UTF-8: what is printed of it, in words.

    Args:
        journey: What to tell.
        language: Of our words; None is the map's own. The map's texts stay as they are.
        is_anonymous: Whether names of people are left out, as `anonymous` does.
    """
    if is_anonymous:
        journey = anonymous(journey)
    words = Texts(language or journey.about.language)
    return "".join(_Twin(journey, words).page()).encode("utf-8", "replace")


class _Twin:
    def __init__(self, journey: JourneyMap, words: Texts) -> None:
        self._away = unshown(journey)
        journey = with_shown_only(journey)
        self._journey, self._words = journey, words
        self._writer = Writer(words, journey.about.language)
        self._phases = shown_phases(journey, for_print=True)
        self._lanes = tuple(lane for lane in journey.lanes if lane.is_printed)
        self._people = tuple(p for p in journey.personas if p.is_visible)
        steps = [step.id for phase in self._phases for step in phase.steps]
        told = (i.id for lane in self._lanes for s in steps for i in lane.cells.get(s, ()))
        self._ways = ways_of(self._phases)
        self._names = step_names(words, journey)
        self._shares = shares_of(journey.phases) if journey.sheet.is_funnel_shown else {}
        self._cells = CellWords(journey, self._writer, told)

    def page(self) -> Iterator[str]:
        title = escape(self._journey.about.title or self._word("print.twin.untitled"))
        yield (
            f'<!DOCTYPE html>\n<html lang="{self._words.language}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="generator" content="Journeywall">\n'
            f"<title>{title}</title>\n"
            f"<style>\n{resource_text('pages/twin.css')}</style>\n</head>\n<body>\n"
        )
        yield from self._head()
        yield "<main>\n"
        yield from self._table()
        yield from self._personas()
        yield from self._sources()
        yield f"</main>\n<footer><p>{self._said('sheet.made_with')}</p></footer>\n"
        yield "</body>\n</html>\n"

    def _head(self) -> Iterator[str]:
        own, about = self._writer.own, self._journey.about
        yield "<header>\n"
        yield own(about.title or self._word("print.twin.untitled"), "h1") + "\n"
        if about.subtitle:
            yield own(about.subtitle, "p", ' class="subtitle"') + "\n"
        yield _facts(tuple(self._map_facts()))
        yield f'<nav aria-label="{self._said("print.twin.contents")}"><ul>'
        yield f'<li><a href="#map">{self._said("print.twin.map")}</a></li>'
        if self._people:
            key = "sheet.personas"
            name = escape(self._words(key, count=len(self._people)))
            yield f'<li><a href="#personas">{name}</a></li>'
        if self._journey.evidence:
            yield f'<li><a href="#sources">{self._said("window.section.sources")}</a></li>'
        yield "</ul></nav>\n</header>\n"

    def _map_facts(self) -> Iterator[tuple[str, str]]:
        own, about, words = self._writer.own, self._journey.about, self._words
        day = about.modified or about.created
        ends = " → ".join(end for end in (about.scope.start, about.scope.end) if end)
        scope = escape(words(f"names.scope.{about.scope.kind}"))
        names = [person.name for person in self._people if person.name]
        facts = (
            ("sheet.organisation", own(about.organisation) if about.organisation else ""),
            ("sheet.segment", own(about.segment) if about.segment else ""),
            ("sheet.state", escape(words(f"names.state.{about.state}"))),
            ("sheet.basis", escape(words(f"names.basis.{about.basis}"))),
            ("sheet.scope", f"{scope}: {own(ends)}" if ends else scope),
            ("sheet.journey_type", own(about.journey_type) if about.journey_type else ""),
            ("sheet.version", own(about.version_label) if about.version_label else ""),
            ("print.twin.date", escape(date_words(words, day)) if day else ""),
            ("sheet.purpose", own(about.purpose) if about.purpose else ""),
            ("sheet.scenario", own(about.scenario) if about.scenario else ""),
            ("sheet.expectations", own(about.expectations) if about.expectations else ""),
        )
        if names:
            yield escape(words("sheet.personas", count=len(names))), own(", ".join(names))
        for key, value in facts:
            if value:
                yield self._said(key), value
        away = "; ".join(said for each in self._away if (said := unshown_words(words, each)))
        if away:
            yield self._said("print.twin.away"), own(away)

    def _table(self) -> Iterator[str]:
        caption = escape(
            self._words(
                "print.twin.caption",
                phases=len(self._phases),
                steps=sum(len(phase.steps) for phase in self._phases),
                lanes=len(self._lanes),
            )
        )
        yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="caption">\n'
        yield f'<table id="map">\n<caption id="caption">{caption}</caption>\n<thead>\n<tr>'
        yield f'<th scope="col">{self._said("print.twin.step")}</th>'
        for lane, lines in zip(self._lanes, lines_above(self._lanes), strict=True):
            yield self._lane(lane, lines)
        yield "</tr>\n</thead>\n"
        for number, phase in enumerate(self._phases, 1):
            yield from self._phase(number, phase)
        yield "</table>\n</div>\n"

    def _lane(self, lane: Lane, lines: tuple[str, ...]) -> str:
        own = self._writer.own
        name = lane.name or self._words(f"names.lane_kind.{lane.kind}")
        under = self._said("print.twin.below")
        below = "".join(
            f'<p class="line">{under}: {self._said(f"sheet.line.{line}")}</p>' for line in lines
        )
        hint = own(lane.hint, "p", ' class="hint"') if lane.hint else ""
        kind = ""
        if isinstance(lane, CardsLane) and lane.card_type != "note":
            of_type = self._said(f"names.card_type.{lane.card_type}")
            kind = f'<p class="hint">{self._said("print.twin.notes_are")}: {of_type}</p>'
        return f'<th scope="col" abbr="{escape(name)}">{below}{own(name)}{hint}{kind}</th>'

    def _phase(self, number: int, phase: Phase) -> Iterator[str]:
        place = self._words("print.twin.phase", number=number)
        name = phase.name or place
        yield '<tbody>\n<tr class="phase">'
        yield f'<th scope="rowgroup" abbr="{escape(name)}">'
        yield f'<span class="number">{escape(place)}</span> '
        yield self._writer.own(name) + "</th>"
        if self._lanes:
            yield f'<td colspan="{len(self._lanes)}">{"".join(self._about_phase(phase))}</td>'
        yield "</tr>\n"
        for step in phase.steps:
            yield f"<tr>{self._step(step)}"
            for lane in self._lanes:
                yield f"<td>{self._cells.cell(lane, step.id)}</td>"
            yield "</tr>\n"
        yield "</tbody>\n"

    def _about_phase(self, phase: Phase) -> Iterator[str]:
        own = self._writer.own
        if phase.definition:
            yield own(phase.definition, "p")
        facts = [
            (self._said(key), told)
            for key, told in (
                ("print.twin.duration", own(phase.duration) if phase.duration else ""),
                ("sheet.situation", own(phase.situation) if phase.situation else ""),
                ("sheet.our_task", own(phase.our_task) if phase.our_task else ""),
                ("sheet.example", own(phase.example) if phase.example else ""),
                ("sheet.questions", self._writer.points(phase.questions)),
                ("sheet.idea_prompts", self._writer.points(phase.idea_prompts)),
                ("sheet.channels", own(", ".join(phase.channels)) if phase.channels else ""),
            )
            if told and told != "<ul></ul>"
        ]
        yield _facts(tuple(facts))

    def _step(self, step: Step) -> str:
        own, words = self._writer.own, self._words
        name = step.name or words("print.twin.step")
        about = [own(step.duration)] if step.duration else []
        if step.wait:
            about.append(own(words("sheet.wait", wait=step.wait)))
        if step.is_moment_of_truth:
            about.append(self._said("names.marker.moment_of_truth"))
        about.extend(self._said(f"names.marker.{marker}") for marker in step.markers)
        if step.is_optional:
            about.append(self._said("sheet.optional"))
        if step.is_decision:
            about.append(self._said("sheet.decision"))
        if step.drop_off is not None:
            percent = number_words(words, step.drop_off)
            about.append(escape(words("sheet.drop_off", percent=percent)))
        about.extend(self._course(step))
        if step.friction:
            about.append(escape(words("sheet.friction", rating=step.friction)))
        if step.memorability:
            about.append(escape(words("sheet.memorability", rating=step.memorability)))
        told = f'<p class="hint">{" · ".join(about)}</p>' if about else ""
        return f'<th scope="row" abbr="{escape(name)}">{own(name)}{told}</th>'

    def _course(self, step: Step) -> Iterator[str]:
        """Yield who gets stuck, what share comes here, and where one may go from here."""
        words = self._words
        if step.stuck is not None:
            yield escape(words("sheet.stuck_here", percent=percent_words(words, step.stuck)))
        share = self._shares.get(step.id)
        if share is not None:
            yield escape(words("sheet.come", percent=percent_words(words, share.coming)))
        ways = self._ways.get(step.id)
        if ways:
            yield escape(ways_words(words, ways, self._names))

    def _personas(self) -> Iterator[str]:
        if not self._people:
            return
        name = escape(self._words("sheet.personas", count=len(self._people)))
        yield f'<section id="personas"><h2>{name}</h2>\n'
        titles = {source.id: source.title for source in self._journey.evidence}
        for person in self._people:
            yield self._persona(person, titles)
        yield "</section>\n"

    def _persona(self, person: Customer, titles: dict[str, str]) -> str:
        writer, words = self._writer, self._words
        line = tagline(person)
        parts = [
            writer.own(person.name or kind_words(person, words), "h3"),
            writer.own(line, "p", ' class="subtitle"') if line else "",
            writer.own(person.quote, "blockquote") if person.quote else "",
            writer.own(person.description, "p") if person.description else "",
        ]
        facts = [
            (
                escape(answer.label),
                writer.points(answer.texts)
                if answer.field.kind == "list"
                else writer.own(answer.texts[0]),
            )
            for answer in answers(person, (*FACTS, *STORIES), words)
            if answer.texts
        ]
        facts += [
            (escape(label), writer.own(said)) for label, said in founding(person, titles, words)
        ]
        return f"<article>{''.join(parts)}{_facts(tuple(facts))}</article>\n"

    def _sources(self) -> Iterator[str]:
        if not self._journey.evidence:
            return
        own, words = self._writer.own, self._words
        yield f'<section id="sources"><h2>{self._said("window.section.sources")}</h2>\n<ul>\n'
        for source in self._journey.evidence:
            method = self._said(f"names.evidence_method.{source.method}")
            about = [method]
            if source.kind:
                about.append(self._said(f"names.evidence_kind.{source.kind}"))
            if source.date:
                about.append(escape(date_words(words, source.date)))
            if source.sample_size is not None:
                size = number_words(words, source.sample_size)
                about.append(f"{self._said('window.field.sample_size')}: {escape(size)}")
            if source.reference:
                about.append(self._writer.reference(source.reference))
            title = own(source.title, "strong") if source.title else method
            quote = own(source.quote, "blockquote") if source.quote else ""
            yield f'<li>{title}<p class="about">{" · ".join(about)}</p>{quote}</li>\n'
        yield "</ul></section>\n"

    def _word(self, key: str) -> str:
        return self._words(key)

    def _said(self, key: str) -> str:
        return escape(self._words(key))


def _facts(facts: tuple[tuple[str, str], ...]) -> str:
    """Return (word, value), both HTML, as a list of terms."""
    told = "".join(f"<div><dt>{word}</dt><dd>{value}</dd></div>" for word, value in facts)
    return f"<dl>{told}</dl>\n" if told else ""
