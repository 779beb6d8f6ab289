"""While a race runs, few of its variants are drawn anew in one picture, and none waits longer than the others."""

import pytest

from visualnn.app.panels.race_rota import FEW, Rota, Source

VARIANTS = "abcdefghij"


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
    first = rota.turn(sources(1), running=True)
    assert list(first) == made == list(VARIANTS)
    assert rota.turn(sources(1), running=True) == first
    assert made == list(VARIANTS)


def test_while_the_race_runs_few_are_made_anew_and_all_have_their_turn(rota, made):
    rota.turn(sources(0), running=True)
    made.clear()
    for version in range(1, 11):
        before = len(made)
        shown = rota.turn(sources(version), running=True)
        assert list(shown) == list(VARIANTS)
        assert len(made) - before == FEW
    assert {made.count(value) for value in VARIANTS} == {FEW}


def test_at_rest_all_are_made_anew(rota, made):
    rota.turn(sources(0), running=True)
    made.clear()
    rota.turn(sources(1), running=False)
    assert sorted(made) == list(VARIANTS)


def test_another_thing_is_made_for_all_at_once(rota, made):
    rota.turn(sources(0), running=True)
    made.clear()
    shown = rota.turn(sources(0, "map"), running=True)
    assert sorted(made) == list(VARIANTS)
    assert all("map" in thing for thing in shown.values())


def test_who_is_gone_is_forgotten(rota, made):
    rota.turn(sources(0), running=True)
    assert list(rota.turn(sources(0, values="ab"), running=True)) == ["a", "b"]
    made.clear()
    rota.turn(sources(0, values="abc"), running=True)
    assert made == ["c"]
