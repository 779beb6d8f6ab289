"""How well a text answers what a person typed, forgiving letters left out. Knows no Qt."""

from __future__ import annotations

_RUN, _WORD, _START, _GAP = 8.0, 10.0, 6.0, 0.2


def score(query: str, text: str) -> float | None:
    """How well ``text`` answers ``query``, more is better; None when some letters of a word are not there in order.

    Every word of the query is looked for by itself: letters that follow each other, or begin a word of the text, count
    more, and letters skipped in between count against.

    >>> score("exw", "Export Weights") > score("exw", "Next window")
    True
    """
    lowered = text.casefold()
    total = -_GAP * len(text) / 10
    for word in query.casefold().split():
        best = max((_from(word, lowered, place) for place in _places(word[0], lowered)), default=None)
        if best is None or best == float("-inf"):
            return None
        total += best
    return total


def _places(letter: str, text: str) -> list[int]:
    return [place for place, other in enumerate(text) if other == letter]


def _from(word: str, text: str, start: int) -> float:
    """The score of a word whose first letter is taken at a place; minus infinity when the rest does not follow."""
    total = _START if start == 0 else 0.0
    previous = start - 1
    place = start
    for letter in word:
        place = _next(letter, text, previous + 1)
        if place < 0:
            return float("-inf")
        begins = place == 0 or not text[place - 1].isalnum()
        total += 1.0 + (_WORD if begins else 0.0) + (_RUN if place == previous + 1 and place > start else 0.0)
        total -= _GAP * (place - previous - 1)
        previous = place
    return total


def _next(letter: str, text: str, start: int) -> int:
    """The next place of a letter: where it follows at once or begins a word soon, else anywhere."""
    if text[start : start + 1] == letter:
        return start
    begins = text.find(f" {letter}", start)
    return begins + 1 if begins >= 0 else text.find(letter, start)
