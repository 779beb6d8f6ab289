"""Keeping a drawing in order: groups, frames, comments, lines, bypassed blocks; by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.app.canvas.hand import CTRL, SHIFT, Hand
from visualnn.app.canvas.areas import HEAD
from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.tips import tip
from visualnn.app.inspector.element_pages import CommentPage, FramePage, GroupPage
from visualnn.app.inspector.inspector import Inspector
from visualnn.graph import edits, groups
from visualnn.graph.groups import GROUP
from visualnn.graph.model import Graph, Wire
from visualnn.project import library

ALT, ALT_CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.AltModifier | CTRL
XIN = ("table 1", "x", "dense 1", "in")
OUT = ("dense 1", "out", "loss 1", "prediction")
TARGET = ("table 1", "y", "loss 1", "target")


def walk(hand: Hand) -> None:
    """Undo everything and do it again: every value comes back, and the canvas with it."""
    values = [hand.document.value]
    while hand.document.undo_label:
        hand.document.undo()
        values.append(hand.document.value)
    while hand.document.redo_label:
        values.pop()
        hand.document.redo()
        assert hand.document.value == values[-1]


def head(hand: Hand, area: str) -> QPointF:
    """A point on the title of a frame or of an open group."""
    return hand.view.canvas.areas[area].rect.topLeft() + QPointF(60, HEAD / 2)


def grouped(hand: Hand) -> None:
    """dense 1 and loss 1 in a collapsed group."""
    hand.click(hand.on("dense 1"))
    hand.click(hand.on("loss 1"), SHIFT)
    hand.key(Qt.Key.Key_G, CTRL)


class TestGroups:
    def test_a_selection_becomes_one_card_with_the_ports_that_lead_out(self, hand: Hand) -> None:
        grouped(hand)
        assert hand.see() == ["table 1", "group 1", "activation 1"]
        assert hand.wires() == {XIN, TARGET}
        card = hand.view.canvas.nodes["g1"]
        assert [(port.label, side) for side, port, _ in card.layout.rows] == [
            ("dense 1", "in"),
            ("loss 1: target", "in"),
        ]
        assert (card.look.summary, card.look.count) == ("2 blocks", "3 params")
        assert hand.view.selection() == ("g1",)
        walk(hand)

    def test_a_double_click_opens_it_and_one_on_its_title_closes_it(self, hand: Hand) -> None:
        grouped(hand)
        card = hand.view.canvas.nodes["g1"]
        hand.double_click(card.pos() + QPointF(60, 8))
        assert hand.see() == ["table 1", "dense 1", "loss 1", "activation 1"]
        assert hand.wires() == {XIN, OUT, TARGET}
        assert hand.view.canvas.areas["g1"].rect.contains(hand.view.canvas.bounds(["b2", "b3"]))
        hand.double_click(head(hand, "g1"))
        assert hand.view.canvas.nodes["g1"].look.kind == GROUP
        walk(hand)

    def test_keys_open_close_and_ungroup(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_G, ALT_CTRL)
        assert "dense 1" in hand.see()
        hand.key(Qt.Key.Key_G, ALT_CTRL)
        assert "dense 1" not in hand.see()
        hand.key(Qt.Key.Key_G, CTRL | SHIFT)
        assert hand.document.graph.groups == ()
        assert hand.selected() == {"dense 1", "loss 1"}
        walk(hand)

    def test_a_card_moves_all_that_is_in_it(self, hand: Hand) -> None:
        grouped(hand)
        grip = hand.view.canvas.nodes["g1"].pos() + QPointF(60, 8)
        hand.drag(grip, grip + QPointF(0, 100))
        assert [(block.x, block.y) for block in hand.document.graph.blocks[1:3]] == [(260, 100), (520, 100)]
        hand.document.undo()
        assert hand.document.graph.block("b2").y == 0

    def test_an_open_group_moves_by_its_title(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_G, ALT_CTRL)
        hand.drag(head(hand, "g1"), head(hand, "g1") + QPointF(50, 90))
        assert hand.place("dense 1") == (310, 90)
        assert hand.place("loss 1") == (570, 90)
        walk(hand)

    def test_its_outline_follows_a_block_that_is_dragged(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_G, ALT_CTRL)
        hand.press(hand.on("dense 1"))
        hand.move(hand.on("dense 1") + QPointF(0, 60), hand.on("dense 1") + QPointF(0, 120))
        assert hand.view.canvas.areas["g1"].rect.contains(hand.view.canvas.bounds(["b2"]))
        hand.release(hand.on("dense 1"))

    def test_wires_are_pulled_to_and_from_the_ports_of_a_card(self, hand: Hand) -> None:
        hand.click(hand.on("activation 1"))
        hand.key(Qt.Key.Key_G, CTRL)
        hand.drag(hand.port("dense 1", "out"), hand.view.canvas.nodes["g1"].port_position("in", "b4/in"))
        assert ("dense 1", "out", "activation 1", "in") in hand.wires()
        hand.drag(hand.view.canvas.nodes["g1"].port_position("out", "b4/out"), hand.port("loss 1", "prediction"))
        assert ("activation 1", "out", "loss 1", "prediction") in hand.wires()
        assert "activation 1: out" in tip(
            hand.view.canvas, hand.view.canvas.nodes["g1"].port_position("out", "b4/out"), 1.0
        )
        walk(hand)

    def test_what_is_wrong_inside_is_marked_at_the_card_and_shown_there(self, hand: Hand) -> None:
        grouped(hand)
        hand.document.edit_graph("Units", lambda graph: edits.set_param(graph, "b2", "units", 5, 16))
        assert "“dense 1”" in hand.view.canvas.nodes["g1"].look.problem
        hand.view.show_block("b3")
        assert hand.view.selection() == ("g1",)

    def test_a_copy_of_a_group_is_a_group(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_C, CTRL)
        hand.key(Qt.Key.Key_V, CTRL)
        assert [group.name for group in hand.document.graph.groups] == ["group 1", "group 1"]
        assert hand.view.selection() == ("g2",)
        assert hand.document.graph.find("dense 2").params == {"units": 1}
        hand.key(Qt.Key.Key_Delete)
        assert len(hand.document.graph.blocks) == 4
        walk(hand)

    def test_arranging_treats_a_card_as_a_block(self, hand: Hand) -> None:
        grouped(hand)
        before = hand.document.graph.block("b3").x - hand.document.graph.block("b2").x
        hand.view.select([])
        hand.key(Qt.Key.Key_L, CTRL)
        assert hand.document.graph.block("b3").x - hand.document.graph.block("b2").x == before
        walk(hand)

    def test_f2_renames_it(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_F2)
        hand.type("head")
        hand.hit(Qt.Key.Key_Return)
        assert "head" in hand.see()

    def test_the_settings_of_its_blocks_are_edited_in_the_inspector(self, hand: Hand, qtbot: QtBot) -> None:
        inspector = Inspector(hand.document)
        qtbot.addWidget(inspector)
        hand.view.selection_changed.connect(inspector.set_selection)
        grouped(hand)
        assert isinstance(inspector.page, GroupPage)
        inspector.page.pages[0].fields["units"].editor.field.setValue(7)
        assert hand.document.graph.block("b2").params == {"units": 7}
        inspector.page.name.setText("")
        qtbot.keyClicks(inspector.page.name, "head")
        assert hand.document.graph.groups[0].name == "head"

    def test_it_is_kept_and_comes_back_as_a_copy(self, hand: Hand) -> None:
        grouped(hand)
        told = []
        hand.view.organise.kept.connect(lambda: told.append(library.own()))
        hand.key(Qt.Key.Key_K, ALT_CTRL)
        assert told == [("own:group 1",)]
        hand.drop("own:group 1", QPointF(300, 320))
        assert hand.document.graph.find("dense 2").params == {"units": 1}
        assert hand.view.selection() == ("g2",)
        hand.view.add_block("own:group 1")
        assert len(hand.document.graph.groups) == 3
        walk(hand)

    def test_an_own_block_is_found_where_blocks_are_searched(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_K, ALT_CTRL)
        hand.double_click(QPointF(80, 332))
        hand.type("group")
        assert [entry.text(0) for entry in hand.view.placing.box.entries()] == ["group 1"]
        hand.hit(Qt.Key.Key_Return)
        assert hand.document.graph.find("dense 2").params == {"units": 1}
        walk(hand)

    def test_a_wire_into_nothing_offers_an_own_block_that_takes_it(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_K, ALT_CTRL)
        hand.drag(hand.port("activation 1", "out"), QPointF(520, 330))
        hand.type("group 1")
        hand.hit(Qt.Key.Key_Return)
        assert ("activation 1", "out", "dense 2", "in") in hand.wires()
        dense = PortRef(hand.document.graph.find("dense 2").id, "in", "in")
        assert (hand.view.canvas.port_position(dense) - QPointF(520, 330)).manhattanLength() < 12  # as near as the grid
        walk(hand)

    def test_one_that_does_not_fit_is_not_offered(self, hand: Hand) -> None:
        library.save("reader", edits.add_block(Graph(), "rnn", "rnn 1", 0, 0)[0])
        hand.drag(hand.port("dense 1", "out"), QPointF(450, 330))
        assert "reader" not in [entry.text(0) for entry in hand.view.placing.box.entries()]

    def test_an_own_block_dropped_on_a_wire_is_put_into_it_in_one_step(self, hand: Hand) -> None:
        piece, dense = edits.add_block(Graph(), "dense", "wide", 40, 30)
        piece, relu = edits.add_block(piece, "activation", "bend", 300, 30)
        key = library.save(
            "pair", groups.group(edits.connect(piece, Wire(dense, "out", relu, "in")), [dense, relu], "pair")[0]
        )
        before = hand.document.value
        hand.drop(key, (hand.port("table 1", "x") + hand.port("dense 1", "in")) / 2)
        assert {("table 1", "x", "wide", "in"), ("bend", "out", "dense 1", "in")} < hand.wires()
        hand.document.undo()
        assert hand.document.value == before

    def test_one_with_several_open_ports_is_dropped_beside_the_wire(self, hand: Hand) -> None:
        grouped(hand)
        hand.key(Qt.Key.Key_K, ALT_CTRL)
        hand.document.undo()
        hand.drop("own:group 1", (hand.port("table 1", "x") + hand.port("dense 1", "in")) / 2)
        assert XIN in hand.wires()

    def test_one_that_is_kept_no_more_is_not_added(self, hand: Hand) -> None:
        hand.view.add_block("own:gone")
        assert not hand.document.undo_label


def test_titles_and_comments_are_found(hand: Hand) -> None:
    def edit(graph: Graph) -> Graph:
        graph, _ = edits.add_frame(graph, "Encoder", -200, 900, 3000, 2000)
        graph, _ = edits.add_comment(graph, "Mind the\nbias", 900, -700, 200, 80)
        return groups.group(graph, ["b4"], "nonlinear part")[0]

    hand.document.edit_graph("edit", edit)
    finder = hand.view.keyboard.finder
    for query, text, element in (
        ("encod", "Encoder", "f1"),
        ("bias", "Mind the bias", "c1"),
        ("part", "nonlinear part", "g1"),
        ("comment", "Mind the bias", "c1"),
    ):
        hand.view.setFocus()
        hand.key(Qt.Key.Key_F, CTRL)
        hand.type(query)
        assert finder.entries()[0].text(0) == text
        assert hand.view.selection() == (element,)
        rect = hand.view.canvas.rect(element)
        title = rect.topLeft() + QPointF(60, HEAD / 2)  # a frame larger than the view: where its title stands
        assert hand.view.navigator.seen().contains(title if element == "f1" else rect.center())
        hand.hit(Qt.Key.Key_Escape)


class TestFrames:
    def framed(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        hand.click(hand.on("activation 1"), SHIFT)
        hand.key(Qt.Key.Key_J, CTRL)
        hand.type("Hidden")
        hand.hit(Qt.Key.Key_Return)

    def test_a_frame_goes_around_the_selection_and_is_named_at_once(self, hand: Hand) -> None:
        self.framed(hand)
        frame = hand.view.canvas.areas["f1"]
        assert frame.look.text == "Hidden"
        assert frame.rect.contains(hand.view.canvas.bounds(["b2", "b4"]))
        walk(hand)

    def test_it_takes_along_what_lies_in_it(self, hand: Hand) -> None:
        self.framed(hand)
        hand.drag(head(hand, "f1"), head(hand, "f1") + QPointF(20, 40))
        assert (hand.place("dense 1"), hand.place("activation 1")) == ((280, 40), (280, 240))
        assert hand.place("loss 1") == (520, 0)
        hand.document.undo()
        assert hand.place("dense 1") == (260, 0)

    def test_its_inside_lets_the_mouse_through(self, hand: Hand) -> None:
        self.framed(hand)
        hand.drag(QPointF(250, 130), QPointF(300, 215))
        assert hand.selected() == {"activation 1"}

    def test_a_corner_resizes_it(self, hand: Hand) -> None:
        self.framed(hand)
        before = hand.view.canvas.areas["f1"].rect
        hand.drag(before.bottomRight(), before.bottomRight() + QPointF(43, 38))
        after = hand.view.canvas.areas["f1"].rect
        assert after.topLeft() == before.topLeft()
        assert (after.right() % 10, after.bottom() % 10) == (0, 0)
        assert after.width() > before.width()
        hand.drag(after.topLeft(), after.bottomRight() + QPointF(400, 400))
        assert hand.view.canvas.areas["f1"].rect.width() == 60, "never too small to be grabbed again"
        walk(hand)

    def test_esc_gives_the_size_back(self, hand: Hand) -> None:
        self.framed(hand)
        before = hand.view.canvas.areas["f1"].rect
        hand.press(before.bottomRight())
        hand.move(before.bottomRight() + QPointF(50, 50))
        hand.key(Qt.Key.Key_Escape)
        assert hand.view.canvas.areas["f1"].rect == before

    def test_title_and_colour_in_the_inspector(self, hand: Hand, qtbot: QtBot) -> None:
        self.framed(hand)
        inspector = Inspector(hand.document)
        qtbot.addWidget(inspector)
        inspector.set_selection(("f1",))
        assert isinstance(inspector.page, FramePage)
        inspector.page.swatches.button(3).click()
        inspector.page.title.clear()
        qtbot.keyClicks(inspector.page.title, "Middle")
        assert (hand.document.graph.frames[0].title, hand.document.graph.frames[0].colour) == ("Middle", 3)
        hand.document.undo()
        assert inspector.page.title.text() == "Hidden"


class TestComments:
    def test_a_comment_is_written_in_place(self, hand: Hand) -> None:
        hand.key(Qt.Key.Key_J, ALT_CTRL)
        hand.type("Try four units.")
        assert hand.view._note_editor.isVisible()
        hand.click(QPointF(100, 330))
        assert hand.document.graph.comments[0].text == "Try four units."
        assert not hand.view._note_editor.isVisible()
        walk(hand)

    def test_esc_leaves_it_as_it_was(self, hand: Hand) -> None:
        hand.key(Qt.Key.Key_J, ALT_CTRL)
        hand.type("nonsense")
        hand.hit(Qt.Key.Key_Escape)
        assert hand.document.graph.comments[0].text == "Comment"
        assert hand.view.hasFocus()

    def test_it_is_moved_selected_and_deleted_like_a_block(self, hand: Hand) -> None:
        hand.document.edit_graph("Comment", lambda graph: edits.add_comment(graph, "look", 0, 200, 200, 60)[0])
        hand.drag(QPointF(80, 230), QPointF(80, 290))
        assert hand.document.graph.comments[0].y == 260
        hand.key(Qt.Key.Key_Delete)
        assert hand.document.graph.comments == ()
        walk(hand)

    def test_it_is_written_in_the_inspector_too(self, hand: Hand, qtbot: QtBot) -> None:
        hand.document.edit_graph("Comment", lambda graph: edits.add_comment(graph, "look", 0, 200, 200, 60)[0])
        inspector = Inspector(hand.document)
        qtbot.addWidget(inspector)
        inspector.set_selection(("c1",))
        assert isinstance(inspector.page, CommentPage)
        inspector.page.text.setPlainText("here")
        assert hand.view.canvas.areas["c1"].look.text == "here"


class TestBypass:
    def test_m_leaves_a_block_out_and_takes_it_back(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        hand.key(Qt.Key.Key_M)
        look = hand.node("dense 1").look
        assert (look.bypassed, look.summary, look.count) == (True, "bypassed", "")
        assert hand.view.organise.bypass.isChecked()
        hand.key(Qt.Key.Key_M)
        assert not hand.node("dense 1").look.bypassed
        walk(hand)

    def test_what_cannot_be_bypassed_is_not(self, hand: Hand) -> None:
        hand.click(hand.on("loss 1"))
        assert not hand.view.organise.bypass.isEnabled()
        hand.key(Qt.Key.Key_A, CTRL)
        hand.key(Qt.Key.Key_M)
        assert [block.name for block in hand.document.graph.blocks if block.bypassed] == ["dense 1", "activation 1"]


class TestLines:
    @pytest.mark.parametrize(
        ("key", "places"),
        [
            (Qt.Key.Key_A, {(260, 0), (260, 200)}),
            (Qt.Key.Key_W, {(260, 0), (520, 0)}),
            (Qt.Key.Key_D, {(520, 0), (520, 200)}),
        ],
    )
    def test_selected_blocks_are_brought_into_line(self, hand: Hand, key: Qt.Key, places: set) -> None:
        hand.click(hand.on("activation 1") if key != Qt.Key.Key_D else hand.on("loss 1"))
        other = {Qt.Key.Key_A: "dense 1", Qt.Key.Key_W: "loss 1", Qt.Key.Key_D: "activation 1"}[key]
        hand.click(hand.on(other), SHIFT)
        hand.key(key, ALT)
        assert {hand.place(name) for name in hand.selected()} == places
        walk(hand)

    def test_gaps_become_equal(self, hand: Hand) -> None:
        hand.drag(hand.on("dense 1"), hand.on("dense 1") + QPointF(-60, 0))
        hand.view.select(["b1", "b2", "b3"])
        hand.key(Qt.Key.Key_A, ALT | SHIFT)
        assert hand.place("dense 1") == (260, 0)

    def test_gaps_that_are_equal_already_are_no_step_of_the_history(self, hand: Hand) -> None:
        for name, x in (("table 1", -7.1), ("dense 1", 262.7), ("loss 1", 533.3)):
            block = hand.document.graph.find(name)
            hand.document.edit_graph("Move", lambda graph, id=block.id, x=x: edits.move(graph, {id: (x, 0.3)}))
        hand.view.select(["b1", "b2", "b3"])
        hand.view.organise.distributing[0].trigger()
        steps = len(hand.document._done)
        hand.view.organise.distributing[0].trigger()
        assert len(hand.document._done) == steps
        for block in hand.document.graph.blocks:
            assert hand.place(block.name) == (block.x, block.y)

    def test_too_few_are_left_alone(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        assert not any(action.isEnabled() for action in hand.view.organise.aligning)


class TestRepairs:
    def test_a_click_on_the_badge_offers_the_repair(self, hand: Hand, qtbot: QtBot) -> None:
        hand.document.edit_graph("Units", lambda graph: edits.set_param(graph, "b2", "units", 5, 16))
        card = hand.view.canvas.nodes["b3"]
        badge = card.pos() + card.layout.card.topRight() + QPointF(-3, 3)
        assert "Set “dense 1” to 1 units" in tip(hand.view.canvas, badge, 1.0)
        hand.press(badge)
        menu = next(menu for menu in hand.view.findChildren(QMenu) if menu.isVisible())
        menu.actions()[0].trigger()
        menu.close()
        assert hand.document.undo_label == "Set “dense 1” to 1 units"
        assert not hand.view.canvas.nodes["b3"].look.problem
        hand.document.undo()
        assert hand.view.canvas.nodes["b3"].look.problem


class TestSeveralWires:
    def test_several_outputs_pulled_to_an_input_take_it_and_those_after_it(self, hand: Hand) -> None:
        for y in (-120, 320):
            hand.view.place("dense", QPointF(260, y))
        hand.view.place("add", QPointF(600, 200))
        hand.view.select(["b5", "b6"])
        hand.drag(hand.port("dense 2", "out"), hand.port("add 1", "a"))
        assert {("dense 2", "out", "add 1", "a"), ("dense 3", "out", "add 1", "b")} <= hand.wires()
        assert hand.document.undo_label == "Connect several"
        hand.document.undo()
        assert hand.wires() == {XIN, OUT, TARGET}

    def test_one_output_pulled_to_one_of_several_selected_feeds_them_all(self, hand: Hand) -> None:
        hand.view.place("dense", QPointF(260, 320))
        hand.view.select(["b4", "b5"])
        hand.drag(hand.port("table 1", "x"), hand.port("activation 1", "in"))
        assert {("table 1", "x", "activation 1", "in"), ("table 1", "x", "dense 2", "in")} <= hand.wires()

    def test_several_inputs_pulled_to_an_output_are_all_fed(self, hand: Hand) -> None:
        hand.view.place("dense", QPointF(260, 320))
        hand.view.select(["b4", "b5"])
        hand.drag(hand.port("dense 2", "in"), hand.port("table 1", "x"))
        assert {("table 1", "x", "activation 1", "in"), ("table 1", "x", "dense 2", "in")} <= hand.wires()


def test_the_picture_moves_while_something_is_held_at_the_edge(hand: Hand, qtbot: QtBot) -> None:
    edge = hand.view.mapToScene(QPoint(hand.view.viewport().width() - 4, 300))
    before = hand.view.mapToScene(QPoint(0, 0)).x()
    hand.press(hand.on("activation 1"))
    hand.move(hand.on("activation 1") + QPointF(50, 0), edge)
    qtbot.waitUntil(lambda: hand.view.mapToScene(QPoint(0, 0)).x() > before + 60)
    x = hand.node("activation 1").pos().x()
    assert x > edge.x() - 60, "the block follows"
    hand.key(Qt.Key.Key_Escape)
    assert hand.place("activation 1") == (260, 200)
    assert not hand.view._edge_scroll._timer.isActive()


def test_the_library_keeps_names_apart_and_forgets(tmp_path: Path, hand: Hand) -> None:
    piece = edits.fragment(hand.document.graph, ["b2"])
    assert library.save("my/layer", piece) == "own:my layer"
    assert library.save("my layer", piece) == "own:my layer 2"
    assert library.load("own:my layer").blocks[0].name == "dense 1"
    library.remove("own:my layer")
    assert library.own() == ("own:my layer 2",)


def test_gains_are_the_thickness_of_wires_and_small_weights_are_shown(hand: Hand) -> None:
    picture = QImage(2, 2, QImage.Format.Format_RGB888)
    hand.view.set_weights({"b2": 2.0}, {"b2": picture})
    width = {(w.source, w.target_port): item.width for w, item in hand.view.canvas.wires.items()}
    assert width == {("b1", "in"): None, ("b1", "target"): None, ("b2", "prediction"): 3.25}
    assert hand.node("dense 1").picture is picture
    grouped(hand)
    hand.key(Qt.Key.Key_G, ALT_CTRL)
    assert hand.node("dense 1").picture is picture, "what is shown again knows it still"
    hand.view.set_weights({}, {})
    assert all(item.width is None for item in hand.view.canvas.wires.values())


def test_everything_selected_is_copied_as_text(hand: Hand) -> None:
    hand.document.edit_graph("Comment", lambda graph: edits.add_comment(graph, "look", 0, 200, 200, 60)[0])
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key(Qt.Key.Key_C, CTRL)
    assert "look" in QGuiApplication.clipboard().text()
    hand.key(Qt.Key.Key_V, CTRL)
    assert len(hand.document.graph.comments) == 2
