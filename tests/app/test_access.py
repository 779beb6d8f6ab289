"""What those hear who cannot see the window, and what those see who sit far away."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QListView, QWidget

from visualnn.app.panels.chart import Chart
from visualnn.app.panels.panel import on_screen
from visualnn.app.panels.plots import Plot
from visualnn.project import store

INNER = ("qt_spinbox_lineedit", "maxTracesSpin", "downsampleSpin", "gridAlphaSlider")
"""Parts of Qt's and pyqtgraph's own widgets that are never met by themselves."""


def nameless(window):
    """Controls that the Tab key stops at and a screen reader has no name for."""
    found = []
    for widget in window.findChildren(QWidget):
        passive = type(widget) is QWidget or widget.inherits("QScrollArea") or widget.inherits("QTabBar")
        inner = widget.objectName() in INNER or (isinstance(widget, QListView) and _of_combo(widget))
        if passive or inner or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface and not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def _of_combo(widget):
    while widget is not None:
        if isinstance(widget, QComboBox):
            return True
        widget = widget.parent()
    return False


def test_every_control_has_a_name(window, qtbot):
    assert window.filing.open(store.find("xor"))
    qtbot.waitUntil(lambda: window.trainer.state == "ready", timeout=60_000)
    missing = set(nameless(window))
    for block in window.document_.graph.blocks:
        window.canvas.select([block.id])
        missing |= set(nameless(window))
    assert not missing


def test_what_is_drawn_has_a_name_once_it_is_shown(window, qtbot):
    assert window.filing.open(store.find("xor"))
    qtbot.waitUntil(lambda: window.trainer.state == "ready", timeout=60_000)
    window.trainer.step()
    drawn = [one for kind in (Chart, Plot) for one in window.findChildren(kind)]
    for dock in window.docks:
        dock.raise_()
        qtbot.wait(50)
        names = {one.accessibleName() for one in drawn if on_screen(one)}
        assert all(any(map(str.isalpha, name)) for name in names), f"{dock.objectName()}: {names}"


def test_the_signs_in_titles_of_docks_have_tips(window):
    """They had names for screen readers, and nothing for who sees two little signs."""
    own = Qt.FindChildOption.FindDirectChildrenOnly
    tips = {
        tuple(button.toolTip() for button in dock.findChildren(QAbstractButton, options=own)) for dock in window.docks
    }
    assert tips == {("Float", "Close")}


def test_the_canvas_tells_what_is_drawn_and_selected(window, qtbot):
    window.filing.open(store.find("xor"))
    qtbot.waitUntil(lambda: window.canvas.accessibleDescription().startswith("6 blocks, 6 wires, 0 problems."))
    window.canvas.select([window.document_.graph.find("hidden layer").id])
    spoken = "Selected: hidden layer, 2 units, 6 params. Reads xor data. Read by sigmoid 1."
    qtbot.waitUntil(lambda: window.canvas.accessibleDescription().endswith(spoken))


SCALED = """
import json, sys
from PySide6.QtWidgets import QApplication
from visualnn.app.main import application, make_window
from visualnn.app.settings import Settings
from pathlib import Path
app = application(Settings(Path(sys.argv[1])))
window = make_window(Settings(Path(sys.argv[1])))
window.resize(1280, 800)
window.show()
app.processEvents()
print(json.dumps([window.devicePixelRatioF(), window.width(), window.minimumSizeHint().width(), window.grab().width()]))
window.close()
window.trainer.join()
"""


@pytest.mark.parametrize("factor", [1.25, 2.0])
def test_the_window_fits_when_everything_is_larger(tmp_path, factor):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(factor)}
    command = [sys.executable, "-c", SCALED, str(tmp_path / "settings.ini")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    ratio, width, least, pixels = json.loads(done.stdout)
    assert ratio == factor
    assert width == 1280 >= least
    assert pixels == 1280 * factor
