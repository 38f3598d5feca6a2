"""What is kept on this computer for later: a folder of files of one kind."""

from dataclasses import replace

import pytest

from app.own_files import MAX_OWN_BYTES, OwnFiles, OwnKind, own_folder
from app.settings import settings_folder
from model.problems import FileProblem


def read_word(data, name):
    word = data.decode("utf-8")
    if not word.isalpha():
        raise FileProblem("file.other_json", file=name)
    return word


WORDS = OwnKind(
    folder="words",
    ending=".word",
    read=read_word,
    write=lambda word: word.encode("utf-8"),
    name_of=lambda word: word,
    renamed=lambda _word, name: name,
)


@pytest.fixture
def words(tmp_path):
    return OwnFiles(tmp_path, WORDS)


def test_what_is_kept_is_there_by_name_and_nothing_is_replaced(words):
    for word in ("Tur", "butik", "Tur"):
        words.keep(word)
    assert [file.name for file in words.entries()] == ["butik", "Tur", "Tur"]
    assert sorted(file.id for file in words.entries()) == ["Tur 2.word", "Tur.word", "butik.word"]


def test_a_renamed_file_has_the_name_that_people_gave_it(words):
    kept = words.keep("Tur")
    renamed = words.rename(kept, "Rejse")
    assert [file.name for file in words.entries()] == ["Rejse"]
    assert renamed.id == "Rejse.word"
    words.remove(renamed)
    assert words.entries() == ()


def test_a_name_that_no_file_can_have_is_kept_all_the_same(tmp_path):
    kind = replace(WORDS, read=lambda data, _name: data.decode("utf-8"))
    words = OwnFiles(tmp_path, kind)
    names = ["CON", "a/b", "x" * 400]
    for name in names:
        words.keep(name)
    assert [file.name for file in words.entries()] == sorted(names, key=str.casefold)


def test_files_that_cannot_be_read_are_passed_over_and_told(words):
    words.keep("Tur")
    (words.folder / "bad.word").write_text("1 2", encoding="utf-8")
    with (words.folder / "huge.word").open("wb") as file:
        file.truncate(MAX_OWN_BYTES + 1)
    assert [file.name for file in words.entries()] == ["Tur"]
    assert {problem.code for problem in words.problems} == {"file.other_json", "file.too_large"}


def test_a_file_of_somebody_else_is_copied_and_one_of_ours_given_out(words, tmp_path):
    theirs, given = tmp_path / "theirs.word", tmp_path / "given.word"
    theirs.write_text("Ide", encoding="utf-8")
    words.give_out(words.take_in(theirs), given)
    assert given.read_text(encoding="utf-8") == "Ide"
    theirs.unlink()
    assert words.find("Ide.word").content == "Ide"
    with pytest.raises(FileProblem) as refused:
        words.take_in(tmp_path / "lost.word")
    assert refused.value.code == "file.not_there"


def test_own_files_lie_with_the_data_of_the_system_or_beside_settings_asked_for(
    tmp_path, monkeypatch
):
    assert own_folder(tmp_path) == tmp_path
    monkeypatch.delenv("JOURNEYWALL_SETTINGS", raising=False)
    assert own_folder(settings_folder()).name == "journeywall"
