"""How much memory a network takes, as far as its drawing tells."""

from __future__ import annotations

from collections.abc import Iterable

from visualnn.blocks.check import Checked
from visualnn.blocks.spec import ValueType

_NUMBER = 4  # bytes of a float32, and of the index that stands for a one-hot row


def value_bytes(checked: Checked, blocks: Iterable[str], rows: int) -> int:
    """Bytes of the values that leave some blocks for a batch of rows, with a gradient beside each number."""
    wanted = set(blocks)
    return sum(_bytes(type, rows) for (block, _), type in checked.types.items() if block in wanted)


def memory_text(size: int) -> str:
    """A number of bytes for people: 812 B, 36.0 kB, 1.2 MB."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"


def _bytes(type: ValueType, rows: int) -> int:
    count = 1 if type.static else rows
    if type.kind == "real":
        return 2 * _NUMBER * count * type.size
    return _NUMBER * count * max(1, type.size // (type.shape[-1] if type.kind == "onehot" else 1))
