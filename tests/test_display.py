"""Whether a window can open is known before Qt is imported, and said in one sentence."""

import importlib.metadata
import os
import shutil
import subprocess
import sys

import pytest

from visualnn import display
from visualnn.messages import UserError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is nothing to check")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """No display, no choice of platform, all system libraries there, a PySide6 that works."""
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(display, "_loads", lambda library: True)
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "6.11.1")


def lack(monkeypatch, *libraries):
    monkeypatch.setattr(display, "_loads", lambda library: library not in libraries)


def answer(monkeypatch, *systems):
    monkeypatch.setattr(display, "_answers", lambda system: system in systems)


def sentence():
    with pytest.raises(UserError) as error:
        display.check_window()
    return str(error.value)


def test_without_a_display_it_tells_what_works():
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in sentence()
    assert "visualnn train, check and screenshot" in sentence()
    display.check_qt()


def test_missing_libraries_come_with_their_packages(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    lack(monkeypatch, "libxcb-cursor.so.0", "libxcb-icccm.so.4")

    assert "“apt-get install libxcb-cursor0 libxcb-icccm4”" in sentence()
    assert "visualnn train or screenshot works without them" in sentence()
    display.check_qt()


def test_libraries_of_qt_itself_are_needed_for_pictures_too(monkeypatch):
    lack(monkeypatch, "libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1")

    with pytest.raises(UserError, match=r"“apt-get install libegl1 libglib2\.0-0”\. visualnn train works"):
        display.check_qt()


def test_a_display_that_does_not_answer(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":83")
    answer(monkeypatch)

    assert "display “:83” does not answer" in sentence()


def test_one_window_system_is_enough(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    lack(monkeypatch, "libxcb-cursor.so.0")
    answer(monkeypatch, "wayland")

    display.check_window()


def test_a_platform_without_a_display_is_left_alone(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    display.check_window()


def test_a_chosen_platform_needs_its_display(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert "no display" in sentence()


def test_qt_that_is_not_installed(monkeypatch):
    def version(name):
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(importlib.metadata, "version", version)
    assert "pip install" in sentence()


def test_the_pyside_that_crashes_is_refused_on_old_pythons(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 13, 0))
    display.check_qt()

    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    assert "PySide6 6.12.0 crashes on Python 3.11; install an older one with “pip install 'PySide6-E" in sentence()


def test_the_real_libraries_are_looked_for(monkeypatch):
    monkeypatch.undo()

    assert not display._loads("libvisualnn-missing.so.1")
    assert display.missing(["qt"]).keys() <= display.LIBRARIES["qt"].keys()


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs the X server Xvfb")
def test_a_real_display_answers(monkeypatch):
    monkeypatch.undo()
    if display.missing(["xcb"]):
        pytest.skip("the X libraries are not installed")
    reader, writer = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL
    ) as server:
        try:
            os.close(writer)
            with os.fdopen(reader) as number:
                monkeypatch.setenv("DISPLAY", f":{number.readline().strip()}")
            assert display._answers("xcb")
        finally:
            server.terminate()
    assert not display._answers("xcb")
