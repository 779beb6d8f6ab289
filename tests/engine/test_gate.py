"""A thread waits at a gate that native code opens."""

import threading
import time

from numba import njit

from visualnn.engine.gate import Gate
from visualnn.engine.native import open_gate


@njit(nogil=True)
def open_often(function, gate, times):
    for _ in range(times):
        open_gate(function, gate)


def test_a_gate_is_closed_until_it_is_opened_and_closes_behind_who_passes():
    gate = Gate()
    assert not gate.wait(0.01)
    open_often(Gate.OPEN, gate.address, 1)
    assert gate.wait(0)
    assert not gate.wait(0)


def test_what_was_opened_for_nobody_can_be_forgotten():
    gate = Gate()
    open_often(Gate.OPEN, gate.address, 3)
    gate.close()
    assert not gate.wait(0)


def test_who_waits_leaves_python_to_others():
    gate = Gate()
    open_often(Gate.OPEN, gate.address, 0)  # compiled before it counts
    opener = threading.Timer(0.02, lambda: open_often(Gate.OPEN, gate.address, 1))
    opener.start()
    began = time.monotonic()
    assert gate.wait(20)
    assert time.monotonic() - began < 10
    opener.join()
