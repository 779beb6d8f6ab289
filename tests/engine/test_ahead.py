"""Compiling ahead: known from a note, one at a time, ended with its input."""

import subprocess
import sys

import pytest

from visualnn import runtime
from visualnn.engine import ahead
from visualnn.files import lock


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    runtime.cache_folder.cache_clear()
    yield runtime.cache_folder()
    runtime.cache_folder.cache_clear()


@pytest.fixture
def built(monkeypatch):
    """Note what would be compiled in this process and its helpers."""
    built = []

    class Helper:
        def __init__(self, command):
            built.append(tuple(command[-2:]))

        def wait(self):
            return 0

    monkeypatch.setattr(ahead, "_end_with_input", lambda: None)
    monkeypatch.setattr(ahead, "_step_back", lambda: None)
    monkeypatch.setattr(ahead, "_build", lambda share, shares: built.append((share, shares)))
    monkeypatch.setattr(ahead.subprocess, "Popen", Helper)
    return built


def test_what_was_compiled_is_not_compiled_again(cache, built):
    assert not ahead.is_warm()
    ahead.run()
    assert ahead.is_warm()
    shares = built[-1][1]
    assert sorted(int(share) for share, _ in built) == list(range(shares))
    built.clear()
    ahead.run()
    assert built == []


def test_another_machine_or_version_is_not_warm(cache, built, monkeypatch):
    ahead.run()
    monkeypatch.setattr(ahead.platform, "node", lambda: "another")
    assert not ahead.is_warm()


def test_never_two_at_once(cache, built):
    with lock(cache / "ahead.lock"):
        ahead.run()
    assert built == []
    assert not ahead.is_warm()


def test_a_cache_that_does_not_last_is_not_filled(monkeypatch):
    monkeypatch.setattr(ahead, "is_lasting", lambda: False)
    assert ahead.is_warm()


def test_it_ends_with_its_input():
    code = (
        "import time; from visualnn.engine.ahead import _end_with_input; _end_with_input();"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"up\n"
        process.stdin.close()
        assert process.wait(10) == 1
