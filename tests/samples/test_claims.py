"""What each lesson says is to be expected, held against a training as it is set, or a shortened one."""

import pytest
from msgspec.structs import replace

import visualnn as vn


def trained(name, **how):
    """The figures of a sample after training: a dictionary by split."""
    with vn.train(vn.load(name), threads=1, **how) as run:
        return run.metrics


def test_a_neuron_learns_and():
    with vn.train(vn.load("neuron"), threads=1) as run:
        first, second = run.weights["weights/value"].ravel()
        bias = float(run.weights["bias/value"][0])

    assert run.history.last("loss") < 0.02
    assert first == pytest.approx(second, rel=0.05)
    assert bias / first == pytest.approx(-1.5, abs=0.1)


def test_one_unit_is_enough_for_four_gates():
    train = trained("gates")["train"]

    assert [train[f"accuracy/{gate} loss"] for gate in ("AND", "OR", "NAND", "NOT")] == [1, 1, 1, 1]


def test_one_unit_is_not_enough_for_xor():
    train = trained("xor_one_unit")["train"]

    assert train["loss"] == pytest.approx(0.6931, abs=1e-4)
    assert train["accuracy"] <= 0.75


@pytest.mark.parametrize(
    ("name", "loss"), [("xor", 0.01), ("xor_deep", 0.001), ("xor_wide", 0.008), ("xor_relu", 0.002)]
)
def test_xor_is_learnt(name, loss):
    train = trained(name)["train"]

    assert train["loss"] < loss
    assert train["accuracy"] == 1


def test_sigmoids_lose_the_gradient_and_relus_keep_it():
    with vn.train(vn.load("vanishing"), threads=1, epochs=10) as run:
        norm = run.gradient_norm
        train = run.metrics["train"]

    assert norm["sigmoid 1"] < norm["sigmoid out"] / 1000
    assert norm["relu 1"] > norm["relu out"] / 10
    assert train["loss/sigmoid loss"] == pytest.approx(2.3, abs=0.02)
    assert train["accuracy/relu loss"] > 0.8


def test_the_start_decides():
    test = trained("initialisers")["test"]

    assert test["accuracy/zeros loss"] < 0.15
    assert test["accuracy/tiny loss"] < 0.15
    assert test["accuracy/N(0, 1) loss"] < 0.6
    assert test["accuracy/Xavier loss"] > 0.88
    assert test["accuracy/He loss"] > 0.91


def test_an_optimizer_needs_its_own_rate():
    assert trained("optimizers")["test"]["accuracy"] < 0.75
    fitting = replace(vn.load("optimizers"), training=replace(vn.load("optimizers").training, learning_rate=0.3))
    with vn.train(fitting, threads=1) as run:
        assert run.metrics["test"]["accuracy"] > 0.95


def test_few_pictures_are_learnt_by_heart():
    figures = trained("overfitting")

    assert figures["train"]["accuracy/plain loss"] == 1
    assert 0.9 < figures["validation"]["accuracy/plain loss"] < 0.96
    assert figures["validation"]["loss/plain loss"] > 10 * figures["train"]["loss/plain loss"]


@pytest.mark.parametrize(("name", "accuracy"), [("digits", 0.96), ("wide_deep", 0.95), ("iris", 0.93)])
def test_classes_are_told_apart(name, accuracy):
    assert trained(name)["test"]["accuracy"] > accuracy


def test_hello():
    assert trained("hello_rnn")["train"]["loss"] < 0.001


def test_a_wave_needs_a_memory():
    assert trained("sine", epochs=15)["test"]["r2"] > 0.95


def test_the_sonnet_gets_into_the_head():
    assert trained("sonnet", epochs=20)["train"]["perplexity"] < 2


def test_gates_hold_a_letter_for_twenty_steps():
    train = trained("memory")["train"]

    assert train["accuracy/LSTM loss"] == train["accuracy/GRU loss"] == 1
    assert train["accuracy/RNN loss"] < 1
    assert train["loss/RNN loss"] > 0.05


def test_regression_explains_a_part():
    figures = trained("diabetes")

    assert figures["train"]["r2"] == pytest.approx(0.54, abs=0.02)
    assert 0.25 < figures["test"]["r2"] < 0.45
