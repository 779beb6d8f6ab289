"""Update rules, step by step: against the references, against torch.optim, and where the answer is known."""

import ctypes

import msgspec
import numpy as np
import pytest
from networks import Net, classifier, xor
from twins import assert_close, twin_of

from visualnn.engine.fields import (
    LEARNING_RATE,
    P_COLUMNS,
    P_GRADIENT,
    P_ROWS,
    P_SLOTS,
    P_VALUE,
    PARAM_WIDTH,
)
from visualnn.engine.kernels import LIBRARY
from visualnn.engine.operations import OPTIMIZERS
from visualnn.engine.reference import ReferenceRunner, Step
from visualnn.graph.training import OPTIMIZERS as SETTINGS
from visualnn.graph.training import Training
from visualnn.messages import UserError

TOLERANCE = {np.float32: 1e-4, np.float64: 1e-9}
PENALISED = {"l1_regularization": 0.01, "l2_regularization": 0.02}
VARIANTS = [
    *({"optimizer": name} for name in OPTIMIZERS),
    {"optimizer": "momentum", "momentum": 0.5},
    {"optimizer": "momentum", "nesterov": True},
    {"optimizer": "rmsprop", "momentum": 0.9, "rho": 0.8},
    {"optimizer": "rmsprop", "initial_accumulator": 0.0},
    {"optimizer": "adagrad", "initial_accumulator": 0.5, "epsilon": 1e-3},
    {"optimizer": "adadelta", "rho": 0.5, "epsilon": 1e-3},
    {"optimizer": "adam", "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},
    {"optimizer": "adamw", "weight_decay": 0.3},
    *({"optimizer": name, **PENALISED} for name, known in SETTINGS.items() if "l1_regularization" in known),
]


def named(variant):
    """A test's name."""
    return " ".join(f"{value}" if key == "optimizer" else f"{key} {value}" for key, value in variant.items())


def test_the_rules_offered_are_those_of_the_engine():
    assert set(SETTINGS) == set(OPTIMIZERS)


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("variant", VARIANTS, ids=named)
def test_a_rule_moves_weights_as_its_paper_says(variant, dtype, threads):
    net = classifier()
    runner = net.runner(dtype, threads=threads, learning_rate=0.05, **variant)
    reference = ReferenceRunner(runner.program, net.data, runner.memory)

    for number in range(20):
        runner.advance(1)
        reference.train(Step(np.arange(net.rows), number), learning_rate=0.05)
    runner.close()

    for p in runner.program.parameters:
        expected = reference.memory[p.value : p.value + p.size].reshape(p.shape)
        assert_close(runner.weights()[p.name], expected, TOLERANCE[dtype], p.name)


IN_TORCH = ["sgd", "momentum", "adagrad", "adadelta", "rmsprop", "adam", "adamw"]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("variant", [v for v in VARIANTS if v["optimizer"] in IN_TORCH], ids=named)
def test_fifty_steps_are_those_of_torch_optim(variant, dtype):
    """In batches, the last of them smaller, and in the same random order."""
    pytest.importorskip("torch", reason="PyTorch is not installed")
    if variant["optimizer"] == "rmsprop":
        variant = {**variant, "initial_accumulator": 0.0}  # as in PyTorch
    net, training = classifier(), Training(**{"learning_rate": 0.02, "seed": 2, "threads": 1, **variant})
    runner = net.runner(dtype, batch=8, **msgspec.structs.asdict(training))
    twin = twin_of(net, runner, dtype)

    losses = runner.advance(50).rows[:, 0]
    race = twin.train(net.data, training, 8, 50)

    assert_close(losses, race.losses, TOLERANCE[dtype])
    for key, weight in twin.weights().items():
        assert_close(runner.weights()[key], weight, TOLERANCE[dtype], key)


@pytest.mark.parametrize("optimizer", sorted(set(OPTIMIZERS) - set(IN_TORCH)))
def test_the_other_rules_have_no_twin(optimizer):
    pytest.importorskip("torch", reason="PyTorch is not installed")
    net = xor()

    with pytest.raises(UserError, match=optimizer):
        twin_of(net, net.runner()).train(net.data, Training(optimizer=optimizer), 4, 1)


# ---------------------------------------------------------------------- one weight, known answers


def one_weight(start=1.0, target=0.0, **training):
    """(w - target)²/2 for a single weight: its gradient is w - target."""
    net = Net()
    data = net.source([[1.0]], [[target]])
    net.loss(net.dense((data, "x"), units=1, bias=False, name="one"), (data, "y"), "mse", weight=0.5)
    runner = net.runner(np.float64, **training)
    runner.set_weights({"one/W": np.array([[start]])})
    return runner


def after(runner, steps):
    """The weight after so many steps."""
    runner.advance(steps)
    return float(runner.weights()["one/W"][0, 0])


def test_gradient_descent_on_a_parabola():
    assert after(one_weight(1.0, learning_rate=0.1), 10) == pytest.approx(0.9**10, rel=1e-12)


@pytest.mark.parametrize(("start", "expected"), [(1.0, 0.9 - 0.02), (-1.0, -0.9 + 0.02), (0.01, 0.0)])
def test_proximal_gradient_descent_shrinks_after_the_step(start, expected):
    runner = one_weight(start, optimizer="proximal_gradient_descent", learning_rate=0.1, l1_regularization=0.2)

    assert after(runner, 1) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("optimizer", ["proximal_gradient_descent", "proximal_adagrad"])
def test_penalised_rules_find_the_penalised_minimum(optimizer):
    """(w - 1)²/2 + l1 |w| + l2 w²/2 is smallest at (1 - l1) / (1 + l2)."""
    runner = one_weight(0.3, 1.0, optimizer=optimizer, learning_rate=0.3, l1_regularization=0.2, l2_regularization=0.25)

    assert after(runner, 4000) == pytest.approx(0.8 / 1.25, abs=1e-6)


@pytest.mark.parametrize("optimizer", ["adagrad_da", "ftrl"])
def test_a_strong_penalty_keeps_weights_at_exactly_zero(optimizer):
    runner = one_weight(0.0, 0.1, optimizer=optimizer, learning_rate=0.1, l1_regularization=1.0)

    assert after(runner, 5) == 0.0


def test_the_first_step_of_adam_has_the_size_of_the_rate():
    assert after(one_weight(5.0, optimizer="adam", learning_rate=0.1), 1) == pytest.approx(4.9, abs=1e-8)


def test_adagrad_after_two_steps():
    runner = one_weight(1.0, optimizer="adagrad", learning_rate=0.1, initial_accumulator=0.25, epsilon=1e-10)
    first = 1 - 0.1 * 1 / np.sqrt(0.25 + 1)
    second = first - 0.1 * first / np.sqrt(0.25 + 1 + first**2)

    assert after(runner, 2) == pytest.approx(second, rel=1e-9)


# ---------------------------------------------------------------------- penalties, clipping, schedules


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize(
    "settings",
    [{"l1": 0.05}, {"l2": 0.3}, {"clip": 0.01}, {"clip": 1e6}, {"l1": 0.01, "l2": 0.1, "clip": 0.05}],
    ids=str,
)
def test_penalties_and_clipping(settings, threads):
    net = classifier()
    runner = net.runner(np.float64, threads=threads, learning_rate=0.05, **settings)
    reference = ReferenceRunner(runner.program, net.data, runner.memory)

    for number in range(5):
        runner.advance(1)
        reference.train(Step(np.arange(net.rows), number), 0.05, clip=settings.get("clip", 0.0))
    runner.close()

    for p in runner.program.parameters:
        expected = reference.memory[p.value : p.value + p.size].reshape(p.shape)
        assert_close(runner.weights()[p.name], expected, 1e-10, p.name)


def test_penalties_are_part_of_the_loss_and_spare_biases():
    net = classifier()
    plain, penalised = net.runner(np.float64), net.runner(np.float64, l1=0.1, l2=0.2)
    weights = plain.weights()
    matrices = [array for array in weights.values() if array.ndim > 1]
    expected = sum(0.1 * np.abs(w).sum() + 0.1 * (w**2).sum() for w in matrices)

    assert penalised.advance(1).rows[0, 0] - plain.advance(1).rows[0, 0] == pytest.approx(expected, rel=1e-10)
    np.testing.assert_array_equal(plain.gradients_by_name()["hidden/b"], penalised.gradients_by_name()["hidden/b"])


def rates(steps, **training):
    """The learning rate of every step, seen by how far a weight with gradient 1 moves."""
    net = Net()
    data = net.source([[1.0], [1.0]], [[0.0], [0.0]])
    net.loss(net.dense((data, "x"), units=1, bias=False, name="one"), (data, "y"), "mse", weight=0.5)
    runner = net.runner(np.float64, **training)
    moved = []
    for _ in range(steps):
        runner.set_weights({"one/W": np.array([[1.0]])})
        runner.advance(1)
        moved.append(1 - runner.weights()["one/W"][0, 0])
    return np.array(moved)


def test_schedules():
    np.testing.assert_allclose(rates(4, learning_rate=0.1), 0.1)
    drops = rates(7, learning_rate=0.1, schedule="step", period=3, factor=0.5)
    np.testing.assert_allclose(drops, [0.1] * 3 + [0.05] * 3 + [0.025])
    cosine = rates(12, learning_rate=0.1, schedule="cosine", period=10, factor=0.1)
    np.testing.assert_allclose(cosine[[0, 5, 10, 11]], [0.1, 0.055, 0.01, 0.01])
    assert (np.diff(cosine) <= 0).all()


def test_warm_up_rises_from_zero():
    np.testing.assert_allclose(rates(6, learning_rate=0.1, warm_up=4), [0.025, 0.05, 0.075, 0.1, 0.1, 0.1])


# ---------------------------------------------------------------------- beside PyTorch's


def torch_steps(net, runner, steps, make_scheduler=None, clip=0.0, l1=0.0, l2=0.0):
    """The losses and weights of gradient descent at 0.1 in PyTorch, a full batch a step."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    twin = twin_of(net, runner, np.float64)
    tensors = [weight.tensor for weight in twin._weights.values()]
    optimizer = torch.optim.SGD(tensors, lr=0.1)
    scheduler = make_scheduler(torch.optim.lr_scheduler, optimizer) if make_scheduler else None
    columns, losses = twin.columns(net.data), []
    for _ in range(steps):
        optimizer.zero_grad()
        total = twin.run(columns).total
        for tensor in tensors:
            if tensor.dim() > 1:
                total = total + l1 * tensor.abs().sum() + l2 / 2 * tensor.square().sum()
        total.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(tensors, clip)
        optimizer.step()
        if scheduler:
            scheduler.step()
        losses.append(float(total.detach()))
    return losses, twin.weights()


def assert_as_in_torch(net, steps=50, dtype=np.float64, make_scheduler=None, clip=0.0, l1=0.0, l2=0.0, **schedule):
    runner = net.runner(dtype, learning_rate=0.1, clip=clip, l1=l1, l2=l2, **schedule)
    losses, weights = torch_steps(net, runner, steps, make_scheduler, clip, l1, l2)

    assert_close(runner.advance(steps).rows[:, 0], losses, TOLERANCE[dtype])
    for key, weight in weights.items():
        assert_close(runner.weights()[key], weight, TOLERANCE[dtype], key)


@pytest.mark.parametrize("clip", [0.02, 0.3, 100.0])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_clipping_is_that_of_pytorch(dtype, clip):
    assert_as_in_torch(classifier(), dtype=dtype, clip=clip)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_penalties_are_terms_of_the_loss_in_pytorch(dtype):
    assert_as_in_torch(classifier(), dtype=dtype, l1=0.003, l2=0.02, clip=0.4)


def test_steps_are_those_of_pytorch():
    def make(schedulers, optimizer):
        return schedulers.StepLR(optimizer, 8, 0.7)

    assert_as_in_torch(classifier(), make_scheduler=make, schedule="step", period=8, factor=0.7)


@pytest.mark.parametrize("period", [50, 30])
def test_the_cosine_is_that_of_pytorch(period):
    def make(schedulers, optimizer):
        return schedulers.CosineAnnealingLR(optimizer, period, eta_min=0.1 * 0.2)

    assert_as_in_torch(classifier(), min(period, 50), make_scheduler=make, schedule="cosine", period=period, factor=0.2)


def test_warm_up_is_that_of_pytorch():
    def make(schedulers, optimizer):
        return schedulers.LinearLR(optimizer, start_factor=1 / 10, total_iters=9)

    assert_as_in_torch(classifier(), make_scheduler=make, warm_up=10)


def test_without_a_period_the_schedule_follows_the_length_of_training():
    np.testing.assert_allclose(rates(6, learning_rate=0.1, schedule="step", epochs=6), np.repeat([0.1, 0.01, 0.001], 2))
    cosine = rates(4, learning_rate=0.1, schedule="cosine", epochs=4)
    np.testing.assert_allclose(cosine, 0.05 * (1 + np.cos(np.pi * np.arange(4) / 4)))


# ---------------------------------------------------------------------- rules that PyTorch has not: known answers


def gradients_of_parabola(start, target, rate, steps, move):
    """The weights of (w - target)²/2 under ``move(w, g, t)``."""
    w = start
    for t in range(1, steps + 1):
        w = move(w, w - target, t)
    return w


def test_adagrad_da_follows_the_sum_of_gradients():
    """Without penalties w = -rate sum g / sqrt(k + sum g²), whatever it was before."""
    total, squares = 0.0, 0.1

    def move(w, g, t):
        nonlocal total, squares
        total, squares = total + g, squares + g * g
        return -0.5 * total / np.sqrt(squares)

    expected = gradients_of_parabola(1.0, 3.0, 0.5, 25, move)
    runner = one_weight(1.0, 3.0, optimizer="adagrad_da", learning_rate=0.5)

    assert after(runner, 25) == pytest.approx(expected, rel=1e-12)


def test_adagrad_da_with_a_constant_gradient():
    """z = t g and n = k + t g², so w = -rate (|g| - l1) t / (l2 t rate + sqrt(k + t g²)) for every t."""
    net = Net()
    data = net.source([[1.0]], [[1e6]])
    net.loss(net.dense((data, "x"), units=1, bias=False, name="one"), (data, "y"), "mae")
    runner = net.runner(
        np.float64, optimizer="adagrad_da", learning_rate=0.1, l1_regularization=0.25, l2_regularization=0.5
    )
    for t in range(1, 9):
        assert after(runner, 1) == pytest.approx(0.1 * 0.75 * t / (0.5 * t * 0.1 + np.sqrt(0.1 + t)), rel=1e-12)


def test_ftrl_from_zero_without_penalties_is_adagrad():
    """McMahan et al. 2013: with l1 = l2 = 0 both give the same weights, if they start at 0."""
    ftrl = one_weight(0.0, 3.0, optimizer="ftrl", learning_rate=0.5)
    adagrad = one_weight(0.0, 3.0, optimizer="adagrad", learning_rate=0.5, epsilon=1e-30)

    for _ in range(30):
        assert after(ftrl, 1) == pytest.approx(after(adagrad, 1), rel=1e-9)


@pytest.mark.parametrize(("plain", "proximal"), [("sgd", "proximal_gradient_descent"), ("adagrad", "proximal_adagrad")])
def test_proximal_rules_without_penalties_are_the_plain_ones(plain, proximal):
    settings = {"epsilon": 1e-30} if plain == "adagrad" else {}
    one = one_weight(2.0, 3.0, optimizer=plain, learning_rate=0.3, **settings)
    other = one_weight(2.0, 3.0, optimizer=proximal, learning_rate=0.3)

    assert after(one, 20) == pytest.approx(after(other, 20), rel=1e-12)


@pytest.mark.parametrize("optimizer", ["adagrad_da", "ftrl", "proximal_adagrad", "proximal_gradient_descent"])
def test_weights_stay_when_the_rate_has_fallen_to_zero(optimizer):
    runner = one_weight(0.0, 3.0, optimizer=optimizer, learning_rate=0.3, schedule="cosine", steps=10)
    reached = after(runner, 10)

    assert reached != 0
    assert after(runner, 5) == reached


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_nan_is_not_hidden_by_an_update(optimizer):
    runner = one_weight(1.0, 3.0, optimizer=optimizer, l1=0.0)
    for p in runner.program.parameters:
        target = np.zeros(PARAM_WIDTH, np.int64)
        target[[P_VALUE, P_GRADIENT, P_SLOTS, P_ROWS, P_COLUMNS]] = p.value, p.gradient, p.slots, 1, 1
        runner.memory[p.gradient] = np.nan
        env = runner._room.envs[0]
        kernel = ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * 5)(LIBRARY.address(optimizer, np.dtype(np.float64)))
        runner.memory[LEARNING_RATE] = 0.1
        kernel(target.ctypes.data, runner.memory.ctypes.data, env.ctypes.data, 0, 1)

        assert np.isnan(runner.memory[p.value])
