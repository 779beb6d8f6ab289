"""The examples that a loss learns from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from visualnn.data.dataset import Dataset

if TYPE_CHECKING:
    from visualnn.engine.program import Loss, Program


def examples(program: Program, data: Mapping[str, Dataset]) -> dict[str, Dataset | None]:
    """For each loss, by its block's id and in their order: the rows that its prediction is computed from as ``x``, what
    it aims at as ``y``. None where there is no such pair: it reads several data blocks or none, or its target is
    computed.

    Args:
        program: the network.
        data: the data set of each data block, by block id.
    """
    return {loss.block: _of(program, loss, data) for loss in program.losses}


def _of(program: Program, loss: Loss, data: Mapping[str, Dataset]) -> Dataset | None:
    from visualnn.engine.feeding import aim, inputs

    read, target = inputs(program, [loss.prediction]), aim(program, loss)
    if len(read) != 1 or target is None:
        return None
    source, other = data[read[0].block], data[target.block]
    if source is other and target.name == "y":
        return source
    x, y = source.info.types["x"], other.info.types[target.name]
    values = getattr(other, target.name)
    if x.kind != "real" or y.kind == "onehot" or values.dtype == "uint8":  # symbols or pixels, which no view compares
        return None
    scaled = {"x": source.info.scaled.get("x", ()), "y": other.info.scaled.get(target.name, ())}
    info = msgspec.structs.replace(
        source.info, types={"x": x, "y": y}, labels=other.info.labels, columns=(), scaled=scaled
    )
    return Dataset(info, source.x, values)
