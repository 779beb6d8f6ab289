"""Our own matrix products against NumPy, for every shape of edge, and what surrounds the matrices left alone."""

import numpy as np
import pytest
from numba import njit

from visualnn.engine import gemm
from visualnn.engine.native import blas_gemm, gemm_address, pointer_to

TOLERANCE = {np.float32: 2e-6, np.float64: 1e-14}


@njit
def product(address, ta, tb, m, n, k, a, lda, b, ldb, beta, c, ldc):
    left, right, to = (
        pointer_to(a.ctypes.data, a[0]),
        pointer_to(b.ctypes.data, b[0]),
        pointer_to(c.ctypes.data, c[0]),
    )
    blas_gemm(address, ta, tb, m, n, k, left, lda, right, ldb, beta, to, ldc)


def multiply(m, n, k, ta, tb, beta, dtype, address=None):
    """Make one product of matrices that are parts of wider ones; returns found, expected and what was around C."""
    random = np.random.default_rng(m + 100 * n + 10_000 * k)
    a = random.normal(size=(k, m + 3) if ta else (m, k + 3)).astype(dtype)
    b = random.normal(size=(n, k + 5) if tb else (k, n + 5)).astype(dtype)
    c = random.normal(size=(m, n + 2)).astype(dtype)
    left, right = a[:, :m].T if ta else a[:, :k], b[:, :k].T if tb else b[:, :n]
    expected = left.astype(float) @ right.astype(float) + (c[:, :n] if beta else 0)
    edge = c[:, n:].copy()
    if not beta:
        c[:, :n] = np.nan  # what is there must not matter
    address = address or gemm.address(np.dtype(dtype))
    flat = a.ravel(), a.shape[1], b.ravel(), b.shape[1], dtype(beta), c.ravel(), c.shape[1]
    product(address, ta, tb, m, n, k, *flat)
    np.testing.assert_array_equal(c[:, n:], edge)
    return c[:, :n], expected


SHAPES = [(m, n, k) for m in (1, 2, 3, 7, 8, 9, 21) for n in (1, 7, 16, 17, 31, 32, 33, 70) for k in (1, 5, 17, 130)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("ta", [0, 1])
@pytest.mark.parametrize("tb", [0, 1])
def test_products_are_those_of_numpy(dtype, ta, tb):
    for m, n, k in SHAPES:
        for beta in (0, 1):
            found, expected = multiply(m, n, k, ta, tb, beta, dtype)
            np.testing.assert_allclose(found, expected, rtol=0, atol=TOLERANCE[dtype] * (k + 10), err_msg=f"{m, n, k}")


def test_no_inner_dimension_is_a_product_of_zeros():
    found, expected = multiply(3, 4, 0, 0, 0, 0, np.float32)

    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(("ta", "tb"), [(0, 0), (1, 0), (0, 1)])
def test_rows_do_not_depend_on_how_they_are_shared_out(ta, tb):
    """A row of the result is the same to the last bit, alone or among others."""
    random = np.random.default_rng(1)
    a, b = random.normal(size=(21, 150)).astype(np.float32), random.normal(size=(150, 40)).astype(np.float32)
    stored_a, stored_b = np.ascontiguousarray(a.T if ta else a), np.ascontiguousarray(b.T if tb else b)
    address = gemm.address(np.dtype(np.float32))
    whole, parts = np.zeros((21, 40), np.float32), np.zeros((21, 40), np.float32)

    def run(first, last, c):
        begin = stored_a.ravel()[first if ta else first * 150 :]
        lda, ldb = stored_a.shape[1], stored_b.shape[1]
        product(
            address,
            ta,
            tb,
            last - first,
            40,
            150,
            begin,
            lda,
            stored_b.ravel(),
            ldb,
            np.float32(0),
            c[first:].ravel(),
            40,
        )

    run(0, 21, whole)
    for first, last in ((0, 1), (1, 11), (11, 21)):
        run(first, last, parts)

    if gemm.better():
        np.testing.assert_array_equal(parts, whole)
    np.testing.assert_allclose(parts, a @ b, atol=1e-4)


def test_not_a_number_stays():
    found, _ = multiply(9, 33, 20, 0, 0, 0, np.float32)
    assert np.isfinite(found).all()
    a = np.full((9, 20), np.nan, np.float32)
    b, c = np.ones((20, 33), np.float32), np.zeros((9, 33), np.float32)

    product(
        gemm.address(np.dtype(np.float32)), 0, 0, 9, 33, 20, a.ravel(), 20, b.ravel(), 33, np.float32(0), c.ravel(), 33
    )

    assert np.isnan(c).all()


def test_processors_without_the_registers_use_openblas(monkeypatch):
    monkeypatch.setattr(gemm, "better", lambda: False)

    assert gemm.address.__wrapped__(np.dtype(np.float64)) == gemm_address(np.dtype(np.float64))
