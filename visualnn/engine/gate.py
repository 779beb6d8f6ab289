"""A gate: where a thread sleeps until native code, which does not hold Python's lock, lets it through."""

from __future__ import annotations

import ctypes

_PYTHON = ctypes.pythonapi
_allocate, _free = _PYTHON.PyThread_allocate_lock, _PYTHON.PyThread_free_lock
_allocate.restype, _free.argtypes, _free.restype = ctypes.c_void_p, [ctypes.c_void_p], None
_WAIT = ctypes.cast(_PYTHON.PyThread_acquire_lock_timed, ctypes.c_void_p).value or 0
_wait = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_longlong, ctypes.c_int)(_WAIT)  # without Python's lock


class Gate:
    """A gate, closed at first. It lets one thread through for each time it is opened, and closes behind it.

    Made of a lock of the Python C API, which any thread of any code may open; polling instead would wake a thread
    thousands of times a second, and each time take a processor from one that computes.
    """

    OPEN = ctypes.cast(_PYTHON.PyThread_release_lock, ctypes.c_void_p).value or 0
    """The address of ``void open(gate's address)`` for native code."""

    def __init__(self) -> None:
        self.address: int = _allocate()
        if not self.address:
            raise MemoryError
        self.wait(0)  # locks are made open

    def wait(self, seconds: float) -> bool:
        """Sleep until the gate is opened, but no longer than this; whether it was."""
        return _wait(self.address, round(1e6 * seconds), 0) == 1

    def close(self) -> None:
        """Forget about all times that it was opened and nobody came."""
        while self.wait(0):
            pass

    def __del__(self) -> None:
        _free(self.address)
