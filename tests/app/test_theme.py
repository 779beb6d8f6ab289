"""The theme follows the user's choice while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

from visualnn.app.colours import DARK, LIGHT
from visualnn.app.theme import colours, theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def _back_to_light():
    yield
    theme().choose("light")


@pytest.mark.parametrize(("mode", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_dresses_the_application_at_once(qtbot, mode, expected):
    with qtbot.waitSignal(theme().changed):
        theme().choose(mode)
    assert colours() == expected
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == expected.window


def test_system_follows_the_desktop(qtbot):
    theme().choose("system")
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert colours() == (DARK if dark else LIGHT)


def test_an_unknown_theme_from_old_settings_counts_as_system():
    theme().choose("solarized")
    assert theme().mode == "system"


@pytest.mark.parametrize(("mode", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_what_cannot_be_used_does_not_wear_the_accent(mode, expected):
    theme().choose(mode)
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight).name().upper() == expected.accent
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight).name().upper() == expected.line


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_outline_of_an_empty_box_is_seen(qtbot, mode):
    theme().choose(mode)
    box = QCheckBox()
    qtbot.addWidget(box)
    picture = box.grab().toImage()
    middle = picture.height() // 2
    assert QColor(colours().border) in [picture.pixelColor(x, middle) for x in range(picture.width())]
