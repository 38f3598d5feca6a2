"""What is told of a persona or customer profile, in what order: one table for poster and twin.

Whoever adds a field to `model.people` adds a line here; fields that nobody filled are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from model.people import Customer, Persona
from model.texts import Texts
from model.wording import date_words, number_words

Kind = Literal["fact", "text", "list"]


@dataclass(frozen=True, slots=True)
class PersonaField:
    """A field that is told.

    Attributes:
        name: The field of `Persona` or `CompanyProfile`.
        icon: Its sign.
        kind: ``fact`` is a few words, ``text`` a passage, ``list`` points.
        lines: How many lines a sheet that is still to be filled in leaves for it; 0 leaves it out.
    """

    name: str
    icon: str
    kind: Kind
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PersonaAnswer:
    """A field with what is known: one text, or one a point; () where nothing is."""

    field: PersonaField
    label: str
    texts: tuple[str, ...]


FACTS = (
    PersonaField("age", "calendar", "fact", 1),
    PersonaField("gender_identity", "user", "fact", 1),
    PersonaField("occupation", "briefcase", "fact", 1),
    PersonaField("household", "house", "fact", 1),
    PersonaField("geography", "map-pin", "fact", 1),
    PersonaField("industry", "building-2", "fact", 1),
    PersonaField("company_size", "users", "fact", 1),
    PersonaField("revenue", "chart-column", "fact", 1),
    PersonaField("average_order_value", "receipt", "fact"),
)
STORIES = (
    PersonaField("goals", "goal", "list", 4),
    PersonaField("needs", "heart", "list", 4),
    PersonaField("challenges", "octagon-alert", "list", 4),
    PersonaField("motivation", "rocket", "text", 3),
    PersonaField("expectations", "hourglass", "text", 3),
    PersonaField("preferred_channels", "share-2", "list", 3),
    PersonaField("behaviour", "footprints", "text", 4),
    PersonaField("purchase_patterns", "shopping-cart", "text", 3),
    PersonaField("preferred_products", "shopping-bag", "list"),
    PersonaField("buying_centre", "users-round", "list", 3),
    PersonaField("decision_process", "git-fork", "text", 3),
    PersonaField("systems", "monitor", "list", 2),
    PersonaField("contract_terms", "file-text", "text", 2),
    PersonaField("web_habits", "globe", "text"),
    PersonaField("social_habits", "messages-square", "text"),
    PersonaField("email_habits", "mail", "text"),
    PersonaField("service_habits", "headset", "text"),
    PersonaField("lifestyle", "compass", "text"),
    PersonaField("interests", "sparkles", "list"),
    PersonaField("values", "scale", "list"),
)


_MOST_IN_HEAD = 320


def answers(
    customer: Customer, fields: tuple[PersonaField, ...], words: Texts
) -> Iterator[PersonaAnswer]:
    """Yield those of ``fields`` that this kind of customer has, with what is known."""
    for field in fields:
        if field.name in type(customer).model_fields:
            yield PersonaAnswer(field, label_of(field.name, words), _texts(customer, field, words))


def is_short(text: str) -> bool:
    """Tell whether a description or quote is so short that it stands in a poster's head."""
    return len(text) <= _MOST_IN_HEAD


def long_answers(customer: Customer, words: Texts) -> Iterator[PersonaAnswer]:
    """Yield description and quote where they are too long for a poster's head."""
    for field in (
        PersonaField("description", "text", "text"),
        PersonaField("quote", "quote", "text"),
    ):
        if not is_short(getattr(customer, field.name)):
            yield PersonaAnswer(field, label_of(field.name, words), _texts(customer, field, words))


def label_of(name: str, words: Texts) -> str:
    """Return the word people read for a field of a persona."""
    key = f"window.field.persona.{name}"
    return words(key if words.has(key) else f"window.field.{name}")


def kind_words(customer: Customer, words: Texts) -> str:
    """Return whether this is a persona or a customer profile."""
    return words(f"names.customer_kind.{customer.kind}")


def tagline(customer: Customer) -> str:
    """Return the few words below the name: whom they stand for."""
    occupation = customer.occupation if isinstance(customer, Persona) else customer.industry
    return " · ".join(part for part in (customer.group, occupation) if part)


def founding(
    customer: Customer, titles: Mapping[str, str], words: Texts
) -> Iterator[tuple[str, str]]:
    """Yield (label, words) of how well all this is founded.

    Args:
        customer: Whom it is about.
        titles: The titles of the map's sources by id.
        words: The language.
    """
    if customer.evidence_level:
        level = words(f"names.evidence_level.{customer.evidence_level}")
        yield words("print.persona.founded"), level
    sources = [titles[source] for source in customer.evidence if titles.get(source)]
    if sources:
        yield words("window.section.sources"), "; ".join(sources)
    if customer.validated:
        yield words("window.field.validated"), date_words(words, customer.validated)
    if customer.review:
        yield words("window.field.review"), date_words(words, customer.review)


def _texts(customer: Customer, field: PersonaField, words: Texts) -> tuple[str, ...]:
    value = getattr(customer, field.name)
    if value is None or value == "":
        return ()
    if isinstance(value, float):
        amount = number_words(words, value)
        return (f"{amount} {customer.currency}".strip(),)
    return tuple(value) if isinstance(value, tuple) else (str(value),)
