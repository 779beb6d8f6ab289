"""Can a window open here? Found out before Qt is imported, for Qt ends the process where a sentence would help.

Qt loads system libraries that its wheel does not bring along. ``LIBRARIES`` names each with the package of Debian and
Ubuntu that has it (read off the wheel of PySide6-Essentials 6.11 with ``readelf -d``).
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import sys
from collections.abc import Iterable, Mapping

from visualnn.messages import UserError, define

define(
    display_none="There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); start visualnn "
    "in a desktop session, or use what works without one: visualnn train, check and screenshot.",
    display_unreachable="The display “{display}” does not answer, so no window can open; check that it runs and lets "
    "you in, or use what works without one: visualnn train, check and screenshot.",
    display_libraries="Qt lacks system libraries ({libraries}); install them with “apt-get install {packages}”. "
    "{works} works without them.",
    display_no_qt="PySide6 is not installed, which the window needs; install it with “pip install {requirement}”. "
    "visualnn train and check work without it.",
    display_broken_qt="PySide6 6.12.0 crashes on Python {python}; install an older one with “pip install "
    "{requirement}”, or use Python 3.12 or newer. visualnn train and check work without it.",
)

LIBRARIES: Mapping[str, Mapping[str, str]] = {
    "qt": {
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libX11.so.6": "libx11-6",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libfontconfig.so.1": "libfontconfig1",
        "libfreetype.so.6": "libfreetype6",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libzstd.so.1": "libzstd1",
        "libz.so.1": "zlib1g",
    },
    "xcb": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
}
"""Library -> package: what Qt itself loads, and what its two window systems load on top."""

_DISPLAYS = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}


def check_qt() -> None:
    """Can Qt be imported, as ``screenshot`` needs it? UserError with the command that mends it if not."""
    requirement = "'PySide6-Essentials<6.12'" if sys.version_info < (3, 12) else "PySide6-Essentials"
    try:
        version = importlib.metadata.version("PySide6-Essentials")
    except importlib.metadata.PackageNotFoundError:
        raise UserError("display_no_qt", requirement=requirement) from None
    if version == "6.12.0" and sys.version_info < (3, 12):
        python = ".".join(map(str, sys.version_info[:2]))
        raise UserError("display_broken_qt", python=python, requirement=requirement)
    _check_libraries(missing(["qt"]), "visualnn train")


def check_window() -> None:
    """Can a window open? UserError with what to do if not."""
    check_qt()
    systems = _window_systems()
    if systems is None:
        return
    if not systems:
        raise UserError("display_none")
    for system in systems:
        if not missing([system]) and _answers(system):
            return
    _check_libraries(missing(systems[:1]), "visualnn train or screenshot")
    raise UserError("display_unreachable", display=os.environ[_DISPLAYS[systems[0]]])


def missing(groups: Iterable[str]) -> dict[str, str]:
    """The libraries of some groups of ``LIBRARIES`` that cannot be loaded, with their packages; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    return {
        library: package for group in groups for library, package in LIBRARIES[group].items() if not _loads(library)
    }


def packages(libraries: Mapping[str, str]) -> str:
    """The packages of some libraries, each once, as a command names them."""
    return " ".join(dict.fromkeys(libraries.values()))


def _check_libraries(libraries: Mapping[str, str], works: str) -> None:
    if libraries:
        names = ", ".join(libraries)
        raise UserError("display_libraries", libraries=names, packages=packages(libraries), works=works)


def _window_systems() -> list[str] | None:
    """The window systems that Qt may use here, the first it would try first; None where there is nothing to check."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    names = [name.partition(":")[0].partition("-")[0] for name in chosen.split(";")] if chosen else list(_DISPLAYS)
    if not set(names) <= set(_DISPLAYS):
        return None
    return [name for name in names if os.environ.get(_DISPLAYS[name])]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(system: str) -> bool:
    """Whether the display server lets a client in."""
    if system == "wayland":
        wayland = ctypes.CDLL("libwayland-client.so.0")
        wayland.wl_display_connect.restype = ctypes.c_void_p
        connection = ctypes.c_void_p(wayland.wl_display_connect(None))
        if connection:
            wayland.wl_display_disconnect(connection)
        return bool(connection)
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
