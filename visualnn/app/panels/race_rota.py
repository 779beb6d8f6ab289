"""What is drawn of the variants of a race, a few of them with every picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Source(NamedTuple):
    """What something is made of: other arguments make another thing, another version the same thing with news in it."""

    arguments: tuple[Any, ...]
    version: int


class Rota(Generic[T]):
    """Something that is made for every variant by ``make``, given the arguments of its source."""

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._made: dict[str, tuple[Source, T]] = {}  # what was made longest ago comes first

    def clear(self) -> None:
        """Forget everything."""
        self._made.clear()

    def turn(self, sources: Mapping[str, Source], few: int | None) -> dict[str, T]:
        """What there is for the variants of these sources. It is made where there is none, or another thing; where
        there are news, too, but only for so ``few``, those that waited longest; None: for all."""
        self._made = {value: made for value, made in self._made.items() if value in sources}
        missing, behind = [value for value in sources if value not in self._made], []
        for value, (source, _) in self._made.items():
            if source.arguments != sources[value].arguments:
                missing.append(value)
            elif source != sources[value]:
                behind.append(value)
        for value in missing + behind[:few]:
            self._made.pop(value, None)
            self._made[value] = sources[value], self._make(*sources[value].arguments)
        return {value: self._made[value][1] for value in sources}
