"""Text written by a network that predicts the next symbol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from visualnn.messages import UserError, define

define(
    sample_not_numbers=(
        "The network cannot write: what it predicts are no numbers any more. Reset it, or go back to an earlier step."
    )
)

Array = np.ndarray[Any, Any]


def sample(
    predict: Callable[[Array], Array],
    start: Sequence[int],
    count: int,
    length: int,
    temperature: float = 1.0,
    seed: int = 0,
) -> list[int]:
    """Go on from some symbols, one symbol at a time, each drawn from what the network predicts after all before it.

    The network reads windows of ``length`` steps from a hidden state of zeros, as in training: it sees the last
    ``length`` symbols.

    Args:
        predict: from windows [1, length] of symbol numbers to probabilities [1, length, symbols].
        start: the numbers of at least one symbol.
        count: how many symbols to add.
        length: steps of a window.
        temperature: probabilities are raised to the power of 1 / temperature and normalised: towards 0 the most
            probable symbol is always taken, at 1 what the network predicts is followed, above that it gets wilder.
        seed: the same seed gives the same text as long as the network stays the same.

    Returns:
        The numbers of the added symbols.

    Raises:
        UserError: what the network predicts are not numbers.
    """
    random = np.random.default_rng(seed)
    symbols = list(start)
    for _ in range(count):
        seen = symbols[-length:]
        window = np.zeros((1, length), np.int32)  # what stands behind the text is not seen by the steps before it
        window[0, : len(seen)] = seen
        symbols.append(draw(predict(window)[0, len(seen) - 1], temperature, random))
    return symbols[len(start) :]


def draw(probabilities: Array, temperature: float, random: np.random.Generator) -> int:
    """Draw one symbol from probabilities [symbols] at a temperature (see :func:`sample`).

    Raises:
        UserError: they are not numbers.
    """
    if np.isnan(probabilities).any():
        raise UserError("sample_not_numbers")
    if temperature <= 0:
        return int(probabilities.argmax())
    logits = np.log(np.maximum(probabilities.astype(np.float64), 1e-30)) / temperature
    shares = np.exp(logits - logits.max())
    return int(random.choice(len(shares), p=shares / shares.sum()))
