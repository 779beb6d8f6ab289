"""The few things numba has no word for: calls through an address, pointer arithmetic, BLAS and a barrier for threads.

Addresses travel as integers, because a function or an address held in a global keeps numba from caching what uses it.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from visualnn import runtime

runtime.prepare()  # before anything is compiled: every file that compiles something imports this one

INT = ir.IntType(64)


@intrinsic
def call_kernel(typingctx: Any, address: Any, op: Any, memory: Any, environment: Any, first: Any, last: Any) -> Any:
    """Call the kernel at an address: ``kernel(op, memory, environment, first, last)``, all integers."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = ir.FunctionType(ir.VoidType(), [INT] * 5)
        function = builder.inttoptr(arguments[0], kind.as_pointer())
        builder.call(function, arguments[1:])
        return context.get_dummy_value()

    return types.void(*[types.int64] * 6), generate


@intrinsic
def at(typingctx: Any, pointer: Any, offset: Any) -> Any:
    """The pointer that many elements further on."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.gep(arguments[0], [arguments[1]])

    return pointer(pointer, types.int64), generate


@intrinsic
def pointer_to(typingctx: Any, address: Any, like: Any) -> Any:
    """An integer address as a pointer to elements of the type of ``like``."""
    element = types.CPointer(like)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], context.get_value_type(element))

    return element(types.int64, like), generate


@intrinsic
def blas_gemm(
    typingctx: Any,
    address: Any,
    transpose_a: Any,
    transpose_b: Any,
    m: Any,
    n: Any,
    k: Any,
    a: Any,
    lda: Any,
    b: Any,
    ldb: Any,
    beta: Any,
    c: Any,
    ldc: Any,
) -> Any:
    """C = op(A) op(B) + beta C for row-major matrices, by the Fortran ``?gemm`` at ``address``.

    op(A) is m x k, op(B) is k x n. Fortran reads a row-major matrix as its transpose, so it is asked for
    C' = op(B)' op(A)'.
    """
    scalar = a.dtype

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        address, transpose_a, transpose_b, m, n, k, a, lda, b, ldb, beta, c, ldc = arguments
        character, integer, real = ir.IntType(8), ir.IntType(32), context.get_value_type(scalar)

        def held(value: Any) -> Any:
            return cgutils.alloca_once_value(builder, value)

        def flag(value: Any) -> Any:
            letters = [ir.Constant(character, ord(letter)) for letter in "TN"]
            return held(builder.select(builder.trunc(value, ir.IntType(1)), *letters))

        def number(value: Any) -> Any:
            return held(builder.trunc(value, integer))

        passed = [
            flag(transpose_b),
            flag(transpose_a),
            number(n),
            number(m),
            number(k),
            held(ir.Constant(real, 1.0)),
            b,
            number(ldb),
            a,
            number(lda),
            held(beta),
            c,
            number(ldc),
        ]
        kind = ir.FunctionType(ir.VoidType(), [value.type for value in passed])
        builder.call(builder.inttoptr(address, kind.as_pointer()), passed)
        return context.get_dummy_value()

    integers = [types.int64] * 6
    signature = types.void(*integers, a, types.int64, b, types.int64, scalar, c, types.int64)
    return signature, generate


@intrinsic
def bare(typingctx: Any, array: Any) -> Any:
    """The same array without its reference count, which whoever calls keeps above zero.

    Handing arrays from function to function counts references up and down; a step of a small network takes less time
    than that.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        view = cgutils.create_struct_proxy(array)(context, builder, value=arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        view.parent = cgutils.get_null_value(view.parent.type)
        return view._getvalue()

    return array(array), generate


def _bits(source: Any, target: Any) -> Any:
    @intrinsic
    def convert(typingctx: Any, value: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], context.get_value_type(target))

        return target(source), generate

    return convert


float_from_bits = _bits(types.int32, types.float32)


@intrinsic
def size_bits(typingctx: Any, x: Any) -> Any:
    """The bits of |x| as an integer of its width; ordered as sizes are, with NaN above all."""
    integer = types.int32 if x == types.float32 else types.int64

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = context.get_value_type(integer)
        return builder.and_(builder.bitcast(arguments[0], kind), ir.Constant(kind, (1 << (kind.width - 1)) - 1))

    return integer(x), generate


@intrinsic
def size_from_bits(typingctx: Any, bits: Any, like: Any) -> Any:
    """The size that :func:`size_bits` came from, a number of the type of ``like``."""
    integer = types.int32 if like == types.float32 else types.int64

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kept = context.cast(builder, arguments[0], bits, integer)  # numba widens integers on the way
        return builder.bitcast(kept, context.get_value_type(like))

    return like(bits, like), generate


@intrinsic
def _atomic_add(typingctx: Any, pointer: Any, value: Any) -> Any:
    """Add to an int64 in memory, in one piece; returns what was there before."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.atomic_rmw("add", arguments[0], arguments[1], "seq_cst")

    return types.int64(types.CPointer(types.int64), types.int64), generate


@intrinsic
def _atomic_swap(typingctx: Any, pointer: Any, value: Any) -> Any:
    """Write an int64 to memory and return what was there before, in one piece."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.atomic_rmw("xchg", arguments[0], arguments[1], "seq_cst")

    return types.int64(types.CPointer(types.int64), types.int64), generate


@intrinsic
def _atomic_load(typingctx: Any, pointer: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load_atomic(arguments[0], "acquire", 8)

    return types.int64(types.CPointer(types.int64)), generate


@intrinsic
def _atomic_store(typingctx: Any, pointer: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store_atomic(arguments[1], arguments[0], "release", 8)
        return context.get_dummy_value()

    return types.void(types.CPointer(types.int64), types.int64), generate


_X86: tuple[str, list[Any]] = ("llvm.x86.sse2.pause", [])
_ARM: tuple[str, list[Any]] = ("llvm.aarch64.hint", [ir.Constant(ir.IntType(32), 1)])
_PAUSE = {"x86_64": _X86, "AMD64": _X86, "aarch64": _ARM, "arm64": _ARM}


@intrinsic
def _relax(typingctx: Any) -> Any:
    """Tell the processor that this is a waiting loop."""
    name, arguments_needed = _PAUSE.get(platform.machine(), ("", []))

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if name:
            kind = ir.FunctionType(ir.VoidType(), [argument.type for argument in arguments_needed])
            builder.call(cgutils.get_or_insert_function(builder.module, kind, name), arguments_needed)
        return context.get_dummy_value()

    return types.void(), generate


_FLUSHING = {"x86_64": 0x8040, "AMD64": 0x8040, "aarch64": 1 << 24, "arm64": 1 << 24}
"""The bits of the word that controls a processor's floating-point numbers by which it takes subnormal ones for 0: FTZ
and DAZ of x86's MXCSR, FZ of ARM's FPCR."""


@intrinsic
def flush_subnormals(typingctx: Any) -> Any:
    """From now on, numbers below 1.2e-38 count as 0 on this thread; returns what :func:`restore_subnormals` takes.

    A processor takes a hundred times as long for them, and a network that has learned its data is full of them: MNIST
    784-256-256-10 with Adam made a quarter of its first steps per second after 70,000 steps.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if platform.machine() not in _FLUSHING:
            return ir.Constant(INT, 0)
        before = _control_word(builder)
        _set_control_word(builder, builder.or_(before, ir.Constant(INT, _FLUSHING[platform.machine()])))
        return before

    return types.int64(), generate


@intrinsic
def restore_subnormals(typingctx: Any, before: Any) -> Any:
    """Treat numbers on this thread as before :func:`flush_subnormals`: the code of others relies on it."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if platform.machine() in _FLUSHING:
            _set_control_word(builder, arguments[0])
        return context.get_dummy_value()

    return types.void(types.int64), generate


_ON_ARM = platform.machine() in ("aarch64", "arm64")
_WORD = ir.IntType(32)  # on x86, where it is read and written by way of memory
_BY_MEMORY = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer()])


def _control_word(builder: Any) -> Any:
    """How the processor treats floating-point numbers on this thread."""
    if _ON_ARM:
        kind = ir.FunctionType(INT, [])
        return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.aarch64.get.fpcr"), [])
    slot = cgutils.alloca_once(builder, _WORD)
    store = cgutils.get_or_insert_function(builder.module, _BY_MEMORY, "llvm.x86.sse.stmxcsr")
    builder.call(store, [builder.bitcast(slot, _BY_MEMORY.args[0])])
    return builder.zext(builder.load(slot), INT)


def _set_control_word(builder: Any, word: Any) -> None:
    if _ON_ARM:
        kind = ir.FunctionType(ir.VoidType(), [INT])
        builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.aarch64.set.fpcr"), [word])
        return
    slot = cgutils.alloca_once_value(builder, builder.trunc(word, _WORD))
    load = cgutils.get_or_insert_function(builder.module, _BY_MEMORY, "llvm.x86.sse.ldmxcsr")
    builder.call(load, [builder.bitcast(slot, _BY_MEMORY.args[0])])


@intrinsic
def _call_with_int(typingctx: Any, address: Any, argument: Any) -> Any:
    """Call ``int function(int)`` at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        integer = ir.IntType(32)
        kind = ir.FunctionType(integer, [integer])
        builder.call(builder.inttoptr(arguments[0], kind.as_pointer()), [builder.trunc(arguments[1], integer)])
        return context.get_dummy_value()

    return types.void(types.int64, types.int64), generate


@intrinsic
def open_gate(typingctx: Any, function: Any, gate: Any) -> Any:
    """Call ``Gate.OPEN`` for the gate at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = ir.FunctionType(ir.VoidType(), [INT])
        builder.call(builder.inttoptr(arguments[0], kind.as_pointer()), [arguments[1]])
        return context.get_dummy_value()

    return types.void(types.int64, types.int64), generate


def sleep_address() -> int:
    """The address of the system's "let others run for so many microseconds"."""
    if sys.platform == "win32":
        function: Any = ctypes.windll.kernel32.SwitchToThread  # takes nothing and ignores what it is given
    else:
        function = ctypes.CDLL(None).usleep
    return ctypes.cast(function, ctypes.c_void_p).value or 0


def single_blas() -> None:
    """Leave BLAS with one thread, NumPy's too: the engine has threads of its own, and two pools would fight for the
    cores. Beside a training a product of a few milliseconds would take some hundred."""
    from threadpoolctl import ThreadpoolController

    ThreadpoolController().select(user_api="blas").limit(limits=1)


def gemm_address(dtype: np.dtype[Any]) -> int:
    """The address of BLAS ``sgemm`` (float32) or ``dgemm`` (float64), as SciPy ships it, made single-threaded."""
    import scipy.linalg.cython_blas
    from numba.extending import get_cython_function_address

    single_blas()
    name = "sgemm" if dtype == np.float32 else "dgemm"
    return int(get_cython_function_address(scipy.linalg.cython_blas.__name__, name))


SPINS = 2000
NAP = 50
"""A waiting thread spins so often, then sleeps for so many microseconds at a time: on an idle core the system can place
the thread that is waited for, if something else (the window) has taken its core. Giving way without sleeping does not
move it."""
PATIENT_SPINS = 20 * SPINS
"""A thread that is ready to return waits for the end of a whole step."""
ARRIVED, GENERATION, ORDERS, AWAKE, OFFER, FINISHED = 0, 8, 16, 24, 32, 40  # in cache lines of their own
COUNTERS = 48
"""Numbers of int64 that threads meet with: for :func:`barrier` and for a thread that steps aside."""

WORK, ASIDE, END = -1, 0, -2
"""Orders to the thread that steps aside: it is one of the team; wait; the call is over."""


@njit(nogil=True)
def barrier(counters: Any, threads: int, sleep: int) -> None:
    """Wait until all threads are here; what each wrote before is then seen by all.

    ``counters`` is an int64 array of ``COUNTERS``, all zero at first; ``sleep`` is :func:`sleep_address`.
    """
    if threads == 1:
        return
    arrived = pointer_to(counters.ctypes.data + 8 * ARRIVED, types.int64(0))
    generation = pointer_to(counters.ctypes.data + 8 * GENERATION, types.int64(0))
    now = _atomic_load(generation)
    if _atomic_add(arrived, 1) == threads - 1:
        _atomic_store(arrived, 0)
        _atomic_store(generation, now + 1)
        return
    spins = 0
    while _atomic_load(generation) == now:
        _relax()
        spins += 1
        if spins >= SPINS:
            _call_with_int(sleep, NAP)


@njit(nogil=True)
def order(counters: Any, what: int) -> None:
    """Give the thread that steps aside an order; what was written before is seen by it."""
    if what == ASIDE:
        _atomic_store(pointer_to(counters.ctypes.data + 8 * AWAKE, types.int64(0)), 0)
    _atomic_store(pointer_to(counters.ctypes.data + 8 * ORDERS, types.int64(0)), what)


@njit(nogil=True)
def awake(counters: Any) -> bool:
    """Whether the thread that stepped aside is ready to return."""
    return _atomic_load(pointer_to(counters.ctypes.data + 8 * AWAKE, types.int64(0))) == 1


@njit(nogil=True)
def offer(counters: Any, what: int) -> None:
    """Leave something (above 0) to be done by whoever takes it first; what was written before is seen by them."""
    _atomic_store(pointer_to(counters.ctypes.data + 8 * OFFER, types.int64(0)), what)


@njit(nogil=True)
def take(counters: Any) -> int:
    """What was offered, which the caller then has to do; 0 when there is nothing, or another took it."""
    return _atomic_swap(pointer_to(counters.ctypes.data + 8 * OFFER, types.int64(0)), 0)


@njit(nogil=True)
def finish(counters: Any) -> None:
    """What was taken is done; what was written meanwhile is seen by who offered it."""
    _atomic_store(pointer_to(counters.ctypes.data + 8 * FINISHED, types.int64(0)), 1)


@njit(nogil=True)
def wait_finished(counters: Any, sleep: int) -> None:
    """Wait until what another took is done."""
    finished = pointer_to(counters.ctypes.data + 8 * FINISHED, types.int64(0))
    spins = 0
    while _atomic_load(finished) == 0:
        _relax()
        spins += 1
        if spins >= SPINS:
            _call_with_int(sleep, NAP)
    _atomic_store(finished, 0)


@njit(nogil=True)
def wait_aside(counters: Any, wanted: int, sleep: int) -> int:
    """Wait for an order (``WORK`` or ``END``) or for something that is offered, and take it: returns which.

    Asleep as long as the int64 at the address ``wanted`` is not 0; then awake, for a while, to be found ready. Nobody
    wakes it: who does not want it any more has a few things left to do before it leaves the processor.
    """
    orders = pointer_to(counters.ctypes.data + 8 * ORDERS, types.int64(0))
    ready = pointer_to(counters.ctypes.data + 8 * AWAKE, types.int64(0))
    aside = pointer_to(wanted, types.int64(0))
    offered = pointer_to(counters.ctypes.data + 8 * OFFER, types.int64(0))
    spins = 0
    while True:
        ordered = _atomic_load(orders)
        if ordered != ASIDE:
            return ordered
        if _atomic_load(aside) == 0:
            if _atomic_load(offered) != 0:
                taken = take(counters)
                if taken != 0:
                    return taken
            _atomic_store(ready, 1)
            _relax()
            spins += 1
        if _atomic_load(aside) != 0 or spins >= PATIENT_SPINS:
            _call_with_int(sleep, NAP)
