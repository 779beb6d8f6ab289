"""Data blocks for tests, settings filled in from their declarations."""

from __future__ import annotations

from typing import Any

from visualnn.blocks.catalogue import SPECS
from visualnn.data.source import Source
from visualnn.graph.model import Block


def source(kind: str, *, quick: bool = False, **settings: Any) -> Source:
    """What a data block called “mine” hands to its kind of source."""
    return Source("mine", SPECS[kind].settings(Block("1", kind, "mine", params=settings)), quick=quick)
