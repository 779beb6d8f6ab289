"""The inspector: fields made from declarations, applied while typing, undone in one step."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from visualnn.app.document import Document
from visualnn.app.inspector.editors import PathEditor, format_number, next_nice
from visualnn.app.inspector.inspector import Inspector
from visualnn.app.inspector.table import parse_number
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire
from visualnn.graph.training import Training
from visualnn.project.format import Project


def network() -> Graph:
    graph = Graph()
    for kind, name in (("table", "data"), ("dense", "dense 1"), ("dense", "dense 2"), ("loss", "loss 1")):
        graph, _ = edits.add_block(graph, kind, name, 0, 0)
    for wire in (Wire("b1", "x", "b2", "in"), Wire("b2", "out", "b3", "in"), Wire("b3", "out", "b4", "prediction")):
        graph = edits.connect(graph, wire)
    return edits.connect(graph, Wire("b1", "y", "b4", "target"))


@pytest.fixture
def document(qapp: object) -> Document:
    return Document(Project(graph=network()))


@pytest.fixture
def inspector(qtbot: QtBot, document: Document) -> Inspector:
    widget = Inspector(document)
    qtbot.addWidget(widget)
    widget.resize(320, 600)
    widget.show()
    return widget


def field(inspector: Inspector, name: str) -> QWidget:
    """The widget one types in."""
    return inspector.page.fields[name].editor.field


def retype(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    widget.selectAll()
    qtbot.keyClicks(widget, text)


def visible_text(inspector: Inspector) -> str:
    return "\n".join(label.text() for label in inspector.findChildren(QLabel) if label.isVisible())


class TestBlocks:
    def test_every_choice_is_readable_in_the_usual_width(
        self, qtbot: QtBot, document: Document, inspector: Inspector
    ) -> None:
        inspector.resize(280, 600)
        for name in ("b4", "b2"):
            inspector.set_selection((name,))
            for found in inspector.page.findChildren(QComboBox):
                widest = max(found.fontMetrics().horizontalAdvance(found.itemText(row)) for row in range(found.count()))
                assert found.width() - 25 >= widest, found.accessibleName()

    def test_a_number_is_applied_while_typing_and_undone_at_once(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        inspector.set_selection(("b2",))
        retype(qtbot, field(inspector, "units"), "256")
        assert document.graph.block("b2").params == {"units": 256}
        document.undo()
        assert document.graph.block("b2").params == {}
        assert field(inspector, "units").value() == 16
        assert not document.undo_label

    def test_leaving_the_field_ends_the_step(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        inspector.set_selection(("b2",))
        retype(qtbot, field(inspector, "units"), "32")
        qtbot.keyClick(field(inspector, "units"), Qt.Key.Key_Return)
        retype(qtbot, field(inspector, "units"), "64")
        document.undo()
        assert document.graph.block("b2").params == {"units": 32}

    def test_a_choice_and_a_check_box(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        inspector.set_selection(("b2",))
        field(inspector, "initialiser").setFocus()
        qtbot.keyClick(field(inspector, "initialiser"), Qt.Key.Key_Down)
        qtbot.keyClick(field(inspector, "bias"), Qt.Key.Key_Space)
        assert document.graph.block("b2").params == {"initialiser": "xavier_normal", "bias": False}

    def test_the_arrow_goes_back_to_the_default(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        inspector.set_selection(("b2",))
        line = inspector.page.fields["units"]
        assert not line.reset.isVisible()
        retype(qtbot, field(inspector, "units"), "5")
        assert line.reset.isVisible()
        qtbot.mouseClick(line.reset, Qt.MouseButton.LeftButton)
        assert document.graph.block("b2").params == {}
        assert not line.reset.isVisible()

    def test_a_number_out_of_range_is_refused_with_the_range(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        normal = {"initialiser": "normal"}
        document.edit_graph("", lambda graph: edits.set_param(graph, "b2", "initialiser", "normal", "xavier_uniform"))
        inspector.set_selection(("b2",))
        retype(qtbot, field(inspector, "stddev"), "-3")
        assert document.graph.block("b2").params == normal
        assert "between 0.0 and 100.0" in visible_text(inspector)
        qtbot.keyClick(field(inspector, "stddev"), Qt.Key.Key_Return)
        assert field(inspector, "stddev").text() == "1"
        assert "between" not in visible_text(inspector)

    def test_settings_that_the_block_does_not_read_are_hidden(self, inspector: Inspector, document: Document) -> None:
        def shown() -> set[str]:
            return {name for name, line in inspector.page.fields.items() if line.isVisible()}

        inspector.set_selection(("b2",))
        assert not {"mean", "stddev", "lowest", "highest"} & shown()
        document.edit_graph("", lambda graph: edits.set_param(graph, "b2", "initialiser", "uniform", "xavier_uniform"))
        assert {"mean", "stddev", "lowest", "highest"} & shown() == {"lowest", "highest"}
        document.edit_graph("", lambda graph: edits.set_param(graph, "b2", "bias_initialiser", "normal", "zeros"))
        assert "stddev" in shown()

    def test_several_blocks_of_a_kind_are_edited_at_once(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        document.edit_graph("Units", lambda graph: edits.set_param(graph, "b3", "units", 3, 16))
        inspector.set_selection(("b2", "b3"))
        assert "differs" in visible_text(inspector)
        retype(qtbot, field(inspector, "units"), "8")
        assert [document.graph.block(block_id).params for block_id in ("b2", "b3")] == [{"units": 8}, {"units": 8}]
        assert "differs" not in visible_text(inspector)

    def test_blocks_of_different_kinds_have_nothing_in_common(self, inspector: Inspector) -> None:
        inspector.set_selection(("b1", "b2"))
        assert "2 blocks" in visible_text(inspector)

    def test_a_name_is_applied_while_typing(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        inspector.set_selection(("b2",))
        retype(qtbot, inspector.page.name, "hidden")
        assert document.graph.block("b2").name == "hidden"
        document.undo()
        assert document.graph.block("b2").name == "dense 1"
        assert inspector.page.name.text() == "dense 1"

    def test_a_name_that_is_taken_is_refused_with_a_sentence(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        inspector.set_selection(("b2",))
        retype(qtbot, inspector.page.name, "loss 1")
        assert "already called" in visible_text(inspector)
        qtbot.keyClick(inspector.page.name, Qt.Key.Key_Return)
        assert inspector.page.name.text() == document.graph.block("b2").name
        assert "already called" not in visible_text(inspector)

    def test_problems_shapes_and_sizes_are_shown(self, inspector: Inspector) -> None:
        inspector.set_selection(("b4",))
        assert "“dense 2”" in visible_text(inspector)
        inspector.set_selection(("b2",))
        text = visible_text(inspector)
        assert "in: 2 a row" in text
        assert "W: 2 x 16" in text
        assert "48 trainable parameters (192 B)" in text

    def test_a_block_that_goes_away_takes_its_page_along(self, inspector: Inspector, document: Document) -> None:
        inspector.set_selection(("b2",))
        document.edit_graph("Delete", lambda graph: edits.remove(graph, ["b2"]))
        assert "Training" in visible_text(inspector)

    def test_undo_typed_in_a_number_is_left_to_the_window(self, inspector: Inspector, qtbot: QtBot) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        inspector.set_selection(("b2",))
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(field(inspector, "units"), event)
        assert not event.isAccepted()

    @pytest.mark.parametrize("kind", sorted(SPECS))
    def test_every_kind_has_a_page_no_wider_than_the_panel(
        self, inspector: Inspector, document: Document, kind: str
    ) -> None:
        document.edit_graph("Add", lambda graph: edits.add_block(graph, kind, "new", 0, 0)[0])
        inspector.set_selection(("b5",))
        assert set(inspector.page.fields) == {param.name for param in SPECS[kind].params}
        assert inspector.page.minimumSizeHint().width() <= 320


class TestTable:
    @pytest.fixture
    def cells(self, inspector: Inspector) -> QWidget:
        inspector.set_selection(("b1",))
        return inspector.page.fields["table"].editor

    def test_a_cell_is_typed_in_place(self, cells: QWidget, document: Document) -> None:
        cells.cells.item(1, 2).setText("0.5")
        assert document.graph.block("b1").params["table"]["rows"][1] == [0, 1, 0.5]
        document.undo()
        assert cells.cells.item(1, 2).text() == "1"

    def test_what_is_no_number_is_refused(self, cells: QWidget, document: Document) -> None:
        cells.cells.item(1, 2).setText("yes")
        assert cells.cells.item(1, 2).text() == "1"
        assert not document.undo_label

    def test_rows_and_columns_come_and_go(self, cells: QWidget, document: Document, qtbot: QtBot) -> None:
        def table() -> dict:
            return SPECS["table"].settings(document.graph.block("b1"))["table"]

        for button in (cells.add_row, cells.add_column):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert table()["columns"] == ["x1", "x2", "x3", "y"]
        assert table()["rows"][0] == [0, 0, 0, 0]
        assert len(table()["rows"]) == 5
        assert document.checked.types["b1", "x"].shape == (3,)
        cells.cells.setCurrentCell(0, 2)
        for button in (cells.remove_row, cells.remove_column):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert table()["columns"] == ["x1", "x2", "y"]
        assert len(table()["rows"]) == 4

    def test_columns_become_targets(self, cells: QWidget, document: Document) -> None:
        cells.targets.setValue(2)
        assert document.checked.types["b1", "y"].shape == (2,)


class TestFiles:
    @pytest.fixture
    def document(self, qapp: object) -> Document:
        return Document(Project(graph=edits.add_block(Graph(), "csv", "file", 0, 0)[0]))

    def test_a_line_of_text_is_applied_while_typing(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        inspector.set_selection(("b1",))
        retype(qtbot, field(inspector, "sheet"), "2024")
        assert document.graph.block("b1").params["sheet"] == "2024"


class TestTraining:
    def test_settings_are_applied_while_typing(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        retype(qtbot, field(inspector, "learning_rate"), "5e-2")
        assert document.value.training.learning_rate == 0.05
        qtbot.keyClick(field(inspector, "learning_rate"), Qt.Key.Key_Up)
        assert document.value.training.learning_rate == 0.1
        document.undo()
        assert field(inspector, "learning_rate").text() == "0.003"

    @pytest.mark.parametrize("text", ["", "-1", "1e", "1_0", "nan", "inf"])
    def test_an_impossible_learning_rate_is_refused(
        self, inspector: Inspector, document: Document, qtbot: QtBot, text: str
    ) -> None:
        line = field(inspector, "learning_rate")
        line.selectAll()
        qtbot.keyClick(line, Qt.Key.Key_Delete)
        qtbot.keyClicks(line, text)
        assert "above 0" in visible_text(inspector)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert float(line.text()) == document.value.training.learning_rate

    @pytest.mark.parametrize("seed", [2**31, 2**63 - 1])
    def test_a_seed_too_large_for_its_field_is_kept(self, inspector: Inspector, document: Document, seed: int) -> None:
        document.apply("Seed", lambda project: msgspec.structs.replace(project, training=Training(seed=seed)))
        assert field(inspector, "seed").value() == 2**31 - 1
        assert document.value.training.seed == seed

    def test_only_settings_of_the_optimizer_and_the_schedule_are_shown(
        self, inspector: Inspector, document: Document
    ) -> None:
        def shown() -> set[str]:
            return {name for name, field in inspector.page.fields.items() if not field.isHidden()}

        def choose(name: str, value: str) -> None:
            combo = field(inspector, name)
            combo.setCurrentIndex(combo.findData(value))
            combo.activated.emit(combo.currentIndex())

        assert {"beta1", "beta2", "epsilon"} <= shown()
        assert not {"momentum", "rho", "period", "factor"} & shown()
        choose("optimizer", "momentum")
        assert {"momentum", "nesterov"} <= shown()
        assert not {"beta1", "epsilon"} & shown()
        assert field(inspector, "momentum").text() == "0.9"
        choose("optimizer", "rmsprop")
        assert field(inspector, "momentum").text() == "0"
        choose("schedule", "cosine")
        assert {"period", "factor"} <= shown()

    def test_a_setting_of_the_optimizer_is_unset_at_its_default(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        retype(qtbot, field(inspector, "beta1"), "0.5")
        assert document.value.training.beta1 == 0.5
        qtbot.mouseClick(inspector.page.fields["beta1"].reset, Qt.MouseButton.LeftButton)
        assert document.value.training.beta1 is msgspec.UNSET
        assert field(inspector, "beta1").text() == "0.9"

    def test_a_share_of_one_is_refused(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        retype(qtbot, field(inspector, "beta2"), "1")
        assert document.value.training.beta2 is msgspec.UNSET

    def test_zero_is_said_in_words(self, inspector: Inspector) -> None:
        field(inspector, "batch_size").setValue(0)
        assert field(inspector, "batch_size").text() == "all"

    def test_the_size_of_the_network_is_shown(self, inspector: Inspector) -> None:
        assert "4 blocks, 320 trainable parameters" in visible_text(inspector)


@pytest.mark.parametrize(
    ("value", "up", "down"), [(1.0, 2.0, 0.5), (0.001, 0.002, 0.0005), (3.0, 5.0, 2.0), (-1.0, -0.5, -2.0), (0, 0, 0)]
)
def test_arrow_keys_go_through_one_two_five(value: float, up: float, down: float) -> None:
    assert next_nice(value, up=True) == pytest.approx(up)
    assert next_nice(value, up=False) == pytest.approx(down)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.001, "0.001"), (1e-05, "1e-05"), (0.1 + 0.2, repr(0.1 + 0.2))]
)
def test_numbers_are_written_short_but_lossless(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("0,5", 0.5), ("1e2", 100), ("", None), ("x", None), ("1_0", None), ("inf", None)]
)
def test_cells_read_numbers(text: str, number: float | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(("kind", "entries"), [("csv", ["file"]), ("idx", ["folder"]), ("images", ["folder", "file"])])
def test_a_source_is_chosen_by_the_dialogs_that_suit_it(qtbot, monkeypatch, tmp_path, kind, entries):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "folder"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "file"), ""))
    editor = PathEditor(next(param for param in SPECS[kind].params if param.kind == "path"))
    qtbot.addWidget(editor)
    chosen = []
    editor.edited.connect(chosen.append)
    if menu := editor.browse.menu():
        for action in menu.actions():
            action.trigger()
    else:
        qtbot.mouseClick(editor.browse, Qt.MouseButton.LeftButton)
    assert chosen == [str(tmp_path / entry) for entry in entries]
