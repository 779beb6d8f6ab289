"""Letters that are typed find what is meant."""

from __future__ import annotations

import pytest

from visualnn.app.fuzzy import score


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("exw", "Export Weights", "Next window"),
        ("dup", "Duplicate", "Undo: update"),
        ("zi", "Zoom in", "Resize"),
        ("save", "Save", "Save Picture of the Window"),
        ("weights imp", "Import Weights", "Export Weights"),
    ],
)
def test_what_is_meant_comes_first(query: str, better: str, worse: str) -> None:
    found, other = score(query, better), score(query, worse)
    assert found is not None
    assert other is None or found > other


def test_every_word_must_be_there_in_any_order_and_case() -> None:
    assert score("WEIGHTS exp", "Export Weights") is not None
    assert score("weights train", "Export Weights") is None
    assert score("xe", "Export") is None


def test_an_empty_query_finds_everything() -> None:
    assert score("", "Export") is not None
