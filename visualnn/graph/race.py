"""What a project races: one thing that varies, and the values it takes; an immutable value beside the graph."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Vary = Literal["activation", "initialiser", "optimizer", "learning_rate", "dropout", "depth"]

VARYING: tuple[Vary, ...] = get_args(Vary)


class Race(msgspec.Struct, frozen=True, omit_defaults=True):
    """Variants of one network that are trained side by side.

    vary: what differs from variant to variant; all else, the seed and the data are the same.
    values: a variant each, as a person writes them (``relu``, ``adam 0.01``, ``normal 0.1``, ``0.5``): see
        ``visualnn.blocks.variants``.
    network: the id of a loss block, where the drawing holds several networks: the one it belongs to is raced. Empty, or
        a block that is gone: the first.
    """

    vary: Vary = "optimizer"
    values: tuple[str, ...] = ()
    network: str = ""
