"""The text tables: complete in both languages, and complete for what the source asks of them."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from model.texts import LANGUAGES, Texts, text_table

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path for room in ("model", "widgets", "app") for path in (ROOT / room).rglob("*.py")
)
AREAS = {key.partition(".")[0] for language in LANGUAGES for key in text_table(language)}
FAMILIES = {
    key.split(".")[1]
    for key in text_table("en")
    if key.startswith("problems.") and key.count(".") > 1
}
# What the objects and functions that turn a key into words are called.
ASKS_FOR_WORDS = re.compile(r"_?(texts?|words|language|say|has|tr)")


def forms(sentence):
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def parameters(sentence):
    return {
        name
        for form in forms(sentence)
        for _, name, _, _ in Formatter().parse(form)
        if name is not None
    }


@cache
def nodes(path):
    return list(ast.walk(ast.parse(path.read_bytes())))


def calls(path):
    return [node for node in nodes(path) if isinstance(node, ast.Call)]


def called_name(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def raised_problems():
    for path in SOURCES:
        for call in calls(path):
            if re.fullmatch(r"[A-Za-z]*Problem", called_name(call)) and call.args:
                code = call.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield path, call, code.value


def test_both_languages_have_the_same_sentences():
    danish, english = text_table("da").keys(), text_table("en").keys()
    assert not danish - english
    assert not english - danish


def test_a_sentence_names_the_same_parameters_in_both_languages():
    danish, english = text_table("da"), text_table("en")
    different = {
        key: (parameters(danish[key]), parameters(english[key]))
        for key in danish.keys() & english.keys()
        if parameters(danish[key]) != parameters(english[key])
    }
    assert not different


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language):
    assert not [
        key
        for key, sentence in text_table(language).items()
        if not all(isinstance(form, str) and form.strip() for form in forms(sentence))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_counts_has_one_and_other(language):
    counting = {key: s for key, s in text_table(language).items() if not isinstance(s, str)}
    assert not [key for key, sentence in counting.items() if set(sentence) != {"one", "other"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_parameters_are_named_and_plain(language):
    odd = {
        key: name
        for key, sentence in text_table(language).items()
        for name in parameters(sentence)
        if not re.fullmatch(r"[a-z_]+", name)
    }
    assert not odd


@pytest.mark.parametrize("language", LANGUAGES)
def test_danish_and_english_quotation_marks_are_not_mixed(language):
    foreign = "“”" if language == "da" else "»«"
    assert not [
        key
        for key, sentence in text_table(language).items()
        if any(mark in form for form in forms(sentence) for mark in foreign)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_the_source_names_has_a_sentence(language):
    table = text_table(language)
    missing = {
        code: path.name for path, _, code in raised_problems() if f"problems.{code}" not in table
    }
    assert not missing


def has_sentence(code):
    table = text_table("en")
    if code.endswith("_"):  # the beginning of a code that is put together
        return any(key.startswith(f"problems.{code}") for key in table)
    return f"problems.{code}" in table


def test_every_code_in_the_model_that_looks_like_a_problem_has_a_sentence():
    code = re.compile(rf"({'|'.join(sorted(FAMILIES))})\.[a-z_0-9]+")
    missing = {
        node.value: path.name
        for path in (ROOT / "model").rglob("*.py")
        if "model.problems" in path.read_text("utf-8")
        for node in nodes(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and code.fullmatch(node.value)
        and not has_sentence(node.value)
    }
    assert not missing


def test_a_problem_brings_every_parameter_its_sentence_names():
    table = text_table("en")
    missing = {}
    for path, call, code in raised_problems():
        given = {keyword.arg for keyword in call.keywords}
        wanted = parameters(table.get(f"problems.{code}", ""))
        if None not in given and wanted - given:
            missing[f"{path.name}:{call.lineno} {code}"] = wanted - given
    assert not missing


def test_every_sentence_the_source_asks_for_by_name_exists():
    key = re.compile(rf"({'|'.join(sorted(AREAS))})(\.[a-z_0-9-]+)+")
    table = text_table("en")
    missing = {
        call.args[0].value: path.name
        for path in SOURCES
        for call in calls(path)
        if ASKS_FOR_WORDS.fullmatch(called_name(call))
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and key.fullmatch(call.args[0].value)
        and call.args[0].value not in table
    }
    assert not missing


def test_the_search_for_problems_finds_those_we_know_of():
    codes = {code for _, _, code in raised_problems()}
    assert {"template.unknown", "template.unknown_sample"} <= codes


def test_whole_numbers_from_ten_thousand_on_have_their_thousands_set_apart():
    key = "problems.print.slides_small"
    for language, numbers in (("da", ("17.072", "1.234.567")), ("en", ("17,072", "1,234,567"))):
        said = Texts(language)(key, count=2, slide=17072, size=1234567.0)
        assert all(number in said for number in numbers)
        assert "9999" in Texts(language)(key, count=2, slide=9999, size=6.5)
