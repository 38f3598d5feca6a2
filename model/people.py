"""Whose journey it is: personas and, for business customers, ideal customer profiles (ICP)."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from model.cards import CardColour, EvidenceLevel
from model.values import Id, Ids, IsoDate, Line, Lines, Number, Sha256, Text, Value

# Shapes, because print in grey tells colours apart badly: whole, with a bar or with a dot in them.
PersonaMark = Literal[
    "circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross",
    "circle_bar", "square_bar", "triangle_bar", "diamond_bar",
    "pentagon_bar", "hexagon_bar", "star_bar", "cross_bar",
    "circle_dot", "square_dot", "triangle_dot", "diamond_dot",
    "pentagon_dot", "hexagon_dot", "star_dot", "cross_dot",
]  # fmt: skip
PERSONA_MARKS: Final[tuple[PersonaMark, ...]] = get_args(PersonaMark)


class CustomerBase(Value):
    """What a persona and an ideal customer profile share (reference 2.2 and R003-6).

    ``mark`` is the shape its curve and cards are known by without colour; None means that of its
    place in the register.
    """

    id: Id
    name: Line = ""
    image: Sha256 | None = None
    initials: Line = ""
    icon: Line | None = None
    colour: CardColour | None = None
    mark: PersonaMark | None = None
    is_visible: bool = True
    group: Line = ""
    description: Text = ""
    quote: Text = ""
    geography: Line = ""
    purchase_patterns: Text = ""
    preferred_products: Lines = ()
    average_order_value: Number | None = None
    currency: Line = ""
    motivation: Text = ""
    goals: Lines = ()
    challenges: Lines = ()
    needs: Lines = ()
    preferred_channels: Lines = ()
    expectations: Text = ""
    evidence_level: EvidenceLevel | None = None
    evidence: Ids = ()
    validated: IsoDate = ""
    review: IsoDate = ""


class Persona(CustomerBase):
    """A fictive person who stands for a group of customers."""

    kind: Literal["persona"] = "persona"
    age: Line = ""
    gender_identity: Line = ""
    occupation: Line = ""
    household: Line = ""
    behaviour: Text = ""
    web_habits: Text = ""
    social_habits: Text = ""
    email_habits: Text = ""
    service_habits: Text = ""
    lifestyle: Text = ""
    interests: Lines = ()
    values: Lines = ()


class CompanyProfile(CustomerBase):
    """An ideal customer profile (ICP): the kind of company one sells to."""

    kind: Literal["icp"] = "icp"
    industry: Line = ""
    company_size: Line = ""
    revenue: Line = ""
    buying_centre: Lines = ()
    decision_process: Text = ""
    systems: Lines = ()
    contract_terms: Text = ""


Customer = Annotated[Persona | CompanyProfile, Field(discriminator="kind")]


def persona_mark(customer: Customer, place: int) -> PersonaMark:
    """Return the shape ``customer``, at ``place`` in the register from 0 on, is known by."""
    return customer.mark or PERSONA_MARKS[place % len(PERSONA_MARKS)]
