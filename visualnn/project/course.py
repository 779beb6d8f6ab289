"""The samples as a course: chapters in the order they are taught, as ``samples/course.json`` lists them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from visualnn import paths
from visualnn.project.store import SUFFIX

_FILE = "course.json"


class Lesson(msgspec.Struct, frozen=True):
    """A sample, by its name, and what it is called by language code (``en``, ``ko``)."""

    sample: str
    title: dict[str, str]

    @property
    def path(self) -> Path:
        """The project's file."""
        return paths.samples() / f"{self.sample}{SUFFIX}"


class Chapter(msgspec.Struct, frozen=True):
    """Lessons that belong together, and what they are called together by language code."""

    title: dict[str, str]
    lessons: tuple[Lesson, ...]


def chapters() -> tuple[Chapter, ...]:
    """The course from its first chapter to its last."""
    return msgspec.json.decode((paths.samples() / _FILE).read_bytes(), type=tuple[Chapter, ...])


def in_language(title: dict[str, str], language: str) -> str:
    """A title in a language, given by its code; in English where there is none in it."""
    return title.get(language) or title["en"]
