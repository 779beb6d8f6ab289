"""The measurement of speed."""

import sys

import pytest

from visualnn import bench
from visualnn.messages import UserError


def test_both_networks_are_timed():
    xor, mnist = bench.measure(against_torch=False, rounds=1)

    assert (xor.name, xor.steps, mnist.name) == ("xor", 10_001, "mnist")
    assert xor.visualnn > mnist.visualnn > 0
    assert "steps/s" in str(xor)


def test_the_contender_trains_too():
    pytest.importorskip("torch")
    speed = next(bench.measure(against_torch=True, rounds=1))

    assert speed.torch > 0
    assert "times as fast" in str(speed)


def test_without_pytorch_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)

    with pytest.raises(UserError, match=r"pip install torch==2\.13\.0"):
        next(bench.measure(against_torch=True, rounds=1))
