"""How much memory values take."""

from __future__ import annotations

from visualnn.app.sizes import memory_text, value_bytes
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import ValueType


def test_values_count_with_their_gradients_and_one_hot_rows_as_an_index() -> None:
    types = {
        ("dense", "out"): ValueType((16,)),
        ("text", "x"): ValueType((50, 65), "onehot", 65),
        ("digits", "y"): ValueType((), "index", 10),
        ("constant", "out"): ValueType((4,), static=True),
    }
    checked = Checked(types, (), ())
    assert value_bytes(checked, ["dense"], 100) == 2 * 4 * 16 * 100
    assert value_bytes(checked, ["text"], 10) == 4 * 50 * 10
    assert value_bytes(checked, ["digits"], 10) == 4 * 10
    assert value_bytes(checked, ["constant"], 10) == 2 * 4 * 4
    assert value_bytes(checked, [], 10) == 0


def test_sizes_are_written_for_people() -> None:
    sizes = (812, 36_000, 1_200_000, 3 * 10**9)
    assert [memory_text(size) for size in sizes] == ["812 B", "36.0 kB", "1.2 MB", "3.0 GB"]
