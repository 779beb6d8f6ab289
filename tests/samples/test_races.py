"""The races that samples open with show their point."""

import pytest

from visualnn.project import store
from visualnn.training.race import Contest
from visualnn.training.standings import standings


@pytest.fixture
def race():
    made = []

    def run(name):
        contest = Contest(store.load(store.find(name)))
        made.append(contest)
        contest.start()
        assert contest.wait() == "finished"
        return {line.value: line for line in standings(contest.poll())}, {p.value: p for p in contest.poll()}

    yield run
    for contest in made:
        contest.close()
        contest.join()


def gradients(position):
    return [position.history.series(f"gradient/{layer.name}")[1] for layer in position.layout.layers]


def test_the_first_sigmoid_layer_receives_a_thousandth_of_what_relu_passes_on(race):
    table, positions = race("vanishing")
    assert list(table) == ["sigmoid", "tanh", "relu"]
    sigmoid, relu = gradients(positions["sigmoid"]), gradients(positions["relu"])
    assert len(sigmoid) == len(relu) == 9
    assert sigmoid[0].mean() < relu[0].mean() / 1000
    assert table["sigmoid"].loss == pytest.approx(2.3, abs=0.02)
    assert table["relu"].accuracy > 0.9
    assert table["tanh"].accuracy > 0.9


def test_all_ten_optimizers_of_the_workshop_lower_the_loss(race):
    table, positions = race("optimizers")
    assert sorted(name.split()[0] for name in table) == [
        "adadelta", "adagrad", "adagrad_da", "adam", "ftrl", "momentum", "proximal_adagrad",
        "proximal_gradient_descent", "rmsprop", "sgd",
    ]  # fmt: skip
    for name, line in table.items():
        first = positions[name].history.series("loss")[1][0]
        assert first == pytest.approx(positions["sgd 0.3"].history.series("loss")[1][0])  # the same weights and batch
        assert line.loss < first / 5
        assert line.accuracy > 0.9
        assert line.problem is None


def test_the_start_decides_the_race(race):
    table, _ = race("initialisers")
    for name in ("zeros", "normal 0.01", "normal 1"):
        assert table[name].loss > 1
    assert table["he_normal"].loss < 0.5
    assert table["xavier_uniform"].loss < 0.5
