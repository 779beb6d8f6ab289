"""Matrix products of our own, for processors on which they beat OpenBLAS.

OpenBLAS knows processors by name, and takes AVX2 kernels for those with AVX-512 that are newer than itself. It also
copies both matrices before every product, which costs as much as the product itself where one of them has few rows, as
batches and steps of sequences have. Here nothing is copied: a tile of the result stays in registers while the inner
dimension runs by. Measured on a Zen 5: up to 265 GFLOP/s a core, where OpenBLAS makes 80 to 120.

The function has the signature of Fortran's ``?gemm``, so that the engine calls either by its address. Each number of
the result is a sum in an order that depends on the inner dimension alone, whichever rows a call is given.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import llvmlite.binding as llvm
import numpy as np
from llvmlite import ir
from numba import cfunc, njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from visualnn.engine.native import at, gemm_address, single_blas

BITS = 512
VECTORS = 2
"""A tile is this many registers wide; with 8 rows its sums take 16 of 32 registers, enough to hide the latency of two
multiplications and additions a cycle."""

INNER = 128
"""So much of the inner dimension is gone through for all tiles before the rest: the rows of the second matrix that are
at work stay in cache."""

INT, SHORT = ir.IntType(64), ir.IntType(32)


class _Vectors:
    """What tiles are written with: vectors of numbers of one type."""

    def __init__(self, context: Any, builder: Any, scalar: Any) -> None:
        self.builder = builder
        self.real = context.get_value_type(scalar)
        self.bytes = 4 if scalar == types.float32 else 8
        self.lanes = BITS // (8 * self.bytes)
        self.type = ir.VectorType(self.real, self.lanes)
        self.zero = ir.Constant(self.type, [ir.Constant(self.real, 0.0)] * self.lanes)
        self.masks = ir.VectorType(ir.IntType(1), self.lanes)
        self.suffix = f"v{self.lanes}f{8 * self.bytes}"

    def _function(self, name: str, result: Any, arguments: list[Any], pointers: str = "") -> Any:
        kind = ir.FunctionType(result, arguments)
        return cgutils.get_or_insert_function(self.builder.module, kind, f"llvm.{name}.{self.suffix}{pointers}")

    def _first(self, value: Any, lanes: int) -> Any:
        """A vector with a value in every lane."""
        undefined = ir.Constant(ir.VectorType(value.type, lanes), ir.Undefined)
        one = self.builder.insert_element(undefined, value, ir.Constant(SHORT, 0))
        return self.builder.shuffle_vector(one, undefined, self._indices([0] * lanes))

    def _indices(self, numbers: list[int]) -> Any:
        return ir.Constant(ir.VectorType(SHORT, len(numbers)), [ir.Constant(SHORT, number) for number in numbers])

    def everywhere(self, value: Any) -> Any:
        """A number in every lane."""
        return self._first(value, self.lanes)

    def mask(self, count: Any) -> Any:
        """The first ``count`` lanes."""
        lanes = ir.Constant(ir.VectorType(INT, self.lanes), [ir.Constant(INT, lane) for lane in range(self.lanes)])
        return self.builder.icmp_signed("<", lanes, self._first(count, self.lanes))

    def load(self, pointer: Any, mask: Any = None) -> Any:
        """The numbers at a pointer; 0 in lanes outside the mask, which are not read."""
        place = self.builder.bitcast(pointer, self.type.as_pointer())
        if mask is None:
            return self.builder.load(place, align=self.bytes)
        read = self._function("masked.load", self.type, [place.type, SHORT, self.masks, self.type], ".p0")
        return self.builder.call(read, [place, ir.Constant(SHORT, self.bytes), mask, self.zero])

    def store(self, value: Any, pointer: Any, mask: Any = None) -> None:
        """Write the numbers of the lanes in the mask."""
        place = self.builder.bitcast(pointer, self.type.as_pointer())
        if mask is None:
            self.builder.store(value, place, align=self.bytes)
            return
        write = self._function("masked.store", ir.VoidType(), [self.type, place.type, SHORT, self.masks], ".p0")
        self.builder.call(write, [value, place, ir.Constant(SHORT, self.bytes), mask])

    def fetch(self, pointer: Any) -> None:
        """Ask for the cache line at a pointer, which need not be readable."""
        place = self.builder.bitcast(pointer, ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [place.type, SHORT, SHORT, SHORT])
        prefetch = cgutils.get_or_insert_function(self.builder.module, kind, "llvm.prefetch.p0")
        read, near, data = (ir.Constant(SHORT, number) for number in (0, 3, 1))
        self.builder.call(prefetch, [place, read, near, data])

    def multiply_add(self, a: Any, b: Any, c: Any) -> Any:
        """a b + c."""
        return self.builder.call(self._function("fmuladd", self.type, [self.type] * 3), [a, b, c])

    def transposed(self, vectors: list[Any]) -> list[Any]:
        """As many vectors as there are lanes, as the rows of a square matrix, transposed (Eklundh 1972): the
        off-diagonal quarters are exchanged, then those of each quarter, and so on."""
        distance = self.lanes // 2
        while distance:
            upper = [lane if not lane & distance else self.lanes + lane - distance for lane in range(self.lanes)]
            lower = [lane + distance if not lane & distance else self.lanes + lane for lane in range(self.lanes)]
            turned = list(vectors)
            for row in range(self.lanes):
                if not row & distance:
                    x, y = vectors[row], vectors[row + distance]
                    turned[row] = self.builder.shuffle_vector(x, y, self._indices(upper))
                    turned[row + distance] = self.builder.shuffle_vector(x, y, self._indices(lower))
            vectors, distance = turned, distance // 2
        return vectors


def _loop(builder: Any, count: Any, start: list[Any], step: Any) -> list[Any]:
    """``values = step(values)`` for ``count`` times, at least once."""
    before, body = builder.block, builder.append_basic_block("inner")
    builder.branch(body)
    builder.position_at_end(body)
    number = builder.phi(INT)
    number.add_incoming(ir.Constant(INT, 0), before)
    values = [builder.phi(value.type) for value in start]
    made = step(values)
    after = builder.add(number, ir.Constant(INT, 1))
    number.add_incoming(after, body)
    for phi, first, later in zip(values, start, made, strict=True):
        phi.add_incoming(first, before)
        phi.add_incoming(later, body)
    done = builder.append_basic_block("done")
    builder.cbranch(builder.icmp_signed("<", after, count), body, done)
    builder.position_at_end(done)
    return made


def _tile(rows: int, *, edge: bool = False, ahead: bool = False) -> Any:
    """A tile of ``rows`` times VECTORS registers: C (+)= A B, rows of B and C side by side in memory.

    Number (i, p) of A stands ``i * row + p * column`` further on. At an ``edge``, only the first ``width`` columns are
    there. The first tile of a panel looks ``ahead``: it asks for the next panel of B, whose distance the processor
    would not guess.
    """

    @intrinsic
    def tile(
        typingctx: Any,
        a: Any,
        row: Any,
        column: Any,
        b: Any,
        ldb: Any,
        inner: Any,
        add: Any,
        c: Any,
        ldc: Any,
        width: Any,
    ) -> Any:
        scalar = a.dtype

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            a, row, column, b, ldb, inner, add, c, ldc, width = arguments
            v = _Vectors(context, builder, scalar)
            parts = range(VECTORS)
            begins = [ir.Constant(INT, part * v.lanes) for part in parts]
            masks = [v.mask(builder.sub(width, begin)) for begin in begins] if edge else [None] * VECTORS

            def read(pointer: Any) -> list[Any]:
                return [v.load(builder.gep(pointer, [begins[part]]), masks[part]) for part in parts]

            def step(values: list[Any]) -> list[Any]:
                a, b, *sums = values
                right = read(b)
                if ahead:
                    for part in parts:
                        v.fetch(builder.gep(b, [ir.Constant(INT, (VECTORS + part) * v.lanes)]))
                for i in range(rows):
                    left = v.everywhere(builder.load(builder.gep(a, [builder.mul(row, ir.Constant(INT, i))])))
                    for part in parts:
                        sums[i * VECTORS + part] = v.multiply_add(left, right[part], sums[i * VECTORS + part])
                return [builder.gep(a, [column]), builder.gep(b, [ldb]), *sums]

            _, _, *sums = _loop(builder, inner, [a, b, *[v.zero] * (rows * VECTORS)], step)
            with builder.if_else(builder.icmp_signed("!=", add, ir.Constant(INT, 0))) as branches:
                for adding, branch in zip((True, False), branches, strict=True):
                    with branch:
                        for i in range(rows):
                            place = builder.gep(c, [builder.mul(ldc, ir.Constant(INT, i))])
                            before = read(place) if adding else []
                            for part in parts:
                                total = sums[i * VECTORS + part]
                                total = builder.fadd(before[part], total) if adding else total
                                v.store(total, builder.gep(place, [begins[part]]), masks[part])
            return context.get_dummy_value()

        integers = [types.int64] * 2
        return types.void(a, *integers, b, *integers, types.int64, c, *integers), generate

    return tile


_first_8 = _tile(8, ahead=True)
_tile_8, _tile_4, _tile_2, _tile_1 = (_tile(rows) for rows in (8, 4, 2, 1))
_edge_8, _edge_4, _edge_2, _edge_1 = (_tile(rows, edge=True) for rows in (8, 4, 2, 1))


@intrinsic
def _turn(typingctx: Any, b: Any, ldb: Any, rows: Any, inner: Any, to: Any) -> Any:
    """Write a register's lanes of rows, ``inner`` numbers each, as columns of a panel one tile wide. Where there are
    fewer rows, the last is taken again; the panel is written up to the next multiple of the lanes."""
    scalar = b.dtype

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        b, ldb, rows, inner, to = arguments
        v = _Vectors(context, builder, scalar)
        lanes = [ir.Constant(INT, lane) for lane in range(v.lanes)]
        last = builder.sub(rows, ir.Constant(INT, 1))
        starts = [
            builder.gep(b, [builder.mul(builder.select(builder.icmp_signed("<", lane, rows), lane, last), ldb)])
            for lane in lanes
        ]
        up = ir.Constant(INT, v.lanes - 1)
        steps = builder.sdiv(builder.add(inner, up), ir.Constant(INT, v.lanes))

        def step(values: list[Any]) -> list[Any]:
            (done,) = values
            mask = v.mask(builder.sub(inner, done))
            square = v.transposed([v.load(builder.gep(start, [done]), mask) for start in starts])
            for lane, column in zip(lanes, square, strict=True):
                row = builder.mul(builder.add(done, lane), ir.Constant(INT, VECTORS * v.lanes))
                v.store(column, builder.gep(to, [row]))
            return [builder.add(done, ir.Constant(INT, v.lanes))]

        _loop(builder, steps, [ir.Constant(INT, 0)], step)
        return context.get_dummy_value()

    i = types.int64
    return types.void(b, i, i, i, to), generate


@intrinsic
def _room(typingctx: Any, like: Any) -> Any:
    """Room on the stack for a panel one tile wide and INNER long."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        v = _Vectors(context, builder, like.dtype)
        room = cgutils.alloca_once(builder, v.type, size=VECTORS * INNER)
        return builder.bitcast(room, v.real.as_pointer())

    return like(like), generate


@intrinsic
def _lanes(typingctx: Any, pointer: Any) -> Any:
    """How many numbers of a pointer's type a register holds."""
    lanes = BITS // (32 if pointer.dtype == types.float32 else 64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return ir.Constant(INT, lanes)

    return types.int64(pointer), generate


_T = ord("T")


@njit(error_model="numpy")
def _panel(
    m: int,
    a: Any,
    row: int,
    column: int,
    b: Any,
    ldb: int,
    inner: int,
    add: int,
    c: Any,
    ldc: int,
    width: int,
    full: int,
) -> None:
    """C (+)= A B for a panel of B no wider than a tile: ``width`` columns."""
    i = 0
    while i < m:
        left, to, rest = at(a, i * row), at(c, i * ldc), m - i
        if width == full:
            if i == 0 and rest >= 8:
                _first_8(left, row, column, b, ldb, inner, add, to, ldc, width)
            elif rest >= 8:
                _tile_8(left, row, column, b, ldb, inner, add, to, ldc, width)
            elif rest >= 4:
                _tile_4(left, row, column, b, ldb, inner, add, to, ldc, width)
            elif rest >= 2:
                _tile_2(left, row, column, b, ldb, inner, add, to, ldc, width)
            else:
                _tile_1(left, row, column, b, ldb, inner, add, to, ldc, width)
        elif rest >= 8:
            _edge_8(left, row, column, b, ldb, inner, add, to, ldc, width)
        elif rest >= 4:
            _edge_4(left, row, column, b, ldb, inner, add, to, ldc, width)
        elif rest >= 2:
            _edge_2(left, row, column, b, ldb, inner, add, to, ldc, width)
        else:
            _edge_1(left, row, column, b, ldb, inner, add, to, ldc, width)
        i += 8 if rest >= 8 else 4 if rest >= 4 else 2 if rest >= 2 else 1


@njit(error_model="numpy")
def _multiply(
    m: int, n: int, k: int, a: Any, row: int, column: int, b: Any, ldb: int, add: int, c: Any, ldc: int, full: int
) -> None:
    """C (+)= A B."""
    for p in range(0, k, INNER):
        inner = min(INNER, k - p)
        for j in range(0, n, full):
            width = min(full, n - j)
            right, to = at(b, p * ldb + j), at(c, j)
            _panel(m, at(a, p * column), row, column, right, ldb, inner, add or p > 0, to, ldc, width, full)


@njit(error_model="numpy")
def _multiply_transposed(
    m: int, n: int, k: int, a: Any, lda: int, b: Any, ldb: int, add: int, c: Any, ldc: int, full: int
) -> None:
    """C (+)= A B': each panel of B' is turned before it is used."""
    panel, lanes = _room(b), full // VECTORS
    for p in range(0, k, INNER):
        inner = min(INNER, k - p)
        for j in range(0, n, full):
            width = min(full, n - j)
            for part in range(0, width, lanes):
                _turn(at(b, (j + part) * ldb + p), ldb, min(lanes, width - part), inner, at(panel, part))
            _panel(m, at(a, p), lda, 1, panel, full, inner, add or p > 0, at(c, j), ldc, width, full)


def _gemm(
    transpose_b: Any,
    transpose_a: Any,
    columns: Any,
    rows: Any,
    inner: Any,
    alpha: Any,
    b: Any,
    ldb: Any,
    a: Any,
    lda: Any,
    beta: Any,
    c: Any,
    ldc: Any,
) -> None:
    """Fortran's ``?gemm`` for alpha 1 and beta 0 or 1, read as row-major matrices: C = op(A) op(B) + beta C."""
    m, n, k = int(rows[0]), int(columns[0]), int(inner[0])
    left, right, to = int(lda[0]), int(ldb[0]), int(ldc[0])
    add, full = int(beta[0] != 0), VECTORS * _lanes(c)
    turned_a, turned_b = transpose_a[0] == _T, transpose_b[0] == _T
    if k == 0 or (turned_a and turned_b):
        for i in range(m):
            for j in range(n):
                c[i * to + j] = c[i * to + j] if add else beta[0]
                for p in range(k):
                    c[i * to + j] += a[p * left + i] * b[j * right + p]
    elif turned_b:
        _multiply_transposed(m, n, k, a, left, b, right, add, c, to, full)
    elif turned_a:
        _multiply(m, n, k, a, 1, left, b, right, add, c, to, full)
    else:
        _multiply(m, n, k, a, left, 1, b, right, add, c, to, full)


def better() -> bool:
    """Whether this processor has what these products are written for."""
    features = llvm.get_host_cpu_features()
    return bool(features.get("avx512f") and features.get("avx512vl"))


@cache
def address(dtype: np.dtype[Any]) -> int:
    """The address of the products to use here for float32 or float64: these, or OpenBLAS's."""
    if not better():
        return gemm_address(dtype)
    single_blas()
    real = types.float32 if dtype == np.float32 else types.float64
    letter, integer, numbers = types.CPointer(types.uint8), types.CPointer(types.int32), types.CPointer(real)
    signature = types.void(
        letter,
        letter,
        *[integer] * 3,
        numbers,
        numbers,
        integer,
        numbers,
        integer,
        numbers,
        numbers,
        integer,
    )
    compiled = cfunc(signature, cache=True, error_model="numpy")(_gemm)
    _KEPT.append(compiled)
    return int(compiled.address or 0)


_KEPT: list[Any] = []  # what is compiled lives as long as somebody holds it
