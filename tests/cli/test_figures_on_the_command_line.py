"""``journeywall figures``: the cells of a map's figures, said and kept."""

import json
from pathlib import Path

import pytest

from app.main import main
from model.cards import CellOrigin, Metric
from model.edits import add_item, add_lane
from model.file import encode, read_journey
from model.find import item_by_id
from model.lanes import MetricsLane
from model.templates import template


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    journey = add_lane(template("blank", "en"), MetricsLane(id="figures"))
    step = journey.steps[0].id
    for metric_id, cell in (("visits", "B1"), ("words", "A1")):
        origin = CellOrigin(file="web.csv", cell=cell)
        metric = Metric(id=metric_id, name=metric_id.title(), actual=10, origin=origin)
        journey = add_item(journey, "figures", step, metric)
    Path("map.journey").write_bytes(encode(journey))
    Path("web.csv").write_text("visits;1.250\n", encoding="utf-8")
    return tmp_path


def test_figures_are_said_with_their_cells_and_kept_on_request(capsys):
    assert main(["figures", "map.journey"]) == 3
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "Visits: 10 → 1,250  (web.csv · B1)"
    assert "Cell A1" in err
    assert item_by_id(read_journey(Path("map.journey")), "visits").actual == 10
    assert main(["figures", "map.journey", "--save", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert [held["now"] for held in told["figures"]] == [1250, None]
    kept = item_by_id(read_journey(Path("map.journey")), "visits")
    assert (kept.actual, kept.readings[0].value) == (1250, 10)


def test_files_elsewhere_are_read_only_when_that_is_said(here, capsys):
    (here / "maps").mkdir()
    Path("map.journey").rename(here / "maps" / "map.journey")
    Path("web.csv").rename(here / "maps" / "web.csv")
    (here / "maps" / "web.csv").rename(here / "web2.csv")
    (here / "maps" / "web.csv").symlink_to(here / "web2.csv")
    assert main(["figures", "maps/map.journey"]) == 3
    assert "outside the map’s folder" in capsys.readouterr().err
    main(["figures", "maps/map.journey", "--elsewhere"])
    assert "1,250" in capsys.readouterr().out
