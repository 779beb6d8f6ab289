"""Panels draw while they can be seen, and only then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from visualnn.app.panels.gradients import GradientsPanel
from visualnn.app.panels.loss import LossPanel


def test_behind_another_tab_nothing_is_drawn_until_it_comes_forward(open_project, qtbot):
    trainer = open_project("xor")
    window = QMainWindow()
    qtbot.addWidget(window)
    docks = []
    for kind in (LossPanel, GradientsPanel):
        docks.append(QDockWidget(kind.__name__, window))
        docks[-1].setWidget(kind(trainer))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, docks[-1])
    window.tabifyDockWidget(*docks)
    window.resize(600, 400)
    with qtbot.waitExposed(window):
        window.show()
    docks[1].raise_()
    loss, gradients = docks[0].widget(), docks[1].widget()
    qtbot.waitUntil(lambda: gradients.on_screen and not loss.on_screen)
    trainer.session.record(loss=[0.9, 0.5], gradient__hidden_layer=[0.1, 0.2])
    trainer._tick()
    assert gradients.bars.bars
    assert loss.plot.lines == {}
    docks[0].raise_()
    qtbot.waitUntil(lambda: bool(loss.plot.lines))
