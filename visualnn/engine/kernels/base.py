"""How a kernel is declared and compiled, and what kernels are written with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numba import carray, cfunc, njit, types

from visualnn.engine.fields import GEMM
from visualnn.engine.native import at, blas_gemm

Kernel = Callable[[Any, Any, Any, int, int], None]

KERNELS: dict[str, Kernel] = {}
"""Every kernel by name, as plain Python."""

FASTMATH = {"nsz", "arcp", "contract", "afn", "reassoc"}
"""Liberties the compiler may take. Not among them: assuming that there is no NaN and no infinity."""


def kernel(function: Kernel) -> Kernel:
    """Declare a kernel under its own name."""
    KERNELS[function.__name__] = function
    return function


class Library:
    """Compiles kernels at their first use, for float32 or float64; numba keeps the result on disk."""

    def __init__(self, kernels: Mapping[str, Kernel]) -> None:
        self._kernels = kernels
        self._compiled: dict[tuple[str, str], Any] = {}

    def address(self, name: str, dtype: np.dtype[Any]) -> int:
        """The address of a compiled kernel."""
        key = name, dtype.name
        if key not in self._compiled:
            number = types.float32 if dtype == np.float32 else types.float64
            integers = types.CPointer(types.int64)
            signature = types.void(integers, types.CPointer(number), integers, types.int64, types.int64)
            compiler = cfunc(signature, cache=True, fastmath=FASTMATH, error_model="numpy")
            self._compiled[key] = compiler(self._kernels[name])
        return int(self._compiled[key].address)


@njit(inline="always")
def matrix(memory: Any, offset: int, rows: int, columns: int) -> Any:
    """``rows`` x ``columns`` numbers of the memory as an array."""
    return carray(at(memory, offset), (rows, columns))


@njit(inline="always")
def vector(memory: Any, offset: int, size: int) -> Any:
    """``size`` numbers of the memory as an array."""
    return carray(at(memory, offset), (size,))


@njit(inline="always")
def share(total: int, thread: int, threads: int) -> Any:
    """The slice of ``total`` things that is a thread's: its rows of the batch, for one."""
    return total * thread // threads, total * (thread + 1) // threads


ZERO, ONE = np.float32(0), np.float32(1)
"""Written instead of 0 and 1, which would turn float32 arithmetic into float64."""

SMALL = 2048
"""Products of fewer multiplications than this are plain loops: calling BLAS takes longer."""


@njit(fastmath=FASTMATH, error_model="numpy")
def _small_gemm(
    ta: int, tb: int, m: int, n: int, k: int, a: Any, lda: int, b: Any, ldb: int, add: int, c: Any, ldc: int
) -> None:
    for i in range(m):
        if not add:
            for j in range(n):
                c[i * ldc + j] = 0
        for p in range(k):
            factor = a[p * lda + i] if ta else a[i * lda + p]
            if tb:
                for j in range(n):
                    c[i * ldc + j] += factor * b[j * ldb + p]
            else:
                for j in range(n):
                    c[i * ldc + j] += factor * b[p * ldb + j]


@njit(error_model="numpy")
def gemm(
    env: Any,
    memory: Any,
    ta: int,
    tb: int,
    m: int,
    n: int,
    k: int,
    a: int,
    lda: int,
    b: int,
    ldb: int,
    add: int,
    c: int,
    ldc: int,
) -> None:
    """C (m x n) = op(A) op(B), or C += when ``add``; ``ta``/``tb`` transpose; ``a``, ``b``, ``c`` are offsets in memory
    and ``ld?`` the distance from one row to the next as stored."""
    if m * n * k <= SMALL:
        _small_gemm(ta, tb, m, n, k, at(memory, a), lda, at(memory, b), ldb, add, at(memory, c), ldc)
    else:
        beta = memory[0] * 0 + add  # a number of the memory's own type
        blas_gemm(env[GEMM], ta, tb, m, n, k, at(memory, a), lda, at(memory, b), ldb, beta, at(memory, c), ldc)
