"""Every gesture of the mouse, made with real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.canvas.hand import CTRL, MIDDLE, RIGHT, SHIFT, Hand
from visualnn.blocks.catalogue import SPECS

XIN = ("table 1", "x", "dense 1", "in")
OUT = ("dense 1", "out", "loss 1", "prediction")
TARGET = ("table 1", "y", "loss 1", "target")


class TestSelecting:
    def test_a_click_selects_one_block_and_a_click_beside_it_none(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        assert hand.selected() == {"dense 1"}
        hand.click(hand.on("loss 1"))
        assert hand.selected() == {"loss 1"}
        hand.click(QPointF(100, 300))
        assert hand.selected() == set()

    def test_shift_and_ctrl_add_and_take_away(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        hand.click(hand.on("loss 1"), SHIFT)
        assert hand.selected() == {"dense 1", "loss 1"}
        hand.click(hand.on("dense 1"), CTRL)
        assert hand.selected() == {"loss 1"}

    def test_a_box_selects_what_it_touches(self, hand: Hand) -> None:
        hand.drag(QPointF(230, -40), QPointF(600, 40))
        assert hand.selected() == {"dense 1", "loss 1"}
        hand.drag(QPointF(230, 180), QPointF(300, 220), keys=SHIFT)
        assert hand.selected() == {"dense 1", "loss 1", "activation 1"}

    def test_esc_gives_the_old_selection_back_while_the_box_is_drawn(self, hand: Hand) -> None:
        hand.click(hand.on("table 1"))
        hand.press(QPointF(230, -40))
        hand.move(QPointF(600, 40))
        hand.key(Qt.Key.Key_Escape)
        assert hand.selected() == {"table 1"}
        hand.release(QPointF(600, 40))
        assert hand.selected() == {"table 1"}

    def test_selecting_is_told_once_with_ids(self, hand: Hand) -> None:
        told = []
        hand.view.selection_changed.connect(told.append)
        hand.click(hand.on("dense 1"))
        assert told == [("b2",)]


class TestMoving:
    def test_a_block_follows_the_mouse_and_lands_on_the_grid(self, hand: Hand) -> None:
        hand.drag(hand.on("activation 1"), hand.on("activation 1") + QPointF(33, 58))
        assert hand.place("activation 1") == (290, 260)
        assert hand.document.undo_label == "Move"
        hand.document.undo()
        assert hand.place("activation 1") == (260, 200)

    def test_with_ctrl_it_leaves_the_grid(self, hand: Hand) -> None:
        start = hand.on("activation 1")
        hand.press(start)
        hand.hold(CTRL)
        hand.move(start + QPointF(30, 0), start + QPointF(33, 58))
        hand.release(start + QPointF(33, 58))
        assert hand.place("activation 1") == (293, 258)

    def test_all_selected_blocks_move_together_in_one_step(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        hand.click(hand.on("loss 1"), SHIFT)
        hand.drag(hand.on("loss 1"), hand.on("loss 1") + QPointF(0, 100))
        assert (hand.place("dense 1"), hand.place("loss 1")) == ((260, 100), (520, 100))
        assert hand.place("table 1") == (0, 0)
        hand.document.undo()
        assert hand.place("dense 1") == (260, 0)
        assert not hand.document.undo_label

    def test_esc_puts_it_back(self, hand: Hand) -> None:
        hand.press(hand.on("dense 1"))
        hand.move(hand.on("dense 1") + QPointF(50, 50), hand.on("dense 1") + QPointF(90, 90))
        assert hand.place("dense 1") != (260, 0)
        hand.key(Qt.Key.Key_Escape)
        assert hand.place("dense 1") == (260, 0)
        assert not hand.document.undo_label

    def test_a_click_that_trembles_moves_nothing(self, hand: Hand) -> None:
        hand.drag(hand.on("dense 1"), hand.on("dense 1") + QPointF(2, 1))
        assert hand.place("dense 1") == (260, 0)

    def test_a_loose_block_dropped_on_a_wire_is_put_into_it(self, hand: Hand) -> None:
        middle = (hand.port("dense 1", "out") + hand.port("loss 1", "prediction")) / 2
        centre = hand.node("activation 1").pos() + hand.node("activation 1").layout.card.center()
        grip = hand.on("activation 1")
        hand.drag(grip, grip + (middle - centre))
        assert hand.wires() == {
            XIN,
            TARGET,
            ("dense 1", "out", "activation 1", "in"),
            ("activation 1", "out", "loss 1", "prediction"),
        }
        hand.document.undo()
        assert hand.wires() == {XIN, OUT, TARGET}
        assert hand.place("activation 1") == (260, 200)


class TestWiring:
    def test_a_wire_pulled_from_an_output_to_an_input(self, hand: Hand) -> None:
        hand.drag(hand.port("dense 1", "out"), hand.port("activation 1", "in"))
        assert ("dense 1", "out", "activation 1", "in") in hand.wires()
        hand.document.undo()
        assert hand.wires() == {XIN, OUT, TARGET}

    def test_a_wire_pulled_backwards_from_an_input_to_an_output(self, hand: Hand) -> None:
        hand.drag(hand.port("activation 1", "in"), hand.port("dense 1", "out"))
        assert ("dense 1", "out", "activation 1", "in") in hand.wires()

    def test_dropping_on_the_card_takes_the_port_that_fits(self, hand: Hand) -> None:
        hand.drag(hand.port("table 1", "x"), hand.on("activation 1"))
        assert ("table 1", "x", "activation 1", "in") in hand.wires()

    def test_a_new_wire_takes_the_place_of_the_old_one_at_an_input(self, hand: Hand) -> None:
        hand.drag(hand.port("activation 1", "out"), hand.port("loss 1", "prediction"))
        assert ("activation 1", "out", "loss 1", "prediction") in hand.wires()
        assert OUT not in hand.wires()

    def test_an_end_pulled_off_can_be_put_elsewhere(self, hand: Hand) -> None:
        hand.drag(hand.port("dense 1", "in"), hand.port("activation 1", "in"))
        assert hand.wires() == {("table 1", "x", "activation 1", "in"), OUT, TARGET}
        assert hand.document.undo_label == "Connect"

    def test_an_end_dropped_on_nothing_takes_the_wire_away(self, hand: Hand) -> None:
        hand.drag(hand.port("dense 1", "in"), QPointF(150, 300))
        assert hand.wires() == {OUT, TARGET}

    def test_the_other_end_comes_off_when_the_wire_is_pulled_near_it(self, hand: Hand) -> None:
        near_start = hand.port("dense 1", "out") + QPointF(20, 1)
        hand.drag(near_start, hand.port("activation 1", "out"))
        assert hand.wires() == {XIN, TARGET, ("activation 1", "out", "loss 1", "prediction")}

    def test_a_click_on_a_wire_selects_it_and_delete_removes_it(self, hand: Hand) -> None:
        hand.click(hand.port("dense 1", "out") + QPointF(20, 1))
        assert hand.wires() == {XIN, OUT, TARGET}
        hand.key(Qt.Key.Key_Delete)
        assert hand.wires() == {XIN, TARGET}

    def test_ports_that_fit_light_up_and_blocks_without_any_are_dimmed(self, hand: Hand) -> None:
        hand.press(hand.port("activation 1", "out"))
        hand.move(QPointF(450, 300))
        assert hand.node("loss 1").ports_lit == {("in", "prediction"), ("in", "target")}
        assert hand.node("table 1").opacity() < 1
        hand.key(Qt.Key.Key_Escape)
        assert hand.node("table 1").opacity() == 1
        assert hand.node("loss 1").ports_lit is None

    def test_a_wire_that_would_close_a_circle_is_refused_with_the_reason(self, hand: Hand) -> None:
        hand.drag(hand.port("dense 1", "out"), hand.port("activation 1", "in"))
        before = hand.wires()
        hand.press(hand.port("activation 1", "out"))
        hand.move(hand.port("dense 1", "in"))
        assert "circle" in hint(hand)
        hand.release(hand.port("dense 1", "in"))
        assert hand.wires() == before
        assert hint(hand) == ""

    def test_a_wire_into_nothing_offers_what_fits_and_wires_it(self, hand: Hand) -> None:
        hand.drag(hand.port("activation 1", "out"), QPointF(520, 330))
        offered = found(hand)
        assert "Dense" in offered
        assert "Table" not in offered
        hand.type("dro")
        hand.hit(Qt.Key.Key_Return)
        assert ("activation 1", "out", "dropout 1", "in") in hand.wires()
        assert hand.selected() == {"dropout 1"}

    def test_a_recurrent_block_is_not_offered_where_there_is_no_sequence(self, hand: Hand) -> None:
        hand.drag(hand.port("dense 1", "out"), QPointF(450, 330))
        assert "RNN" not in found(hand)

    def test_a_stroke_with_ctrl_and_the_right_button_cuts_wires(self, hand: Hand) -> None:
        hand.drag(QPointF(470, -20), QPointF(470, 150), button=RIGHT, keys=CTRL)
        assert hand.wires() == {XIN}
        assert hand.document.undo_label == "Cut wires"


class TestMenus:
    def test_the_right_button_offers_what_fits_the_thing_under_it(self, hand: Hand) -> None:
        assert "Rename" in menu(hand, hand.on("dense 1"))
        assert hand.selected() == {"dense 1"}
        assert menu(hand, hand.port("dense 1", "out") + QPointF(30, 0)) == ["Delete"]
        assert "Add block…" in menu(hand, QPointF(450, 330))

    def test_cutting_wires_opens_no_menu(self, hand: Hand) -> None:
        hand.drag(QPointF(470, -20), QPointF(470, 150), button=RIGHT, keys=CTRL)
        assert menu(hand, QPointF(470, 150)) == []


class TestMovingAbout:
    def test_the_middle_button_pans(self, hand: Hand) -> None:
        before = hand.pixel(QPointF(0, 0))
        start, end = QPointF(450, 300), QPointF(490, 330)
        shift = hand.pixel(end) - hand.pixel(start)
        QTest.mousePress(hand.view.viewport(), MIDDLE, Qt.KeyboardModifier.NoModifier, hand.pixel(start))
        spot = hand.pixel(end)
        QTest.mouseMove(hand.view.viewport(), spot)
        QTest.mouseRelease(hand.view.viewport(), MIDDLE, Qt.KeyboardModifier.NoModifier, spot)
        assert hand.pixel(QPointF(0, 0)) - before == shift

    def test_space_and_the_left_button_pan_too(self, hand: Hand) -> None:
        before = hand.pixel(QPointF(0, 0))
        QTest.keyPress(hand.view, Qt.Key.Key_Space)
        start, end = hand.pixel(hand.on("dense 1")), hand.pixel(hand.on("dense 1")) + hand.pixel(QPointF(0, 0))
        QTest.mousePress(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(hand.view.viewport(), end)
        QTest.mouseRelease(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=end)
        QTest.keyRelease(hand.view, Qt.Key.Key_Space)
        assert hand.pixel(QPointF(0, 0)) - before == end - start
        assert hand.place("dense 1") == (260, 0)

    def test_the_wheel_zooms_at_the_mouse(self, hand: Hand) -> None:
        spot = hand.on("loss 1")
        before = hand.pixel(spot)
        wheel(hand, before, 240)
        assert hand.view.navigator.zoom == pytest.approx(1.0015**240)
        assert (hand.pixel(spot) - before).manhattanLength() <= 2

    def test_a_touchpad_pans(self, hand: Hand) -> None:
        before = hand.pixel(QPointF(0, 0))
        wheel(hand, before, 0, pixels=(12, -7))
        assert hand.view.navigator.zoom == 1
        assert (hand.pixel(QPointF(0, 0)) - before).toTuple() == (12, -7)

    def test_home_shows_everything(self, hand: Hand) -> None:
        hand.view.navigator.zoom_by(3.0)
        hand.key(Qt.Key.Key_Home)
        shown = hand.view.mapToScene(hand.view.viewport().rect()).boundingRect()
        assert shown.contains(hand.view.canvas.bounds())


class TestDropping:
    def test_a_block_from_the_palette_lands_under_the_mouse(self, hand: Hand) -> None:
        hand.drop("dropout", QPointF(80, 232))
        assert "dropout 1" in hand.see()
        assert hand.place("dropout 1") == (0, 200)
        assert hand.selected() == {"dropout 1"}

    def test_dropped_on_a_wire_it_is_put_into_it_in_one_step(self, hand: Hand) -> None:
        hand.drop("dropout", (hand.port("table 1", "x") + hand.port("dense 1", "in")) / 2)
        assert {("table 1", "x", "dropout 1", "in"), ("dropout 1", "out", "dense 1", "in")} < hand.wires()
        hand.document.undo()
        assert hand.wires() == {XIN, OUT, TARGET}

    def test_a_block_that_cannot_take_what_the_wire_carries_is_not_put_into_it(self, hand: Hand) -> None:
        hand.drop("rnn", (hand.port("table 1", "x") + hand.port("dense 1", "in")) / 2)
        assert XIN in hand.wires()


class TestSearching:
    def test_a_double_click_on_nothing_opens_the_search_there(self, hand: Hand) -> None:
        hand.double_click(QPointF(80, 332))
        hand.type("relu")
        assert found(hand) == ["Activation", "RNN"]
        hand.hit(Qt.Key.Key_Return)
        assert hand.place("activation 2") == (0, 300)
        assert hand.view.hasFocus()

    @pytest.mark.parametrize(("key", "keys"), [(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_A, SHIFT)])
    def test_tab_and_shift_a_open_it_and_arrows_choose(
        self, hand: Hand, key: Qt.Key, keys: Qt.KeyboardModifier
    ) -> None:
        hand.key(key, keys)
        hand.hit(Qt.Key.Key_Down)
        hand.hit(Qt.Key.Key_Return)
        second = list(SPECS.values())[1]
        assert f"{second.base_name} 1" in hand.see()

    def test_esc_closes_it_and_gives_the_focus_back(self, hand: Hand) -> None:
        hand.key(Qt.Key.Key_Tab)
        assert not hand.view.hasFocus()
        hand.hit(Qt.Key.Key_Escape)
        assert hand.view.hasFocus()
        assert len(hand.see()) == 4

    def test_arrow_keys_in_it_do_not_move_blocks(self, hand: Hand) -> None:
        hand.click(hand.on("dense 1"))
        hand.key(Qt.Key.Key_Tab)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete, Qt.Key.Key_Up):
            hand.hit(key)
        assert hand.place("dense 1") == (260, 0)


def menu(hand: Hand, at: QPointF) -> list[str]:
    """What the context menu at a point says; it is closed again."""
    spot = hand.pixel(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, hand.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(hand.view.viewport(), event)
    opened = QApplication.activePopupWidget()
    if opened is None:
        return []
    texts = [action.text() for action in opened.actions() if action.text()]
    opened.close()
    return texts


def hint(hand: Hand) -> str:
    """The line of help beside the mouse."""
    label = hand.view.hint
    return label.text() if label.isVisible() else ""


def found(hand: Hand) -> list[str]:
    """What the open search box offers."""
    search = hand.view.placing.box
    assert search.isVisible()
    return [item.text(0) for item in search.entries()]


def wheel(hand: Hand, spot: object, angle: int, pixels: tuple[int, int] | None = None) -> None:
    phase = Qt.ScrollPhase.NoScrollPhase if pixels is None else Qt.ScrollPhase.ScrollUpdate
    event = QWheelEvent(
        QPointF(spot),
        QPointF(hand.view.viewport().mapToGlobal(spot)),
        QPoint(*(pixels or (0, 0))),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(hand.view.viewport(), event)


class TestInterrupted:
    """The document may change under a gesture, by a key or by another panel: the gesture is over, nothing breaks."""

    def test_undo_while_a_block_is_dragged(self, hand: Hand) -> None:
        hand.view.place("dense", QPointF(400, 300))
        hand.press(hand.on("dense 2"))
        hand.move(hand.on("dense 2") + QPointF(50, 50), hand.on("dense 2") + QPointF(90, 90))
        hand.key(Qt.Key.Key_Z, CTRL)
        hand.move(QPointF(300, 300))
        hand.release(QPointF(300, 300))
        assert "dense 2" not in hand.see()
        assert not hand.document.undo_label

    def test_undo_while_a_wire_is_pulled_off(self, hand: Hand) -> None:
        hand.drag(hand.port("dense 1", "out"), hand.port("activation 1", "in"))
        hand.press(hand.port("activation 1", "in"))
        hand.move(QPointF(450, 150), hand.port("loss 1", "prediction"))
        hand.key(Qt.Key.Key_Z, CTRL)
        hand.release(hand.port("loss 1", "prediction"))
        assert hand.wires() == {XIN, OUT, TARGET}
        assert len(hand.view.canvas.items()) == len(hand.see()) + len(hand.wires())

    def test_several_blocks_and_the_wires_between_them_stay_together(self, hand: Hand) -> None:
        hand.key(Qt.Key.Key_A, CTRL)
        hand.press(hand.on("dense 1"))
        hand.move(hand.on("dense 1") + QPointF(50, 50), hand.on("dense 1") + QPointF(90, 90))
        for item in hand.view.canvas.wires.values():
            wire = item.wire
            end = hand.view.canvas.nodes[wire.target].port_position("in", wire.target_port)
            assert item.pos() + item.course.end == end
        hand.release(hand.on("dense 1"))
        for item in hand.view.canvas.wires.values():
            assert item.pos() == QPointF(0, 0)
