"""Which block comes next when the selection is moved by keys. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from visualnn.graph.model import Graph

Direction = Literal["left", "right", "up", "down"]

_AHEAD: dict[Direction, tuple[int, int]] = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_ASIDE = 2.0  # how much more it counts to lie off the course than further ahead


def neighbour(places: Mapping[str, tuple[float, float]], here: str, direction: Direction) -> str | None:
    """The nearest block in a direction, of those that lie rather that way than another; None at the edge.

    ``places`` holds the centres of all blocks by id.
    """
    x, y = places[here]
    across, down = _AHEAD[direction]
    best: tuple[float, str] | None = None
    for block_id, (other_x, other_y) in places.items():
        dx, dy = other_x - x, other_y - y
        ahead, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
        if block_id != here and ahead > 0 and aside <= 2 * ahead:
            best = min(best or (float("inf"), ""), (ahead + _ASIDE * aside, block_id))
    return best[1] if best else None


def following(graph: Graph, order: tuple[str, ...], here: str | None, step: int) -> str | None:
    """The block ``step`` places after another in the order of the computation, round and round; None without blocks.

    Blocks that the order leaves out (those on a circle) come last.
    """
    ordered = set(order)
    ids = [*order, *(block.id for block in graph.blocks if block.id not in ordered)]
    if not ids:
        return None
    if here is None or here not in ids:
        return ids[0 if step > 0 else -1]
    return ids[(ids.index(here) + step) % len(ids)]
