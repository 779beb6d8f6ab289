"""A project as a value."""

from __future__ import annotations

import msgspec

from visualnn.graph.model import Graph
from visualnn.graph.training import Training


class Project(msgspec.Struct, frozen=True):
    """All that a ``.vnn`` file holds.

    ``notes`` is the lesson that goes with the project, Markdown by language code (``en``, ``ko``).
    """

    graph: Graph = Graph()
    training: Training = Training()
    title: str = ""
    notes: dict[str, str] = {}
