"""Every sample opens without a word of complaint, has a lesson in two languages, and is laid out to be read."""

import itertools
import re

import pytest

from visualnn.app.canvas.geometry import layout
from visualnn.blocks.check import check
from visualnn.data.catalogue import describe_all
from visualnn.project import store

PARTS = {"en": ("Look at", "Try", "Expect", "Question"), "ko": ("볼 것", "해 볼 것", "기대할 것", "질문")}


@pytest.fixture(params=store.samples(), ids=lambda path: path.stem)
def sample(request):
    return store.load(request.param)


def test_nothing_is_wrong(sample):
    checked = check(sample.graph, *describe_all(sample.graph, base=store.samples()[0].parent))

    assert [problem.message.text for problem in checked.problems] == []


def test_the_lesson_says_what_to_see_in_both_languages(sample):
    assert set(sample.notes) == set(PARTS)
    for language, parts in PARTS.items():
        for part in parts:
            assert f"**{part}**" in sample.notes[language]
    assert re.search("[가-힣]", sample.notes["ko"])


def test_blocks_lie_on_the_grid_beside_each_other_and_lead_to_the_right(sample):
    cards = {b.id: layout(b.kind).card.translated(b.x, b.y) for b in sample.graph.blocks}

    assert all(block.x % 10 == block.y % 10 == 0 for block in sample.graph.blocks)
    assert not any(a.intersects(b) for a, b in itertools.combinations(cards.values(), 2))
    for wire in sample.graph.wires:
        start, end = cards[wire.source], cards[wire.target]
        assert start.right() < end.left() or start.bottom() < end.top()
