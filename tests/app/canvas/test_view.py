"""What the canvas shows of a document."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QLabel

from tests.app.canvas.hand import Hand
from visualnn.app.canvas.tips import tip
from visualnn.app.theme import theme
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire
from visualnn.project.format import Project


def label(hand: Hand, source: str, target: str) -> str:
    """What the wire between two blocks says."""
    name = {block.id: block.name for block in hand.document.graph.blocks}
    return next(
        item.label for w, item in hand.view.canvas.wires.items() if (name[w.source], name[w.target]) == (source, target)
    )


def test_wires_say_the_shape_of_a_batch(hand: Hand) -> None:
    assert label(hand, "table 1", "dense 1") == "32 x 2"
    assert label(hand, "dense 1", "loss 1") == "32 x 1"


def test_a_full_batch_is_called_n(hand: Hand) -> None:
    def full(project: Project) -> Project:
        return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, batch_size=0))

    hand.document.apply("Full batch", full)
    assert label(hand, "table 1", "dense 1") == "N x 2"


def test_shapes_follow_a_setting(hand: Hand) -> None:
    hand.document.edit_graph("Units", lambda graph: edits.set_param(graph, "b2", "units", 5, 16))
    assert label(hand, "dense 1", "loss 1") == "32 x 5"
    look = hand.node("dense 1").look
    assert (look.summary, look.count) == ("5 units", "15 params")
    hand.document.edit_graph("Units", lambda graph: edits.set_param(graph, "b2", "units", 1, 16))
    assert hand.node("dense 1").look.summary == "1 unit"


def test_what_is_wrong_is_marked_at_the_block_and_said_in_its_tip(hand: Hand) -> None:
    hand.document.edit_graph("Units", lambda graph: edits.set_param(graph, "b2", "units", 5, 16))
    look = hand.node("loss 1").look
    assert look.severe
    assert "“dense 1”" in look.problem
    assert "“dense 1”" in tip(hand.view.canvas, hand.on("loss 1"), 1.0)
    hand.document.undo()
    assert not hand.node("loss 1").look.problem


def test_tips_explain_ports_and_wires(hand: Hand) -> None:
    scene = hand.view.canvas
    assert "should have answered" in tip(scene, hand.port("loss 1", "target"), 1.0)
    assert "2 a row" in tip(scene, hand.port("table 1", "x"), 1.0)
    assert "dense 1 → loss 1" in tip(scene, hand.port("dense 1", "out") + QPointF(20, 0), 1.0)
    assert tip(scene, QPointF(100, 400), 1.0) == ""


def test_showing_a_block_selects_it_and_brings_it_into_view(hand: Hand) -> None:
    hand.view.navigator.pan(5000, 0)
    hand.view.show_block("b2")
    assert hand.selected() == {"dense 1"}
    shown = hand.view.mapToScene(hand.view.viewport().rect()).boundingRect()
    assert shown.contains(hand.view.canvas.bounds(["b2"]))


def test_gradients_are_shown_and_cleared(hand: Hand) -> None:
    hand.view.set_activity({"b2": -3.0})
    assert hand.node("dense 1").activity == -3.0
    assert "1e-3.0" in tip(hand.view.canvas, hand.on("dense 1"), 1.0)
    hand.view.set_activity({})
    assert hand.node("dense 1").activity is None


def test_another_project_is_shown_whole(hand: Hand) -> None:
    far, _ = edits.add_block(Graph(), "dense", "far away", 9000, 9000)
    hand.document.replace(Project(graph=far))
    assert hand.see() == ["far away"]
    shown = hand.view.mapToScene(hand.view.viewport().rect()).boundingRect()
    assert shown.contains(hand.view.canvas.bounds())


def test_a_fitted_picture_stays_fitted_when_the_view_is_resized(hand: Hand) -> None:
    hand.view.fit()
    hand.view.resize(500, 300)
    shown = hand.view.mapToScene(hand.view.viewport().rect()).boundingRect()
    assert shown.contains(hand.view.canvas.bounds())


def test_an_empty_canvas_says_how_to_begin(hand: Hand) -> None:
    def texts() -> str:
        return " ".join(text.text() for text in hand.view.findChildren(QLabel) if text.isVisible())

    assert "palette" not in texts()
    hand.document.replace(Project())
    assert "palette" in texts()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("zoom", [0.1, 0.4, 1.0, 2.0])
def test_it_paints_at_every_zoom_in_every_theme(hand: Hand, mode: str, zoom: float) -> None:
    hand.document.edit_graph("Units", lambda graph: edits.set_param(graph, "b2", "units", 5, 16))
    hand.view.set_activity({"b2": -3.0})
    hand.view.select(["b2"])
    theme().choose(mode)
    hand.view.navigator.set_zoom(zoom)
    picture = hand.view.grab().toImage()
    ground = hand.view.canvas.style_in_use.canvas
    assert picture.pixelColor(3, 3).lightness() == pytest.approx(ground.lightness(), abs=12)
    theme().choose("light")


def test_a_wire_to_a_port_that_does_not_exist_is_still_shown_and_can_be_removed(hand: Hand) -> None:
    stray = Wire("b2", "out", "b4", "nowhere")
    hand.document.edit_graph("Stray", lambda graph: edits.connect(graph, stray))
    assert stray in hand.view.canvas.wires
    hand.view.canvas.select(wires=[stray])
    hand.view.commands.delete.trigger()
    assert stray not in hand.view.canvas.wires


def test_a_pinch_on_the_touch_pad_zooms_about_the_fingers(hand: Hand) -> None:
    below = hand.view.mapToScene(200, 150)
    spot = QPointF(200, 150)
    everywhere = QPointF(hand.view.viewport().mapToGlobal(spot.toPoint()))
    touch_pad, zoom = QPointingDevice.primaryPointingDevice(), Qt.NativeGestureType.ZoomNativeGesture
    pinch = QNativeGestureEvent(zoom, touch_pad, 2, spot, spot, everywhere, 0.25, QPointF())
    QApplication.sendEvent(hand.view.viewport(), pinch)
    assert hand.view.navigator.zoom == pytest.approx(1.25)
    off = hand.view.mapToScene(200, 150) - below
    assert abs(off.x()) + abs(off.y()) < 2


def test_before_an_audience_the_drawing_and_its_texts_are_larger(hand: Hand) -> None:
    hand.view.resize(1400, 900)
    hand.view.fit()
    assert hand.view.navigator.zoom == 1.0
    usual = hand.view.canvas.style_in_use
    try:
        theme().project(True)
        assert hand.view.navigator.zoom > 1.2
        projected = hand.view.canvas.style_in_use
        assert projected.full_detail > usual.full_detail
        assert projected.full_detail > 1.0 > usual.full_detail  # at 100 % names are set in the larger type
    finally:
        theme().project(False)
    assert hand.view.navigator.zoom == 1.0
