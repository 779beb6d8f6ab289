"""Pens, brushes and fonts of the canvas, made once for each theme because painting asks for them thousands of times."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPen,
    QPixmap,
    QStaticText,
    QTextLayout,
    QTransform,
)

from visualnn.app.canvas.stencils import Stencils
from visualnn.app.colours import Colours, mixed
from visualnn.app.glyphs import tile_icon
from visualnn.app.theme import theme
from visualnn.blocks.catalogue import SPECS

FULL_DETAIL = 0.7
"""Zoom from which blocks show all their text as usual; below it name and summary, larger."""
SOME_DETAIL = 0.28
"""Zoom from which blocks show their name at all."""
LEAST_DETAIL = 0.12
"""Zoom from which blocks show their drawing."""


_LABELS = 1000


class Style:
    """What the items of the canvas paint with; replaced as a whole when the theme changes."""

    def __init__(self, colours: Colours) -> None:
        self.colours = colours
        self.full_detail = FULL_DETAIL * theme().scale
        """Zoom from which there is all the text; before an audience the larger one of fewer words stays longer."""
        self.node = QBrush(QColor(colours.node))
        self.border = QPen(QColor(colours.node_border), 1.0)
        self.border_selected = QPen(QColor(colours.node_selected), 2.4)
        self.far_selected = QColor(colours.text)
        self.text = QColor(colours.text)
        self.dim = QColor(colours.dim)
        self.canvas = QColor(colours.canvas)
        self.accent = QColor(colours.accent)
        self.error = QColor(colours.error)
        self.warning = QColor(colours.warning)
        self.badge_edge = QPen(self.canvas, 2.0)
        self.badge_mark = QPen(QColor(colours.node), 2.0)
        self.badge_mark.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.port = QPen(QColor(colours.port), 1.6)
        self.port_lit = QPen(self.accent, 2.0)
        self.halo = QColor(self.accent)
        self.halo.setAlpha(70)
        self.shadow = QColor(0, 0, 0, 90 if colours.dark else 22)
        self.track = QBrush(QColor(colours.line))
        self.wire = _wire_pen(colours.wire, 2.0)
        self.wire_selected = _wire_pen(colours.wire_selected, 3.2)
        self.wire_error = _wire_pen(colours.wire_error, 2.4)
        self.wire_faint = _wire_pen(colours.wire, 1.6)
        self.wire_faint.setDashPattern([4, 3])
        self.node_selected = QColor(colours.node_selected)
        self.line = QColor(colours.border)
        self.comment = QColor(mixed(colours.node, colours.warning, 0.1))
        self.comment_mark = QColor(colours.warning)
        self.far_text_font = _font(15)
        self.name_font = _font(13, QFont.Weight.DemiBold)
        self.text_font = _font(11)
        self.stencils = Stencils()
        self.reading_font = _font(13)
        self.far_reading_font = _font(18)
        self._labels: dict[tuple[str, int], QStaticText] = {}
        self._tiles: dict[str, QPixmap] = {}
        self._categories: dict[str, QColor] = {}
        self.far_font = _font(18, QFont.Weight.DemiBold)

    def category(self, kind: str) -> QColor:
        """The colour of a block kind's category."""
        if kind not in self._categories:
            spec = SPECS.get(kind)
            self._categories[kind] = QColor(self.colours.of_category(spec.category if spec else ""))
        return self._categories[kind]

    def series(self, index: int) -> QColor:
        """The colour of the n-th line of a plot, which frames take too."""
        return QColor(self.colours.of_series(index))

    def tile(self, kind: str) -> QPixmap:
        """A block kind's tile as a picture, which is quicker to paint than the drawing."""
        if kind not in self._tiles:
            self._tiles[kind] = tile_icon(kind, self.colours, size=16).pixmap(QSize(16, 16), 2.0)
        return self._tiles[kind]

    def label(self, text: str, font: QFont) -> QStaticText:
        """A short text that many wires share, laid out once."""
        key = text, font.pixelSize()
        if key not in self._labels:
            if len(self._labels) > _LABELS:  # numbers that are read go by in their thousands
                self._labels.clear()
            self._labels[key] = self.lay_out(text, font)
        return self._labels[key]

    def lay_out(self, text: str, font: QFont, width: float = math.inf, lines: int = 1) -> QStaticText:
        """Text ready to be drawn often, cut with an ellipsis where it is longer than some lines of ``width``."""
        metrics = QFontMetricsF(font)
        above = ""
        while lines > 1 and metrics.horizontalAdvance(text) > width:
            length = _first_line(text, font, width)
            above, text, lines = f"{above}{text[:length].rstrip()}\n", text[length:], lines - 1
        if width < math.inf:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        static = QStaticText(above + text)
        if above:
            static.setTextWidth(width + 1)  # without a width Qt draws all lines on the first
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), font)
        return static


def _first_line(text: str, font: QFont, width: float) -> int:
    """How many characters fit on a line, broken between words where that is possible."""
    layout = QTextLayout(text, font)
    option = layout.textOption()
    option.setWrapMode(option.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return int(line.textLength())


def _font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # so that text scales evenly with the zoom
    return font


def _wire_pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
