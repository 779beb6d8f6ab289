"""Ports that many blocks share, and what they ask of the values that arrive."""

from __future__ import annotations

from visualnn.blocks.spec import Inputs, Port, ShapeError, ValueType
from visualnn.messages import define

define(
    needs_numbers="“{block}” needs numbers, but “{source}” gives class numbers ({shape}). Use a one-hot output.",
    needs_features="“{block}” needs at least one number a row in a list, but “{source}” gives {shape}.",
    needs_sequence=(
        "“{block}” needs a sequence (steps x features), but “{source}” gives {shape} a row. "
        "Connect a Text block, or another recurrent block that gives its whole sequence."
    ),
    needs_image=(
        "“{block}” needs images (channels x height x width), but “{source}” gives {shape} a row. "
        "Let the data block give images, or put a Reshape block in between."
    ),
)

IN = (Port("in", "in"),)
OUT = (Port("out", "out"),)
DATA = (Port("x", "x", "What the network is given."), Port("y", "y", "What it should answer."))


def features(inputs: Inputs) -> ValueType:
    """The type at port ``in``, checked to be numbers with a last axis of features."""
    arriving = inputs.types["in"]
    where = {"block": inputs.block.name, "source": inputs.sources["in"], "shape": str(arriving)}
    if arriving.kind == "index":
        raise ShapeError("needs_numbers", **where)
    if not arriving.shape:
        raise ShapeError("needs_features", **where)
    return arriving


def sequence(inputs: Inputs) -> ValueType:
    """The type at port ``in``, checked to be a sequence of feature vectors: shape (steps, features)."""
    arriving = features(inputs)
    if len(arriving.shape) != 2:
        raise ShapeError("needs_sequence", block=inputs.block.name, source=inputs.sources["in"], shape=str(arriving))
    return arriving


def image(inputs: Inputs) -> ValueType:
    """The type at port ``in``, checked to be an image: shape (channels, height, width)."""
    arriving = features(inputs)
    if len(arriving.shape) != 3:
        raise ShapeError("needs_image", block=inputs.block.name, source=inputs.sources["in"], shape=str(arriving))
    return arriving
