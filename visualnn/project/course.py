"""The samples as a course: chapters in the order they are taught, as ``samples/course.json`` lists them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from visualnn import paths
from visualnn.project.store import SUFFIX

_FILE = "course.json"


class Lesson(msgspec.Struct, frozen=True):
    """A sample, by its name, what it is called, and what it shows in a line, by language code (``en``, ``ko``)."""

    sample: str
    title: dict[str, str]
    line: dict[str, str] = {}

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


def lessons() -> tuple[Lesson, ...]:
    """All lessons in the order they are taught."""
    return tuple(lesson for chapter in chapters() for lesson in chapter.lessons)


def at(path: Path | None) -> int | None:
    """The number of the lesson that a project's file is, from 0; None for any other file."""
    if path is None or path.parent != paths.samples():
        return None
    return next((number for number, lesson in enumerate(lessons()) if lesson.path == path), None)


def in_language(texts: dict[str, str], language: str) -> str:
    """A text in a language, given by its code; in English where there is none in it, empty where there is none."""
    return texts.get(language) or texts.get("en", "")
