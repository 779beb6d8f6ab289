"""Trained weights as a NumPy ``.npz`` archive: one float32 array per parameter, under ``layer name/W`` and the like.

``numpy.load(path, allow_pickle=False)`` reads it anywhere. Reading never runs code from a file, and nothing is taken
over unless all of it fits.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from visualnn.files import write_atomic
from visualnn.messages import UserError, define

define(
    npz_unreadable="The weights “{path}” cannot be read ({reason}): choose a .npz file exported from visualnn.",
    npz_array="The weights “{path}”: “{key}” holds {found}, but must hold floating-point numbers; pickled objects are "
    "never loaded.",
    npz_missing="The weights “{path}” lack {missing}, which this network has. They hold: {found}.",
    npz_extra="The weights “{path}” hold {extra}, which this network does not have. It has: {expected}.",
    npz_shape="The weights “{path}”: “{key}” is {found}, but this network needs {expected}.",
    npz_not_finite="The weights “{path}”: “{key}” holds NaN or infinity, so they come from a training that failed.",
)

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError)
"""What zipfile and NumPy raise for archives that are damaged, encrypted or packed in an unknown way."""

_HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}


def save_weights(path: Path, weights: Mapping[str, np.ndarray]) -> None:
    """Write weights by ``layer name/parameter``; the file is replaced as a whole or not at all (UserError)."""
    archive = io.BytesIO()
    arrays: dict[str, Any] = {key: np.asarray(value, np.float32) for key, value in weights.items()}
    np.savez(archive, **arrays)
    write_atomic(path, archive.getvalue())


def load_weights(path: Path, expected: Mapping[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """Read weights that fit a network.

    Args:
        path: a ``.npz`` file.
        expected: the shape of every parameter by ``layer name/parameter``.

    Returns:
        Finite float32 arrays under the keys of ``expected``.

    Raises:
        UserError: no such archive, a key too few or too many, a wrong shape or type, numbers that are not finite.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_keys(path, {name.removesuffix(".npy") for name in archive.namelist()}, set(expected))
            return {key: _read(path, archive, key, shape) for key, shape in expected.items()}
    except OSError as error:
        raise UserError("npz_unreadable", path=path, reason=error.strerror or error) from error
    except _DAMAGE as error:
        raise UserError("npz_unreadable", path=path, reason=error) from error


def _check_keys(path: Path, found: set[str], expected: set[str]) -> None:
    if missing := expected - found:
        raise UserError("npz_missing", path=path, missing=_listed(missing), found=_listed(found))
    if extra := found - expected:
        raise UserError("npz_extra", path=path, extra=_listed(extra), expected=_listed(expected))


def _read(path: Path, archive: zipfile.ZipFile, key: str, expected: tuple[int, ...]) -> np.ndarray:
    """One array, after its header was found to be what is expected: only then is memory taken."""
    with archive.open(f"{key}.npy") as stream:
        version = np.lib.format.read_magic(stream)
        read_header = _HEADERS.get(version)
        if read_header is None:
            raise ValueError(f"“{key}” is in the unknown format {version}")
        shape, _, dtype = read_header(stream)
    if dtype.kind != "f":
        raise UserError("npz_array", path=path, key=key, found=dtype)
    if shape != expected:
        raise UserError("npz_shape", path=path, key=key, found=_times(shape), expected=_times(expected))
    with archive.open(f"{key}.npy") as stream, np.errstate(over="ignore"):
        array = np.lib.format.read_array(stream, allow_pickle=False).astype(np.float32)
    if not np.isfinite(array).all():
        raise UserError("npz_not_finite", path=path, key=key)
    return array


def _listed(keys: set[str]) -> str:
    return ", ".join(f"“{key}”" for key in sorted(keys)) or "none"


def _times(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "one number"
