"""Fetching MNIST and Fashion-MNIST, when someone asks for it and never otherwise.

The files, their sizes and checksums, and the places that offer them are written down in ``resources/mirrors.json``. A
place that does not answer, or gives something else, is followed by the next. What has arrived when a download breaks
off stays beside its goal and is gone on with the next time; a file is in its place only when it is whole and right.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import platformdirs

from visualnn.messages import UserError, define
from visualnn.paths import resources

if TYPE_CHECKING:
    import requests

define(
    fetch_unknown="There is no “{name}” to fetch; there are: {known}.",
    fetch_failed="{title} could not be fetched ({reasons}). Check the network and try again: what has arrived is kept. "
    "Without a network, get {files} in another way and choose their folder in a block “Image files”, or use the block "
    "“Digits”, which comes with the program.",
    fetch_cancelled="Fetching {title} was stopped; the next time goes on from there.",
    fetch_in_the_way="“{path}” is another file than the one of {title}, and is left alone: move it away, or choose "
    "another folder.",
    fetch_unwritable="{title} cannot be stored in “{folder}” ({reason}): choose another folder, or free some room.",
)

Report = Callable[[int, int], None]
"""Told how many bytes have arrived, and how many there are in all."""

TIMEOUT_SECONDS = (5.0, 20.0)
"""How long to wait for a connection, and for each piece of an answer."""

_PIECE = 1 << 16


class Remote(msgspec.Struct, frozen=True):
    """A file as it must be when it has arrived."""

    name: str
    bytes: int
    sha256: str


class Collection(msgspec.Struct, frozen=True):
    """Files that belong together, and the addresses (ending in a slash) under which all of them are found."""

    title: str
    mirrors: tuple[str, ...]
    files: tuple[Remote, ...]

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(file.bytes for file in self.files)


class _Stopped(Exception):
    """The user does not want to wait any longer."""


def collections() -> dict[str, Collection]:
    """What can be fetched, by name."""
    return msgspec.json.decode((resources() / "mirrors.json").read_bytes(), type=dict[str, Collection])


def default_folder(name: str) -> Path:
    """Where a collection is put unless said otherwise."""
    return platformdirs.user_data_path("visualnn", appauthor=False) / name


def fetch(
    name: str,
    folder: Path | None = None,
    *,
    report: Report | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Path:
    """Fetch a collection; files that are there already are not fetched again. May be called from any thread.

    Args:
        name: a key of :func:`collections`: ``mnist``, ``fashion-mnist``.
        folder: where to; by default the user's folder for data.
        report: told about progress, several times a second.
        stopped: asked as often whether to give up.

    Returns:
        The folder that now holds the files, to be chosen in a block of image files.

    Raises:
        UserError: no place gave the files (offers what to do instead), ``stopped`` said so (``fetch_cancelled``), the
            folder cannot be written, or holds other files under these names.
    """
    known = collections()
    if name not in known:
        raise UserError("fetch_unknown", name=name, known=", ".join(known))
    collection = known[name]
    folder = folder or default_folder(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = 0
        for file in collection.files:
            _fetch_file(collection, file, folder, _Meter(before, collection.size, report, stopped))
            before += file.bytes
    except _Stopped as error:
        raise UserError("fetch_cancelled", title=collection.title) from error
    except OSError as error:
        reason = error.strerror or error
        raise UserError("fetch_unwritable", title=collection.title, folder=folder, reason=reason) from error
    return folder


class _Meter:
    """Tells how far a file has come as a part of all, and whether to stop."""

    def __init__(self, before: int, size: int, report: Report | None, stopped: Callable[[], bool] | None) -> None:
        self._before, self._size = before, size
        self._report, self._stopped = report, stopped

    def __call__(self, arrived: int) -> None:
        if self._report:
            self._report(self._before + arrived, self._size)
        if self._stopped and self._stopped():
            raise _Stopped


def _fetch_file(collection: Collection, file: Remote, folder: Path, meter: _Meter) -> None:
    """Have a file in the folder, from the first place that gives it."""
    import pooch
    import requests

    goal = folder / file.name
    checksum = f"sha256:{file.sha256}"
    if goal.exists() and pooch.file_hash(str(goal)) != file.sha256:
        raise UserError("fetch_in_the_way", path=goal, title=collection.title)
    pooch.get_logger().setLevel("ERROR")
    reasons = []
    for mirror in collection.mirrors:
        try:
            pooch.retrieve(mirror + file.name, checksum, file.name, str(folder), downloader=_Download(file, meter))
        except requests.RequestException as error:
            reasons.append(f"{_host(mirror)}: {_reason(error)}")
        except ValueError:  # of pooch: the checksum
            reasons.append(f"{_host(mirror)}: {file.name} is not the file it should be")
        else:
            meter(file.bytes)
            return
    names = ", ".join(each.name for each in collection.files)
    raise UserError("fetch_failed", title=collection.title, reasons="; ".join(reasons), files=names)


class _Download:
    """A downloader for pooch that goes on where the last one broke off and never takes more than was promised."""

    def __init__(self, file: Remote, meter: _Meter) -> None:
        self._file, self._meter = file, meter

    def __call__(self, url: str, output_file: Any, pooch: Any = None, check_only: bool = False) -> bool:
        import requests

        part = Path(output_file).with_name(f".{self._file.name}.part")
        arrived = part.stat().st_size if part.exists() else 0
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={arrived}-"} if arrived else {})
        if arrived < self._file.bytes:
            with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT_SECONDS) as answer:
                if answer.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                    part.unlink(missing_ok=True)
                answer.raise_for_status()
                self._store(answer, part, arrived if answer.status_code == HTTPStatus.PARTIAL_CONTENT else 0)
        part.replace(output_file)
        return True

    def _store(self, answer: requests.Response, part: Path, arrived: int) -> None:
        import requests

        with part.open("ab") as stream:
            stream.truncate(arrived)
            try:
                for piece in answer.iter_content(_PIECE):
                    arrived += len(piece)
                    if arrived > self._file.bytes:
                        break
                    stream.write(piece)
                    self._meter(arrived)
            except requests.RequestException as error:
                raise self._broken(arrived) from error
            if arrived > self._file.bytes:
                stream.truncate(0)
                raise requests.RequestException(f"more than {self._file.bytes:,} bytes for {self._file.name}")
        if arrived < self._file.bytes:
            raise self._broken(arrived)

    def _broken(self, arrived: int) -> requests.RequestException:
        import requests

        return requests.ConnectionError(f"broke off after {arrived:,} of {self._file.bytes:,} bytes")


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0]


def _reason(error: requests.RequestException) -> str:
    """In a few words what went wrong with a request."""
    import requests

    if error.response is not None:
        return f"{error.response.status_code} {error.response.reason}"
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    text = str(error)
    return text if text.startswith(("broke off", "more than")) else "no connection"
