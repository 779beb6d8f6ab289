"""What must be settled before the engine is imported: where compiled kernels are kept, and which BLAS kernels serve.

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


def blas_kernels() -> str:
    """The kernels that OpenBLAS should use here, as a value of ``OPENBLAS_CORETYPE``; empty: those it picks itself.

    OpenBLAS knows processors by name, and takes AVX2 kernels for one with AVX-512 that is newer than itself or AMD's:
    matrix products take 1.8 times as long on a Zen 5 (measured, OpenBLAS 0.3.31).
    """
    import llvmlite.binding as llvm

    features = llvm.get_host_cpu_features()
    wanted = ("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl")
    return "SkylakeX" if all(features.get(feature) for feature in wanted) else ""


def prepare() -> None:
    """Settle all this. Called once, before the first kernel is declared and before SciPy brings its BLAS."""
    import numba

    numba.config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]
    if kernels := blas_kernels():
        os.environ.setdefault("OPENBLAS_CORETYPE", kernels)
