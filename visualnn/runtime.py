"""What must be settled before numba is imported: where compiled kernels are kept.

Numba does not notice that a function called from a cached one has changed, and fails at import when its cache folder
cannot be written. So the engine keeps its cache in a folder of its own, named after a digest of the kernel sources, and
falls back to a temporary folder.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

SHARED_SOURCES = (
    "fields.py",
    "native.py",
    "random.py",
    "kernels/base.py",
    "kernels/functions.py",
    "kernels/products.py",
)
"""Engine files, relative to its folder, whose functions kernels in other files call."""


def _digest() -> str:
    """A short digest of everything that compiled code depends on but numba does not check.

    Numba itself sees changes of the file a kernel stands in; kernels of one family call nothing of another's, only what
    stands in these files (a test holds them to it).
    """
    digest = hashlib.sha256()
    for source in SHARED_SOURCES:
        digest.update((Path(__file__).parent / "engine" / source).read_bytes())
    for package in ("numba", "numpy", "scipy"):
        digest.update(importlib.metadata.version(package).encode())
    digest.update(sys.version.encode())
    return digest.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@cache
def cache_folder() -> Path:
    """The folder for compiled kernels; created, writable, its own for each version of the kernels.

    ``NUMBA_CACHE_DIR``, when set, is the folder it is made in.
    """
    base = os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_dir("visualnn")
    folder = Path(base) / f"kernels-{_digest()}"
    if _writable(folder):
        return folder
    return Path(tempfile.mkdtemp(prefix="visualnn-kernels-"))


def is_lasting() -> bool:
    """Whether the cache folder will be there at the next start."""
    return cache_folder().name == f"kernels-{_digest()}"


def prepare() -> None:
    """Point numba at the cache folder. Called once, before the first kernel is declared."""
    import numba

    numba.config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]
