"""Print presets: those that come along, as files between people, and hostile files."""

import json

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app.print_presets import PresetStore, read_preset, write_preset
from model.printing.presets import (
    MAX_PRESET_BYTES,
    preset_from_bytes,
    preset_name,
    preset_to_bytes,
    shop_presets,
)
from model.printing.settings import PrintPreset, PrintSettings
from model.problems import FileProblem
from model.texts import LANGUAGES, Texts

OWN = PrintPreset(id="my-shop", name="Trykkeriet på hjørnet", settings=PrintSettings(bleed=5))


def refused(data, **arguments):
    with pytest.raises(FileProblem) as caught:
        preset_from_bytes(data, "x.journeyprint", **arguments)
    for language in LANGUAGES:
        assert "x.journeyprint" in Texts(language).of(caught.value)
    return caught.value


def changed(**fields):
    document = json.loads(preset_to_bytes(OWN))
    for path, value in fields.items():
        *parents, last = path.split("__")
        held = document
        for parent in parents:
            held = held[parent]
        held[last] = value
    return json.dumps(document).encode()


def test_the_shop_presets_have_a_name_in_both_languages():
    ids = [preset.id for preset in shop_presets()]
    assert ids == [
        "no-marks-2mm", "marks-3mm", "x1a-fogra39", "roll-plotter", "office-a4", "office-a3",
    ]  # fmt: skip
    for language in LANGUAGES:
        names = {preset_name(preset, Texts(language)) for preset in shop_presets()}
        assert len(names) == 6
        assert names.isdisjoint(ids)


@pytest.mark.parametrize("preset", [*shop_presets(), OWN], ids=lambda preset: preset.id)
def test_a_preset_comes_back_from_its_file(preset):
    assert preset_from_bytes(preset_to_bytes(preset), "x") == preset


@pytest.mark.parametrize("papers", ["auto", "A4,A3"])
def test_a_preset_for_the_better_of_several_papers_is_there_at_the_next_start(papers, tmp_path):
    office = PrintSettings(output="tiles", tile_paper=papers)
    preset = PrintPreset(id="office", name="Kontoret", settings=office)
    PresetStore(tmp_path).save(preset)
    store = PresetStore(tmp_path)
    assert store.find("office") == preset
    assert store.problems == []


@examples(deadline=None, max_examples=50)
@given(
    st.builds(
        PrintSettings,
        bleed=st.floats(0, 20),
        overlap=st.floats(0, 100),
        paper=st.sampled_from(["A0", "roll:914", "90x300cm"]),
        panels=st.integers(0, 20),
        profile=st.sampled_from(["rgb", "cmyk", "archive"]),
        qr=st.sampled_from(["", "https://example.org/æ"]),
    )
)
def test_any_settings_come_back_from_a_preset_file(chosen):
    preset = PrintPreset(id="a", settings=chosen)
    assert preset_from_bytes(preset_to_bytes(preset), "x") == preset


def test_a_shared_preset_tells_nothing_of_this_computer_or_of_one_map():
    mine = PrintSettings(icc_file="C:/shop.icc", sheets=("1.1",), persona="anna", bleed=4)
    preset = PrintPreset(id="a", settings=mine)
    shared = preset_to_bytes(preset)
    assert b"shop.icc" not in shared
    assert b"anna" not in shared
    assert preset_from_bytes(shared, "x").settings == PrintSettings(bleed=4)
    kept = preset_from_bytes(
        preset_to_bytes(preset, is_shared=False), "x", is_shared=False
    ).settings
    assert (kept.icc_file, kept.sheets) == ("C:/shop.icc", ())
    strange = changed(preset__settings__icc_file="//server/share/x.icc")
    assert preset_from_bytes(strange, "x").settings.icc_file == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_preset"),
        (b"%PDF-1.6", "not_a_preset"),
        (b"null", "not_a_preset"),
        (b"{}", "not_a_preset"),
        (b'{"format": "journeywall-map"}', "not_a_preset"),
        (b'{"format": "journeywall-print", "version": "\\ud800"}', "not_a_preset"),
        (b"[" * 50_000, "not_a_preset"),
        (b"\xff\xfe{\0", "not_a_preset"),
        (b" " * (MAX_PRESET_BYTES + 1), "too_large"),
        (changed(version=2), "newer"),
        (changed(version=2, preset="another shape"), "newer"),
        (changed(preset__settings__bleed=21), "value"),
        (changed(preset__settings__bleed=-1), "value"),
        (changed(preset__settings__bleed=float("nan")), "value"),
        (changed(preset__settings__bleed=10**400), "value"),
        (changed(preset__settings__panels=10**9), "value"),
        (changed(preset__settings__paper="../../etc/passwd"), "value"),
        (changed(preset__settings__scale="1:0"), "value"),
        (changed(preset__settings__tile_paper="x" * 400), "value"),
        (changed(preset__settings__qr="x" * 9_999), "value"),
        (changed(preset__settings__qr="javascript:alert(1)"), "value"),
        (changed(preset__settings__profile="pdfx"), "value"),
        (changed(preset__id="../boot"), "value"),
        (changed(preset__name="two\nlines"), "value"),
        (changed(preset__settings=[1, 2]), "value"),
    ],
    ids=lambda value: value[-24:].decode("ascii", "replace") if isinstance(value, bytes) else value,
)  # fmt: skip
def test_a_hostile_preset_gets_one_clear_message(data, code):
    assert refused(data).code == f"preset.{code}"


def test_what_cannot_be_used_is_named():
    problem = refused(changed(preset__settings__bleed=21))
    assert (problem.params["field"], problem.params["value"]) == ("settings.bleed", "21")


def test_own_presets_are_kept_in_a_folder_and_shop_presets_can_be_changed(tmp_path):
    folder = tmp_path / "presets"
    store = PresetStore(folder)
    assert store.presets == shop_presets()
    a4 = PrintPreset(id="office-a4", settings=PrintSettings(output="tiles", margin=8))
    store.save(OWN)
    store.save(a4)
    again = PresetStore(folder)
    assert again.presets == store.presets
    assert again.presets[-1] == OWN
    assert again.find("office-a4") == a4
    assert again.is_changed("office-a4")
    again.remove("office-a4")
    again.remove("my-shop")
    assert PresetStore(folder).presets == again.presets == shop_presets()


def test_a_damaged_file_among_the_presets_is_passed_over_and_told(tmp_path):
    (tmp_path / "bad.journeyprint").write_bytes(b"{")
    (tmp_path / "copy of mine.journeyprint").write_bytes(preset_to_bytes(OWN))
    store = PresetStore(tmp_path)
    assert [problem.code for problem in store.problems] == ["preset.not_a_preset"]
    assert store.find("my-shop") == OWN
    store.remove("my-shop")
    assert PresetStore(tmp_path).find("my-shop") is None


def test_a_preset_from_somebody_else_replaces_none_of_ours(tmp_path):
    store = PresetStore(tmp_path / "presets")
    theirs = PrintPreset(id="marks-3mm", name="Deres", settings=PrintSettings(bleed=7))
    write_preset(tmp_path / "theirs.journeyprint", theirs)
    taken = store.take_in(tmp_path / "theirs.journeyprint")
    assert taken.id != theirs.id
    assert (taken.name, taken.settings) == ("Deres", theirs.settings)
    assert store.find("marks-3mm") == shop_presets()[1]
    assert store.find(taken.id) == taken


def test_a_preset_file_is_bounded_before_it_is_read(tmp_path):
    path = tmp_path / "big.journeyprint"
    with path.open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(FileProblem, match=r"preset\.too_large"):
        read_preset(path)
