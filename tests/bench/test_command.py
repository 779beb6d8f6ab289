"""The bench command, with works and turns made short."""

import importlib.util
import json

import pytest

from visualnn.bench import command
from visualnn.bench.command import Plan
from visualnn.messages import UserError


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Turns of no length: a step each."""
    monkeypatch.setattr(command, "TURN_SECONDS", 1e-9)


def test_a_work_is_measured_told_and_written(tmp_path, capsys):
    place = tmp_path / "report.json"

    command.run(Plan(["hello", "compile"], rounds=2, threads=1, json=place))

    told = capsys.readouterr()
    assert "hello RNN" in told.out
    assert "measuring hello" in told.err
    read = json.loads(place.read_bytes())
    assert [work["work"] for work in read["results"]] == ["hello"]
    assert [item["name"] for item in read["seconds"]] == ["compile"]


def test_an_unknown_work_is_refused_with_the_ones_there_are():
    with pytest.raises(UserError, match=r"no work called “hallo”.*xor.*compile"):
        command.run(Plan(["hallo"]))


def test_an_unknown_rival_is_refused():
    with pytest.raises(UserError, match=r"“tensorflow”.*torch, sklearn"):
        command.run(Plan(rivals=["tensorflow"]))


def test_a_rival_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(UserError, match="pip install scikit-learn"):
        command.run(Plan(rivals=["sklearn"]))


def test_a_report_that_could_not_be_written_is_told_before_measuring(tmp_path):
    with pytest.raises(UserError, match="cannot be written"):
        command.run(Plan(["hello"], json=tmp_path / "nowhere" / "report.json"))


@pytest.mark.parametrize(("cores", "tried"), [(1, [1]), (2, [1, 2]), (6, [1, 2, 4, 6]), (8, [1, 2, 4, 8])])
def test_powers_of_two_and_all_cores_are_tried(cores, tried):
    assert command._thread_counts(cores) == tried
