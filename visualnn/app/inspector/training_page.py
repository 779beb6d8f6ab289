"""The training settings, shown while no block is selected."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.inspector.field import Field
from visualnn.app.inspector.parts import dim_label, heading, rule
from visualnn.app.inspector.training_settings import GROUPS
from visualnn.app.parameters import total
from visualnn.app.sizes import memory_text, value_bytes
from visualnn.app.text import spec_text
from visualnn.graph.training import Training
from visualnn.project.format import Project

_DEPENDENT = {
    name for name in Training.__struct_fields__ if getattr(Training(), name) is msgspec.UNSET
}  # on optimizer or schedule: whether they are shown, and their defaults
_TINY = 1e-6


class TrainingPage(QWidget):
    """How the network is trained, and how large it is."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.fields: dict[str, Field] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(9)
        layout.addWidget(heading(self.tr("Training")))
        zeros = {
            "batch_size": self.tr("all"),
            "steps": self.tr("by epochs"),
            "period": self.tr("by length"),
            "warm_up": self.tr("none"),
            "threads": self.tr("automatic"),
        }
        for group in GROUPS:
            if self.fields:
                layout.addWidget(rule())
            for param in group:
                field = Field(param, self, zeros.get(param.name, ""))
                field.edited.connect(lambda value, name=param.name: self._set(name, value))
                field.finished.connect(self._done)
                self.fields[param.name] = field
                layout.addWidget(field)
        self._size = dim_label()
        layout.addSpacing(6)
        layout.addWidget(self._size)
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document says."""
        training = self._document.value.training
        defaults, values = training.defaults(), training.resolved()
        for name, field in self.fields.items():
            if name in defaults:
                field.param = msgspec.structs.replace(field.param, default=defaults[name])
                field.show_value(values[name])
            elif name not in _DEPENDENT:
                field.show_value(getattr(training, name))
            field.setVisible(name in defaults or name not in _DEPENDENT)
        self.fields["epochs"].setEnabled(not training.steps)
        self._size.setText("\n".join(self._size_lines()))

    def _size_lines(self) -> list[str]:
        """How large the network is."""
        graph, rows = self._document.graph, self._document.value.training.batch_size
        if not graph.blocks:
            return []
        count = sum(total(shapes) for shapes in self._document.parameters.values())
        lines = [
            self.tr("{blocks} blocks, {count} trainable parameters ({memory})").format(
                blocks=len(graph.blocks), count=f"{count:,}", memory=memory_text(4 * count)
            )
        ]
        size = value_bytes(self._document.checked, (block.id for block in graph.blocks), rows or 1)
        values = self.tr("{memory} of values and gradients a batch") if rows else self.tr("{memory} for each row")
        return [*lines, values.format(memory=memory_text(size))]

    def _set(self, name: str, value: Any) -> None:
        field = self.fields[name]
        low, high = field.param.minimum, field.param.maximum
        if isinstance(value, float) and low is not None and high is not None and not low <= value <= high:
            if 0 < low < _TINY:
                sentence = self.tr("{name} must be a number above 0 and at most {maximum}.")
            else:
                sentence = self.tr("{name} must be a number from {minimum} to {maximum}.")
            label = spec_text(field.param.label)
            field.show_trouble(sentence.format(name=label, minimum=f"{low:g}", maximum=f"{high:g}"))
            return
        if name in _DEPENDENT and value == field.param.default:
            value = msgspec.UNSET

        def edit(project: Project) -> Project:
            return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **{name: value}))

        self._document.apply(self.tr("Training settings"), edit, merge=("training", name))

    def _done(self) -> None:
        """Leave a field: what could not be used goes back to what the document says."""
        self._document.seal()
        self.refresh()
