"""Finding a block kind by what a person types."""

from __future__ import annotations

from collections.abc import Iterable

from visualnn.app.text import spec_text
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import BlockSpec


def matching(query: str, kinds: Iterable[str] | None = None) -> list[str]:
    """Kinds that match a query, best first; all of them, in the palette's order, for an empty one.

    A label that starts with the query comes before one that holds it, then come category, choices such as "ReLU" and
    help. English names are found in every language.
    """
    words = query.casefold().split()
    ranked = [(_rank(SPECS[kind], words), kind) for kind in (SPECS if kinds is None else kinds)]
    return [kind for rank, kind in sorted(ranked, key=lambda entry: entry[0] or 0) if rank is not None]


def _rank(spec: BlockSpec, words: list[str]) -> int | None:
    """The worst rank of any word, 0 being best; None when one is not found at all."""
    labels = [spec.label, spec_text(spec.label), spec.kind]
    details = [spec.category, spec_text(spec.category), *(label for p in spec.params for _, label in p.choices)]
    places = [
        [start for text in labels for start in text.casefold().split()],
        [text.casefold() for text in labels],
        [text.casefold() for text in details],
        [spec.help.casefold(), spec_text(spec.help).casefold()],
    ]
    worst = 0
    for word in words:
        hits = [text.startswith(word) for text in places[0]], *([word in text for text in rest] for rest in places[1:])
        rank = next((number for number, hit in enumerate(hits) if any(hit)), None)
        if rank is None:
            return None
        worst = max(worst, rank)
    return worst
