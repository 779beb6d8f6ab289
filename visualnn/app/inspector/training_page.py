"""The training settings, shown while no block is selected."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.inspector.field import Field
from visualnn.app.inspector.parts import dim_label, heading
from visualnn.app.inspector.training_settings import SETTINGS
from visualnn.app.parameters import total
from visualnn.app.text import spec_text
from visualnn.project.format import Project


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
        zeros = {"batch_size": self.tr("all"), "steps": self.tr("by epochs"), "threads": self.tr("automatic")}
        for param in SETTINGS:
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
        for name, field in self.fields.items():
            field.show_value(getattr(training, name))
        self.fields["epochs"].setEnabled(not training.steps)
        graph = self._document.graph
        count = sum(total(shapes) for shapes in self._document.parameters.values())
        self._size.setText(
            self.tr("{blocks} blocks, {count} trainable parameters ({memory})").format(
                blocks=len(graph.blocks), count=f"{count:,}", memory=memory_text(4 * count)
            )
            if graph.blocks
            else ""
        )

    def _set(self, name: str, value: Any) -> None:
        field = self.fields[name]
        low, high = field.param.minimum, field.param.maximum
        if isinstance(value, float) and low is not None and high is not None and not low <= value <= high:
            sentence = self.tr("{name} must be a number above 0 and at most {maximum}.")
            field.show_trouble(sentence.format(name=spec_text(field.param.label), maximum=f"{high:g}"))
            return

        def edit(project: Project) -> Project:
            return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **{name: value}))

        self._document.apply(self.tr("Training settings"), edit, merge=("training", name))

    def _done(self) -> None:
        """Leave a field: what could not be used goes back to what the document says."""
        self._document.seal()
        self.refresh()


def memory_text(size: int) -> str:
    """A number of bytes for people: 812 B, 36.0 kB, 1.2 MB."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"
