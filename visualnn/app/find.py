"""Finding a block kind by what a person types."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visualnn.app.text import spec_text
from visualnn.blocks.catalogue import SPECS
from visualnn.project import library


def matching(query: str, kinds: Iterable[str] | None = None) -> list[str]:
    """Kinds that match a query, best first; all of them, in the palette's order, for an empty one. Keys of the user's
    own blocks (``project.library``) may be among them.

    A label that starts with the query comes before one that holds it, then come category, choices such as "ReLU" and
    help. English names are found in every language.
    """
    words = query.casefold().split()
    ranked = [(_rank(_texts(kind), words), kind) for kind in (SPECS if kinds is None else kinds)]
    return [kind for rank, kind in sorted(ranked, key=lambda entry: entry[0] or 0) if rank is not None]


def _texts(kind: str) -> tuple[str, str, str]:
    """What a kind is searched by: its names, its details, its help."""
    if library.is_key(kind):
        return library.title(kind).casefold(), "", ""
    spec = SPECS[kind]
    labels = " ".join((spec.label, spec_text(spec.label), spec.kind))
    choices = (label for param in spec.params for _, label in param.choices)
    details = " ".join((spec.category, spec_text(spec.category), *choices))
    return labels.casefold(), details.casefold(), f"{spec.help} {spec_text(spec.help)}".casefold()


def _rank(texts: tuple[str, str, str], words: list[str]) -> int | None:
    """The worst rank of any word, 0 being best; None when one is not found at all."""
    labels, details, help = texts
    worst = 0
    for word in words:
        hits = (_begins(labels, word), word in labels, word in details, _begins(help, word))
        if not any(hits):
            return None
        worst = max(worst, hits.index(True))
    return worst


def _begins(text: str, word: str) -> bool:
    """Whether any word of a text begins with another."""
    return any(part.startswith(word) for part in re.split(r"\W+", text))
