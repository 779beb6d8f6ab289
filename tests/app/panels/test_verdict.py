"""The verdict names the layers, the ratio and what helps."""

from __future__ import annotations

import math

import pytest

from visualnn.app.panels.verdict import is_calm, is_remark, verdict


@pytest.mark.parametrize(
    ("norms", "says"),
    [
        (
            [("layer 1", 2.5e-6), ("layer 8", 0.1)],
            "“layer 1” receives 1/40,000 of the gradient of “layer 8”: vanishing",
        ),
        ([("layer 1", 500.0), ("layer 8", 0.1)], "“layer 1” receives 5,000 times the gradient of “layer 8”: exploding"),
        ([("a", 0.2), ("b", 0.1)], "“a” to “b”: gradients within a factor of 2 of each other, healthy"),
        ([("a", math.nan), ("b", 0.1)], "“a” is not a number"),
        ([("a", 0.1), ("b", math.inf)], "“b” is not a number"),
        ([("a", 0.0), ("b", 0.1)], "No gradient reaches “a”"),
        ([("a", 0.0), ("b", 0.0)], "No gradient reaches any layer"),
        ([("only", 0.25)], "The gradient of “only” is 0.25"),
        ([("a", 1e12), ("b", 3e12)], "Huge gradients in all layers, the largest 3.0e+12 in “b”: exploding"),
        ([("a", 2e3), ("b", 1e6)], "Huge gradients in all layers, the largest 1.0e+06 in “b”"),
        ([("only", 1e6)], "Huge gradients in all layers"),
        (
            [("a", 1e-30), ("b", 3e-30)],
            "Tiny gradients in all layers, the largest 3.0e-30 in “b”: next to nothing is learned",
        ),
        ([("only", 0.0)], "The gradient of “only” is 0: nothing more is learned"),
    ],
)
def test_what_gradients_say(norms, says):
    assert says in verdict(norms).text


def test_only_healthy_gradients_are_calm():
    assert is_calm(verdict([("a", 0.2), ("b", 0.1)]))
    assert not is_remark(verdict([("a", 0.2), ("b", 0.1)]))
    assert is_remark(verdict([("only", 0.0)]))
    assert is_remark(verdict([("only", 0.25)]))
    assert not is_calm(verdict([("a", 1e-9), ("b", 0.1)]))
    assert not is_calm(verdict([("a", 1e12), ("b", 3e12)]))
    assert is_remark(verdict([("a", 1e-30), ("b", 3e-30)])), "as at the end of a training"
