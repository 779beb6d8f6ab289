"""Which row of the data the values on the canvas belong to."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QSpinBox, QWidget

_PLACE = QPoint(8, 2)


class RowStepper(QSpinBox):
    """Steps through the rows of a table, or takes the first few together; floats over the canvas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Row whose values are shown"))
        self.setToolTip(self.tr("The row of the training data that goes through the network; 0: several together"))
        self.setPrefix(self.tr("row "))
        self.setMinimum(0)
        self.setValue(1)
        self.move(_PLACE)
        self.hide()

    def fit(self, rows: int, together: int) -> None:
        """Offer so many rows, of which ``together`` can be shown at once; 1 row needs no stepper."""
        if rows != self.maximum() or not self.specialValueText():
            self.setMaximum(max(1, rows))
            self.setSuffix(self.tr(" of {rows}").format(rows=f"{rows:,}"))
            every, first = self.tr("all rows"), self.tr("rows 1 to {count}").format(count=together)
            self.setSpecialValueText(every if rows <= together else first)
            self.adjustSize()
