"""Shape arithmetic for tensor blocks: broadcasting as NumPy does it, and the axes of a value.

A value that has a row per example counts the batch as axis 0, as NumPy and TensorFlow do; that axis is never reduced,
moved or broadcast, because every row is worked on by itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from visualnn.blocks.spec import Inputs, Lowering, Param, ShapeError, Value, ValueType
from visualnn.messages import define

RANK = 4
"""Most axes a tensor block handles, the batch not counted."""

AXES = tuple((str(axis), f"axis {axis}") for axis in range(RANK + 1))

define(
    axis_missing="“{block}” works along axis {axis}, but “{source}” gives {shape}, which has only axes {axes}.",
    axis_batch=(
        "“{block}” works along axis 0, but axis 0 of “{source}” is the batch, whose rows are worked on one by one. "
        "Choose another axis."
    ),
    broadcast_shapes=(
        "“{block}” cannot join {a_shape} from “{a}” and {b_shape} from “{b}”: from the right, extents must be equal, "
        "or one of them 1. Change one of the two."
    ),
    too_many_axes="“{block}” handles up to {most} axes, but “{source}” gives {shape}.",
    needs_real="“{block}” needs numbers, but “{source}” gives class numbers ({shape}).",
)


def numbers(inputs: Inputs, port: str) -> ValueType:
    """The type at a port, checked to be numbers of at most ``RANK`` axes."""
    arriving = inputs.types[port]
    where = {"block": inputs.block.name, "source": inputs.sources[port], "shape": str(arriving)}
    if arriving.kind == "index":
        raise ShapeError("needs_real", **where)
    if len(arriving.shape) > RANK:
        raise ShapeError("too_many_axes", most=RANK, **where)
    return arriving


def axis_of(inputs: Inputs, axis: int) -> int:
    """The position in the shape at port ``in`` that an axis, as the user counts, stands for."""
    arriving = inputs.types["in"]
    first = 0 if arriving.static else 1
    where = {"block": inputs.block.name, "source": inputs.sources["in"], "axis": axis}
    if axis < first:
        raise ShapeError("axis_batch", **where)
    if axis - first >= len(arriving.shape):
        axes = ", ".join(str(number) for number in range(first, first + len(arriving.shape))) or "none"
        raise ShapeError("axis_missing", shape=str(arriving), axes=axes, **where)
    return axis - first


def broadcast(inputs: Inputs, a: str, b: str) -> ValueType:
    """The type of what two ports give when joined number by number."""
    left, right = numbers(inputs, a), numbers(inputs, b)
    rank = max(len(left.shape), len(right.shape))
    shape = []
    for x, y in zip(_padded(left.shape, rank), _padded(right.shape, rank), strict=True):
        if x != y and 1 not in (x, y):
            raise ShapeError(
                "broadcast_shapes",
                block=inputs.block.name,
                a=inputs.sources[a],
                a_shape=str(left),
                b=inputs.sources[b],
                b_shape=str(right),
            )
        shape.append(max(x, y))
    return ValueType(tuple(shape), static=left.static and right.static)


def broadcast_to(build: Lowering, value: Value, shape: tuple[int, ...]) -> Value:
    """A value repeated along the axes in which it has an extent of 1, or none."""
    kind = build.type_of(value)
    if kind.shape == shape:
        return value
    padded = _padded(kind.shape, len(shape))
    strides = [0 if extent == 1 else step for extent, step in zip(padded, _strides(padded), strict=True)]
    return moved(build, value, shape, strides)


def moved(build: Lowering, value: Value, shape: tuple[int, ...], strides: Sequence[int]) -> Value:
    """The value read with other strides: ``y[i] = x[sum of i * stride]``."""
    missing = RANK - len(shape)
    geometry = [*([1] * missing), *shape, *([0] * missing), *strides]
    return build.op("strided", [value], ValueType(shape), geometry=geometry)


def reshaped(build: Lowering, value: Value, shape: tuple[int, ...]) -> Value:
    """The value under another shape of as many numbers."""
    if build.type_of(value).static:
        return moved(build, value, shape, _strides(shape))
    return build.reshaped(value, shape)


def transposed(build: Lowering, value: Value) -> Value:
    """The value with its last two axes exchanged."""
    shape = build.type_of(value).shape
    strides = list(_strides(shape))
    strides[-2:] = strides[:-3:-1]
    return moved(build, value, (*shape[:-2], shape[-1], shape[-2]), strides)


def around(shape: tuple[int, ...], axis: int | None) -> tuple[int, int, int]:
    """How many numbers come before, along and after an axis (None: all axes as one)."""
    if axis is None:
        return 1, math.prod(shape), 1
    return math.prod(shape[:axis]), shape[axis], math.prod(shape[axis + 1 :])


def without(shape: tuple[int, ...], axis: int | None) -> tuple[int, ...]:
    """The shape that is left when an axis (None: all) is reduced."""
    return () if axis is None else (*shape[:axis], *shape[axis + 1 :])


def axis_param(help: str, *, all_axes: bool) -> Param:
    """The setting that chooses an axis."""
    choices = ((("all", "all axes"),) if all_axes else ()) + AXES
    return Param("axis", "Axis", "choice", choices[0][0], choices=choices, help=help)


def chosen_axis(inputs: Inputs) -> int | None:
    """The position in the shape of the axis that the setting chooses; None: all."""
    axis = inputs.params["axis"]
    return None if axis == "all" else axis_of(inputs, int(axis))


def _padded(shape: tuple[int, ...], rank: int) -> tuple[int, ...]:
    return (1,) * (rank - len(shape)) + shape


def _strides(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))
