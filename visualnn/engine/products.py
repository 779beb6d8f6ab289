"""The matrix products of a program's step, recorded where BLAS is called and made again without all the rest."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit, types

from visualnn.engine import fields as f
from visualnn.engine import gemm
from visualnn.engine.native import blas_gemm, pointer_to

if TYPE_CHECKING:
    from visualnn.engine.runner import Runner

WIDTH = 12
TRANSPOSE_A, TRANSPOSE_B, ROWS, COLUMNS, INNER, A, LDA, B, LDB, ADD, C, LDC = range(WIDTH)
"""A product as a row of integers, for row-major matrices: C (ROWS x COLUMNS) = op(A) op(B), or C += where ADD is 1;
A, B and C are addresses."""

_FLOAT = ctypes.POINTER(ctypes.c_float)
_INT = ctypes.POINTER(ctypes.c_int)
_GEMM = ctypes.CFUNCTYPE(
    None,
    *[ctypes.c_char_p] * 2,
    *[_INT] * 3,
    _FLOAT,
    ctypes.c_void_p,
    _INT,
    ctypes.c_void_p,
    _INT,
    _FLOAT,
    ctypes.c_void_p,
    _INT,
)
"""Fortran's ``sgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)``."""


class Products:
    """Some products; ``owners`` keeps alive the memory they work in."""

    def __init__(self, table: list[list[int]], owners: Any) -> None:
        self._table = np.array(table, np.int64).reshape(-1, WIDTH)
        self._owners = owners
        self._gemm = gemm.address(np.dtype(np.float32))

    @property
    def flops(self) -> float:
        """Floating-point operations of all of them."""
        return float(2 * self._table[:, [ROWS, COLUMNS, INNER]].prod(axis=1).sum())

    def replay(self, times: int) -> None:
        """Make them all, one after the other, so many times."""
        _replay(self._table, self._gemm, times)


def record(runner: Runner) -> list[Products]:
    """The products of a full step, by thread; products too small for BLAS are not among them.

    Products of neighbouring rows that the engine makes one after the other to stay in cache count as one. The numbers
    in the runner's memory are of no use afterwards.
    """
    tables: list[list[list[int]]] = [[] for _ in range(runner.threads)]

    def listener(table: list[list[int]]) -> Any:
        def heard(
            tb: bytes, ta: bytes, n: Any, m: Any, k: Any, _: Any, b: int, ldb: Any, a: int, lda: Any, beta: Any, *c: Any
        ) -> None:
            # Fortran sees the transposes, so what it calls the first matrix is our second one.
            flags = [int(ta[:1] == b"T"), int(tb[:1] == b"T")]
            table.append([*flags, m[0], n[0], k[0], a, lda[0], b, ldb[0], int(beta[0] != 0), c[0], c[1][0]])

        return _GEMM(heard)

    listeners = [listener(table) for table in tables]
    places = runner._room.envs[:, f.GEMM]
    kept = places.copy()
    places[:] = [ctypes.cast(heard, ctypes.c_void_p).value for heard in listeners]
    try:
        runner.gradients(runner.program.batch)
    finally:
        places[:] = kept
    return [Products(_merged(table), runner) for table in tables]


def _merged(table: list[list[int]]) -> list[list[int]]:
    """Join each product to the one before it where it computes the rows that follow."""
    merged: list[list[int]] = []
    same = (TRANSPOSE_A, TRANSPOSE_B, COLUMNS, INNER, LDA, B, LDB, ADD, LDC)
    for product in table:
        before = merged[-1] if merged else None
        if before is not None and all(before[key] == product[key] for key in same):
            a = before[A] + 4 * before[ROWS] * (1 if before[TRANSPOSE_A] else before[LDA])
            c = before[C] + 4 * before[ROWS] * before[LDC]
            if (product[A], product[C]) == (a, c):
                before[ROWS] += product[ROWS]
                continue
        merged.append(list(product))
    return merged


def square(size: int) -> Products:
    """One product of square matrices."""
    random = np.random.default_rng(0)
    a, b, c = (random.random((size, size), np.float32) for _ in range(3))
    product = [0, 0, size, size, size, a.ctypes.data, size, b.ctypes.data, size, 0, c.ctypes.data, size]
    return Products([product], (a, b, c))


@njit(nogil=True, cache=True)
def _replay(table: Any, address: int, times: int) -> None:
    for _ in range(times):
        for i in range(table.shape[0]):
            p = table[i]
            a, b, c = (
                pointer_to(p[A], types.float32(0)),
                pointer_to(p[B], types.float32(0)),
                pointer_to(p[C], types.float32(0)),
            )
            blas_gemm(
                address,
                p[TRANSPOSE_A],
                p[TRANSPOSE_B],
                p[ROWS],
                p[COLUMNS],
                p[INNER],
                a,
                p[LDA],
                b,
                p[LDB],
                np.float32(p[ADD]),
                c,
                p[LDC],
            )
