"""Every enumerated value of the model has a word in both languages."""

from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from model import cards, evidence, lanes
from model.journey import JourneyMap
from model.lanes import FeelingsLane
from model.names import VOCABULARIES, feeling_levels, name_of, names_of
from model.texts import LANGUAGES, Texts, text_table
from model.values import Value


def literal_values(annotation):
    """Yield the values of each Literal with more than one value in ``annotation``."""
    if get_origin(annotation) is Literal and len(get_args(annotation)) > 1:
        yield get_args(annotation)
    for part in get_args(annotation):
        yield from literal_values(part)


def all_parts(kind=Value):
    for part in kind.__subclasses__():
        yield part
        yield from all_parts(part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_value_has_a_word(language, vocabulary):
    names = names_of(Texts(language), vocabulary)
    assert tuple(names) == VOCABULARIES[vocabulary]
    assert all(name.strip() == name and name for name in names.values())


def test_every_literal_of_the_map_is_a_vocabulary():
    assert issubclass(JourneyMap, BaseModel)
    # An image's mime type is for machines: nobody reads it.
    known = {*VOCABULARIES.values(), ("image/png", "image/jpeg")}
    named_types = [
        value
        for module in (cards, lanes, evidence)
        for value in vars(module).values()
        if get_origin(value) is Literal
    ]
    fields = [
        field.annotation
        for part in all_parts()
        if part.__module__.startswith("model.") and "printing" not in part.__module__
        for field in part.model_fields.values()
    ]
    found = {values for held in [*named_types, *fields] for values in literal_values(held)}
    assert len(found) > 12
    assert not found - known


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_over(language):
    wanted = {f"names.{name}.{value}" for name, values in VOCABULARIES.items() for value in values}
    assert {key for key in text_table(language) if key.startswith("names.")} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_two_values_never_share_a_word(language, vocabulary):
    names = list(names_of(Texts(language), vocabulary).values())
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feelings_lane_takes_the_five_levels(language):
    lane = FeelingsLane(id="feels", levels=feeling_levels(Texts(language)))
    assert lane.levels[0] == name_of(Texts(language), "feeling", -2)
    assert lane.levels[-1] == name_of(Texts(language), "feeling", 2)


def test_an_unknown_value_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        name_of(Texts("en"), "card_type", "sandwich")
