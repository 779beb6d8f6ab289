"""A file as it was when last looked at, and what was found out about it then."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from visualnn.messages import Message, UserError, define

define(
    data_no_file="“{block}” has no file yet: choose one in the inspector, or give it on the command line with "
    "--data “{block}=FILE”.",
    data_missing="“{block}”: there is no file “{path}”: choose another, or put it there.",
    data_is_folder="“{block}”: “{path}” is a folder: choose a file in it.",
    data_unreadable="The file “{path}” cannot be read ({reason}): check that it is there and that you may read it.",
    data_empty="The file “{path}” is empty: choose another.",
)


class File(NamedTuple):
    """A file and the state it is in: a changed file is another value, so that findings can be kept by it."""

    path: Path
    size: int
    modified: int


def look(block: str, path: Path) -> File:
    """The file as it is now; UserError when it is not there, a folder or empty."""
    with readable(path):
        if path.is_dir():
            raise UserError("data_is_folder", block=block, path=path)
        if not path.is_file():
            raise UserError("data_missing", block=block, path=path)
        facts = path.stat()
    if not facts.st_size:
        raise UserError("data_empty", path=path)
    return File(path, facts.st_size, facts.st_mtime_ns)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn a failure of the system while a file is read into a sentence."""
    try:
        yield
    except OSError as error:
        raise UserError("data_unreadable", path=path, reason=error.strerror or error) from error


_PASSING = {"data_too_large", "data_no_disk", "data_unreadable", "images_listed"}  # though the file stays as it is

_Result = TypeVar("_Result")


class Remembered:
    """A function of hashable arguments whose last results are kept: those that are errors for the user, too.

    What it was asked of two threads at once may be worked out twice. ``known`` tells what was found out before.
    """

    def __init__(self, function: Callable[..., Any], size: int) -> None:
        self._function = function
        self._size = size
        self._kept: OrderedDict[tuple[Any, ...], tuple[Any, Message | None]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *arguments: Any) -> Any:
        with self._lock:
            found = self._kept.get(arguments)
        if found is None:
            try:
                found = self._function(*arguments), None
            except UserError as error:
                if error.message.code in _PASSING:
                    raise
                found = None, error.message
            with self._lock:
                self._kept[arguments] = found
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        result, problem = found
        if problem:
            raise UserError(problem.code, **problem.arguments)
        return result

    def known(self, *arguments: Any) -> bool:
        """Whether the answer is at hand."""
        return arguments in self._kept


def remembered(size: int) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """A decorator: keep the last ``size`` results, see :class:`Remembered`."""
    return lambda function: Remembered(function, size)
