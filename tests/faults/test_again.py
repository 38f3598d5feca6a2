"""The script a person runs while pulling plugs says what is on the disk."""

from tests.faults import again


def test_what_was_shown_last_is_what_is_found(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(again, "PAUSE_S", 0)
    path = tmp_path / "prøve.journey"
    again.save_again(path, times=2)
    assert capsys.readouterr().out.split() == ["1", "2"]
    assert again.look(path) == [
        "prøve.journey: 2", "prøve.journey.bak: 1", "left behind: nothing"
    ]  # fmt: skip
