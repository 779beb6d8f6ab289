"""Settings that several blocks share, and the check of any setting against its declaration."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

from visualnn.blocks.spec import INITIALISERS, BlockSpec, Param
from visualnn.graph.model import Block
from visualnn.messages import Message, define

define(
    setting_unknown="Block “{block}” has a setting “{key}” that a {kind} block does not know; it knows: {known}.",
    setting_type="Block “{block}”: {key} is {found}, but must be {expected}.",
    setting_range="Block “{block}”: {key} is {found}, but must be between {minimum} and {maximum}.",
    setting_choice="Block “{block}”: {key} is “{found}”, but must be one of: {expected}.",
)

INITIALISER = Param(
    "initialiser",
    "Initialiser",
    "choice",
    "xavier_uniform",
    choices=INITIALISERS,
    help="Where the weights start. Xavier (Glorot & Bengio 2010) keeps the size of signals from layer to layer; He "
    "(2015) does so for ReLU, LeCun (1998) for SELU. Orthogonal and identity keep signals through the many steps of a "
    "recurrent layer.",
)
STDDEV = Param(
    "stddev",
    "Standard deviation",
    "float",
    1.0,
    minimum=0.0,
    maximum=100.0,
    help="The spread of the normal initialisers; the truncated one draws again beyond twice this.",
    only={"initialiser": ("normal", "truncated_normal"), "bias_initialiser": ("normal",)},
)
MEAN = Param(
    "mean",
    "Mean",
    "float",
    0.0,
    minimum=-1e6,
    maximum=1e6,
    help="The centre of the normal initialisers, and the number of the constant one.",
    only={"initialiser": ("normal", "truncated_normal", "constant")},
)
LOWEST = Param(
    "lowest",
    "Lowest",
    "float",
    -1.0,
    minimum=-1e6,
    maximum=1e6,
    help="Where the uniform initialiser begins.",
    only={"initialiser": ("uniform",)},
)
HIGHEST = Param(
    "highest",
    "Highest",
    "float",
    1.0,
    minimum=-1e6,
    maximum=1e6,
    help="Where the uniform initialiser ends.",
    only={"initialiser": ("uniform",)},
)
WEIGHTS = (INITIALISER, MEAN, STDDEV, LOWEST, HIGHEST)
"""Where a block's weights start: all settings that :func:`start` reads."""


def start(params: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of ``Lowering.parameter`` that say where weights start, from the settings :data:`WEIGHTS`."""
    return {
        "initialiser": params["initialiser"],
        "stddev": params["stddev"],
        "mean": params["mean"],
        "limits": (params["lowest"], params["highest"]),
    }


_EXPECTED = {"int": "a whole number", "float": "a number", "bool": "true or false"} | dict.fromkeys(
    ("table", "columns"), "a table"
)
_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "table": (dict,),
    "columns": (dict,),
}


def _is_finite(value: float) -> bool:
    """Whether it is a number that a float can hold."""
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def check_setting(block: Block, param: Param, value: Any) -> Message | None:
    """What is wrong with the value of one setting, or None."""
    found = repr(value)[:60]
    if not isinstance(value, _TYPES.get(param.kind, (str,))) or (isinstance(value, bool) and param.kind != "bool"):
        expected = _EXPECTED.get(param.kind, "a text")
        return Message("setting_type", {"block": block.name, "key": param.name, "found": found, "expected": expected})
    if param.kind == "choice" and value not in (known := [choice for choice, _ in param.choices]):
        arguments = {"block": block.name, "key": param.name, "found": value, "expected": ", ".join(known)}
        return Message("setting_choice", arguments)
    if param.kind in ("int", "float"):
        low = -math.inf if param.minimum is None else param.minimum
        high = math.inf if param.maximum is None else param.maximum
        if not (_is_finite(number := cast(float, value)) and low <= number <= high):
            arguments = {"block": block.name, "key": param.name, "found": found, "minimum": low, "maximum": high}
            return Message("setting_range", arguments)
    return None


def check_settings(block: Block, spec: BlockSpec) -> Message | None:
    """The first thing wrong with a block's settings: an unknown key, a wrong type, a value out of range; or None."""
    params = {param.name: param for param in spec.params}
    for key, value in block.params.items():
        if key not in params:
            arguments = {"block": block.name, "key": key, "kind": block.kind, "known": ", ".join(params) or "none"}
            return Message("setting_unknown", arguments)
        if problem := check_setting(block, params[key], value):
            return problem
    return None
