"""The settings of the selected blocks, all of one kind."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.inspector.columns import ColumnsEditor
from visualnn.app.inspector.editors import leave_to_window
from visualnn.app.inspector.field import LABEL_WIDTH, Field
from visualnn.app.inspector.parts import Tile, dim_label, formula_label, heading, notice, rule
from visualnn.app.inspector.preview import SourcePreview
from visualnn.app.parameters import total
from visualnn.app.repairs import make, repair_of
from visualnn.app.sizes import memory_text, value_bytes
from visualnn.app.text import spec_text, translate, type_text
from visualnn.blocks.parameters import check_setting
from visualnn.blocks.spec import BlockSpec, Param
from visualnn.data.catalogue import is_data
from visualnn.data.preview import Preview
from visualnn.graph import edits
from visualnn.graph.model import Block
from visualnn.messages import UserError


class BlockPage(QWidget):
    """Generated from the declaration of the blocks' kind. Edits go to all selected blocks at once.

    Signals:
        fetch_wanted(block_id): the files of MNIST are to be fetched for a block of image files.
    """

    fetch_wanted = Signal(str)

    def __init__(
        self,
        document: Document,
        ids: tuple[str, ...],
        spec: BlockSpec,
        parent: QWidget | None = None,
        *,
        brief: bool = False,
    ) -> None:
        """``brief``: without the help, for a page that is a part of another."""
        super().__init__(parent)
        self._document = document
        self._ids = ids
        self._spec = spec
        self._brief = brief
        self.fields: dict[str, Field] = {}
        self.name = QLineEdit(self)
        self._name_trouble = notice("", severe=True)
        self._name_trouble.setParent(self)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(6)
        self._facts = dim_label()
        self.preview = SourcePreview(self) if len(ids) == 1 and is_data(self.blocks[0]) else None
        self._lay_out()
        self.refresh()

    @property
    def blocks(self) -> list[Block]:
        """The blocks as the document has them."""
        return [self._document.graph.block(block_id) for block_id in self._ids]

    def refresh(self) -> None:
        """Show what the document says."""
        blocks = self.blocks
        for name, field in self.fields.items():
            values = [self._spec.settings(block)[name] for block in blocks]
            field.show_value(values[0], differing=any(value != values[0] for value in values))
            field.setVisible(any(field.param.matters(self._spec.settings(block)) for block in blocks))
        if len(blocks) == 1 and self.name.text().strip() != blocks[0].name and self._name_trouble.isHidden():
            self.name.setText(blocks[0].name)
        self._show_problems()
        self._facts.setText("\n".join(self._fact_lines()))
        self._facts.setVisible(bool(self._facts.text()))
        if self.preview:
            base = self._document.path.parent if self._document.path else None
            said = [problem.message for problem in self._document.checked.problems if problem.block in self._ids]
            self.preview.look(blocks[0], base, said)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        margin = 0 if self._brief else 12
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(9)
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(Tile(self._spec.kind))
        label = spec_text(self._spec.label)
        count = len(self._ids)
        title.addWidget(heading(label if count == 1 else f"{count} x {label}"), 1)
        layout.addLayout(title)
        if count == 1:
            layout.addLayout(self._name_line())
            layout.addWidget(self._name_trouble)
        self.name.setVisible(count == 1)
        self._name_trouble.hide()
        layout.addLayout(self._problems)
        if self._spec.params:
            layout.addWidget(rule())
        for param in self._spec.params:
            field = Field(param, self)
            field.edited.connect(lambda value, param=param: self._set(param, value))
            field.finished.connect(self._done)
            self.fields[param.name] = field
            layout.addWidget(field)
            if self._spec.kind == "idx" and param.name == "folder" and count == 1:
                fetch = QPushButton(self.tr("Fetch MNIST…"), self)
                fetch.setObjectName("fetch")
                fetch.clicked.connect(lambda: self.fetch_wanted.emit(self._ids[0]))
                layout.addWidget(fetch, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(rule())
        layout.addWidget(self._facts)
        if self.preview:
            layout.addWidget(self.preview)
            self.preview.found.connect(self._name_columns)
        if not self._brief:
            layout.addWidget(dim_label(spec_text(self._spec.help)))
        if self._spec.formula and not self._brief:
            layout.addWidget(formula_label(spec_text(self._spec.formula)))
        layout.addStretch(1)

    def _name_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        label = QLabel(self.tr("Name"), self)
        label.setFixedWidth(LABEL_WIDTH)
        label.setBuddy(self.name)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setToolTip(self.tr("Shown on the block; its weights are saved under this name."))
        leave_to_window(self.name)
        self.name.textEdited.connect(self._rename)
        self.name.editingFinished.connect(self._name_done)
        line.addWidget(label)
        line.addWidget(self.name, 1)
        return line

    def _rename(self, name: str) -> None:
        block_id = self._ids[0]
        self._name_trouble.hide()
        try:
            self._document.edit_graph(
                self.tr("Rename"), lambda graph: edits.rename(graph, block_id, name), merge=("name", block_id)
            )
        except UserError as error:
            self._name_trouble.setText(translate(error.message))
            self._name_trouble.show()

    def _name_done(self) -> None:
        """Leave the field: a name that could not be used goes back to the one the block has."""
        self._name_trouble.hide()
        self._document.seal()
        self.name.setText(self.blocks[0].name)

    def _set(self, param: Param, value: Any) -> None:
        if problem := check_setting(self.blocks[0], param, value):
            self.fields[param.name].show_trouble(translate(problem))
            return
        self._document.edit_graph(
            self.tr("Change {setting}").format(setting=spec_text(param.label)),
            lambda graph: edits.set_param(graph, self._ids, param.name, value, param.default),
            merge=("param", self._ids, param.name) if param.kind in ("int", "float", "text") else None,
        )

    def _done(self) -> None:
        """Leave a field: what could not be used goes back to what the document says."""
        self._document.seal()
        self.refresh()

    def _name_columns(self, preview: Preview) -> None:
        """A source was looked at: fields that choose columns offer those it has."""
        texts = [column.name for column in preview.ranges if column.categories]
        for field in self.fields.values():
            if isinstance(field.editor, ColumnsEditor):
                field.editor.show_columns(preview.columns, texts)

    def _show_problems(self) -> None:
        while item := self._problems.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for problem in self._document.checked.problems:
            if problem.block in self._ids:
                self._problems.addWidget(notice(translate(problem.message), problem.severity == "error"))
                if repair := repair_of(self._document, problem):
                    button = QPushButton(translate(repair.label))
                    button.setObjectName("repair")
                    button.clicked.connect(partial(make, self._document, repair))
                    self._problems.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _fact_lines(self) -> list[str]:
        """Shapes and sizes."""
        graph, checked = self._document.graph, self._document.checked
        lines: list[str] = []
        if len(self._ids) == 1:
            arriving = {wire.target_port: (wire.source, wire.source_port) for wire in graph.into(self._ids[0])}
            ends = [(port, arriving.get(port.name, ("", ""))) for port in self._spec.inputs]
            ends += [(port, (self._ids[0], port.name)) for port in self._spec.outputs]
            for port, end in ends:
                if type := checked.types.get(end):
                    said = self.tr("{port}: {shape} a row")
                    lines.append(said.format(port=spec_text(port.label), shape=type_text(type)))
        found = self._document.parameters
        counted = {block_id: found[block_id] for block_id in self._ids if block_id in found}
        if len(self._ids) == 1 and counted:
            shapes = next(iter(counted.values()))
            lines += [f"{name}: {' x '.join(map(str, shape))}" for name, shape in shapes.items()]
        if counted:
            count = sum(total(shapes) for shapes in counted.values())
            lines.append(
                self.tr("{count} trainable parameters ({memory})").format(
                    count=f"{count:,}", memory=memory_text(4 * count)
                )
            )
        rows = self._document.value.training.batch_size
        if size := value_bytes(checked, self._ids, rows or 1):
            values = self.tr("{memory} of values and gradients a batch") if rows else self.tr("{memory} for each row")
            lines.append(values.format(memory=memory_text(size)))
        return lines
