"""Few of the variants of a race are drawn anew in one picture, and none waits longer than the others."""

import pytest

from visualnn.app.panels.race_rota import Rota, Source

VARIANTS = "abcdefghij"
FEW = 3


@pytest.fixture
def made():
    return []


@pytest.fixture
def rota(made):
    def make(value, thing):
        made.append(value)
        return f"{value} {thing} {len(made)}"

    return Rota(make)


def sources(version, thing="line", values=VARIANTS):
    return {value: Source((value, thing), version) for value in values}


def test_everything_is_made_at_first_and_nothing_without_news(rota, made):
    first = rota.turn(sources(1), FEW)
    assert list(first) == made == list(VARIANTS)
    assert rota.turn(sources(1), FEW) == first
    assert made == list(VARIANTS)


def test_few_are_made_anew_and_all_have_their_turn(rota, made):
    rota.turn(sources(0), FEW)
    made.clear()
    for version in range(1, 11):
        before = len(made)
        shown = rota.turn(sources(version), FEW)
        assert list(shown) == list(VARIANTS)
        assert len(made) - before == FEW
    assert {made.count(value) for value in VARIANTS} == {FEW}


def test_all_are_made_anew_where_that_is_asked(rota, made):
    rota.turn(sources(0), FEW)
    made.clear()
    rota.turn(sources(1), None)
    assert sorted(made) == list(VARIANTS)


def test_another_thing_is_made_for_all_at_once(rota, made):
    rota.turn(sources(0), FEW)
    made.clear()
    shown = rota.turn(sources(0, "map"), FEW)
    assert sorted(made) == list(VARIANTS)
    assert all("map" in thing for thing in shown.values())


def test_who_is_gone_is_forgotten(rota, made):
    rota.turn(sources(0), FEW)
    assert list(rota.turn(sources(0, values="ab"), FEW)) == ["a", "b"]
    made.clear()
    rota.turn(sources(0, values="abc"), FEW)
    assert made == ["c"]
