"""OpenJourney files of both dialects become maps, and what is lost is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cards import Card, Feeling
from model.exchange.ojf import open_ojf, read_ojf
from model.file import decode, encode
from model.find import lane_by_id
from model.integrity import integrity_problems
from model.journey import JourneyMap
from model.problems import FileProblem, Problem
from model.texts import Texts

FOLDER = Path(__file__).parent / "ojf"


def read(name: str, language: str = "en") -> tuple[JourneyMap, tuple[Problem, ...]]:
    return read_ojf((FOLDER / name).read_bytes(), name, language)


def read_json(document: Any) -> tuple[JourneyMap, tuple[Problem, ...]]:
    return read_ojf(json.dumps(document).encode(), "map.ojf")


def cards(journey: JourneyMap, lane_id: str, step_id: str) -> tuple[Card, ...]:
    lane = lane_by_id(journey, lane_id)
    assert lane is not None
    return tuple(item for item in lane.cells.get(step_id, ()) if isinstance(item, Card))


def codes(lost: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in lost]


def test_stages_become_phases_of_one_step_and_swimlanes_lanes() -> None:
    journey, _ = read("root-dialect.ojf")
    assert [phase.name for phase in journey.phases] == ["Overvej", "Prøv"]
    assert [len(phase.steps) for phase in journey.phases] == [1, 1]
    names = [lane.name for lane in journey.lanes]
    assert names == ["User Actions", "Emotional State", "Pain Points", "Without a place"]


def test_persona_and_point_of_view_are_found_in_both_dialects() -> None:
    root, _ = read("root-dialect.ojf")
    assert (root.about.title, root.personas[0].name) == ("Køb af en elcykel", "Mette, ny cyklist")
    meta, _ = read("metadata-dialect.ojf")
    assert (meta.about.title, meta.about.scenario) == ("Museum visit", "A rainy Sunday")
    assert meta.personas[0].name == "Family of four"


def test_a_node_becomes_a_card_with_all_it_says() -> None:
    journey, _ = read("root-dialect.ojf")
    (card,) = cards(journey, "l1", "s1")
    assert card.text == "Læser tests\nSammenligner fem modeller."
    assert card.tags == ("web", "mobil")
    assert card.markers == ("moment_of_truth",)
    assert card.severity == 3
    assert card.type == "action"
    assert card.icon == "shopping-cart"


def test_scores_from_minus_five_to_five_become_feelings_of_their_cards() -> None:
    journey, _ = read("root-dialect.ojf")
    lane = lane_by_id(journey, "l2")
    assert lane is not None
    assert lane.kind == "feelings"
    (feeling,) = lane.cells["s1"]
    assert isinstance(feeling, Feeling)
    assert feeling.values == (1.2,)
    assert feeling.label == "nysgerrig"
    assert feeling.card == cards(journey, "l1", "s1")[0].id
    assert lane.cells["s2"][0].values == (-2.0,)


def test_scores_from_nought_to_ten_are_told_by_one_above_five() -> None:
    journey, _ = read("metadata-dialect.ojf")
    lane = lane_by_id(journey, "feelings")
    assert lane is not None
    assert [lane.cells[step][0].values for step in ("s1", "s2")] == [(1.2,), (-1.0,)]


def test_blueprint_parts_stand_in_lanes_round_the_customers() -> None:
    journey, lost = read("metadata-dialect.ojf", "da")
    assert [(lane.role, lane.name) for lane in journey.lanes] == [
        ("physical_evidence", Texts("da")("names.lane_role.physical_evidence")),
        (None, "Visitor"),
        ("feels", Texts("da")("names.lane_role.feels")),
        ("frontstage", Texts("da")("names.lane_role.frontstage")),
        ("backstage", Texts("da")("names.lane_role.backstage")),
        ("support", Texts("da")("names.lane_role.support")),
    ]
    (evidence,) = cards(journey, "blueprint-physical_evidence", "s1")
    assert (evidence.text, evidence.tags) == ("Paper ticket", ("Physical",))
    assert cards(journey, "blueprint-backstage", "s1")[0].text == "Shift lead\nOpens a second till"
    fields = [str(p.params["field"]) for p in lost if p.code == "ojf.lost_blueprint_field"]
    assert sorted(fields) == ["cost", "policy"]


def test_connections_become_links() -> None:
    journey, _ = read("metadata-dialect.ojf")
    (link,) = journey.links
    assert link.source == cards(journey, "l1", "s1")[0].id
    assert link.target == cards(journey, "l1", "s2")[0].id
    assert link.label == "leads to"


def test_a_card_without_a_place_is_kept_in_a_lane_of_its_own() -> None:
    journey, lost = read("root-dialect.ojf")
    assert [card.text for card in cards(journey, "extra", "s1")] == ["Hvor hører jeg til?"]
    (unplaced,) = cards(journey, "extra", "s2")
    assert unplaced.text == "Uden række"
    assert unplaced.tags == ("milestone",)
    assert {"ojf.without_lane", "ojf.without_stage"} <= set(codes(lost))


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_lost_is_named_with_how_often(language: str) -> None:
    _, lost = read("root-dialect.ojf")
    assert sorted(codes(lost)) == [
        "ojf.lost_entry",
        "ojf.lost_icon",
        "ojf.lost_link",
        "ojf.lost_map_field",
        "ojf.lost_stage_field",
        "ojf.without_lane",
        "ojf.without_stage",
    ]
    assert all(Texts(language).of(problem) for problem in lost)


@pytest.mark.parametrize("name", ["root-dialect.ojf", "metadata-dialect.ojf"])
def test_an_imported_map_is_whole_can_be_saved_and_is_the_same_each_time(name: str) -> None:
    journey, _ = read(name)
    assert integrity_problems(journey) == ()
    assert decode(encode(journey), name) == journey
    assert read(name)[0] == journey


def refused(data: bytes) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read_ojf(data, "map.ojf")
    assert "map.ojf" in Texts("da").of(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"hello", "ojf.other_text"),
        (b"[1, 2]", "ojf.not_openjourney"),
        (b'{"format": "journeywall"}', "ojf.no_stages"),
        (b'{"stages": [], "nodes": []}', "ojf.no_stages"),
        (b'{"stages": [{"id": "s1"', "file.truncated"),
        (b'{"stages": ["\\ud800"]}', "file.surrogate"),
        (b'{"stages": ' + b"[" * 100_000, "file.too_deep"),
        (b'{"stages": [' + b'"s",' * 501 + b'"s"]}', "ojf.too_many"),
        (b'{"stages": [' + b"{}," * 1_000_001 + b"{}]}", "file.too_much"),
    ],
)
def test_a_file_that_is_no_openjourney_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_a_text_longer_than_a_card_is_cut_and_that_is_said() -> None:
    node = {"stage": "a", "swimlane": "b", "title": "t" * 600, "description": "d" * 30_000}
    journey, lost = read_json({"stages": ["a"], "swimlanes": ["b"], "nodes": [node]})
    assert len(cards(journey, "l1", "s1")[0].text) == 20_000
    assert codes(lost) == ["ojf.text_cut"]
    assert lost[0].params["count"] == 2


def test_a_score_outside_the_scale_stands_at_its_end() -> None:
    nodes = [{"stage": "a", "swimlane": "b", "score": score} for score in (-70, 7, 1e300)]
    journey, lost = read_json({"stages": ["a"], "swimlanes": ["b"], "nodes": nodes})
    lane = lane_by_id(journey, "feelings")
    assert lane is not None
    assert [feeling.values for feeling in lane.cells["s1"]] == [(-2.0,), (2.0,), (2.0,)]
    assert codes(lost) == ["ojf.score_cut"]


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("id", "name", "title", "persona", "x")), inner, max_size=3
        )
    ),
    max_leaves=5,
)
_FIELDS = (
    "id", "stageId", "stage", "swimlaneId", "lane", "title", "description", "tags", "score",
    "sentiment", "severity", "purpose", "icon", "isMomentOfTruth", "blueprint", "iconColor",
)  # fmt: skip
_NODES = st.dictionaries(st.sampled_from(_FIELDS), st.just("s1") | _JSON, max_size=6)


@settings(deadline=None, max_examples=80)
@given(
    st.fixed_dictionaries(
        {"stages": st.lists(st.just({"id": "s1"}) | _JSON, max_size=3)},
        optional={
            "metadata": _JSON,
            "persona": _JSON,
            "pointOfView": _JSON,
            "swimlanes": st.just([{"id": "s1", "name": "Feelings"}]) | _JSON,
            "nodes": st.lists(_NODES, max_size=4) | _JSON,
            "connections": _JSON,
        },
    )
)
def test_whatever_stands_in_the_fields_comes_out_as_a_whole_map_or_one_problem(
    document: Any,
) -> None:
    refusal = ""
    try:
        journey, lost = read_json(document)
    except FileProblem as problem:
        refusal = problem.code
    if refusal:
        assert refusal == "ojf.no_stages"
        return
    assert integrity_problems(journey) == ()
    assert decode(encode(journey), "x") == journey
    assert all(Texts("en").of(problem) for problem in lost)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"{\\rtf1 Hello}", "ojf.other_type"), (b"Dear Ane,", "ojf.other_text")],
)
def test_what_is_no_openjourney_file_is_not_asked_to_be_one_of_ours(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "letter.ojf"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as told:
        open_ojf(path)
    assert told.value.code == code
    for language in ("da", "en"):
        said = Texts(language).of(told.value)
        assert "letter.ojf" in said
        assert ".journey" not in said
        assert ".bak" not in said


def test_an_openjourney_file_too_large_is_told_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.ojf"
    with path.open("wb") as file:
        file.truncate(600 * 2**20)
    with pytest.raises(FileProblem, match=r"ojf\.too_large"):
        open_ojf(path)


def test_two_stages_of_one_id_are_named_among_the_losses() -> None:
    stages = [{"id": "a", "name": "Look"}, {"id": "a", "name": "Buy"}, {"id": "Look"}]
    nodes = [{"stageId": stage, "swimlaneId": "l"} for stage in ("a", "Look", "Buy")]
    journey, lost = read_json({"stages": stages, "swimlanes": [{"id": "l"}], "nodes": nodes})
    (told,) = [problem for problem in lost if problem.code == "ojf.same_id"]
    assert "“a”" in Texts("en").of(told)
    assert [len(cards(journey, "l1", step)) for step in ("s1", "s2", "s3")] == [1, 1, 1]


def test_the_lowest_severity_which_editors_give_unasked_marks_no_card() -> None:
    nodes = [
        {"title": word, "stageId": "a", "swimlaneId": "l", "severity": word}
        for word in ("low", "medium", "critical")
    ]
    journey, lost = read_json({"stages": [{"id": "a"}], "swimlanes": [{"id": "l"}], "nodes": nodes})
    assert [card.severity for card in cards(journey, "l1", "s1")] == [None, 3, 5]
    assert lost == ()
