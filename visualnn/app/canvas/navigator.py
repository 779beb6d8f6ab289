"""Moving about on the canvas: zoom, pan, fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsView

from visualnn.app.theme import theme

LOWEST, HIGHEST = 0.08, 4.0
_MARGIN = 28.0
_WORLD = QRectF(-1e5, -1e5, 2e5, 2e5)


class Navigator:
    """The zoom and place of a view.

    After a fit the picture stays fitted when the view is resized, until the user zooms or pans.
    """

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self._fitted: QRectF | None = None
        view.setSceneRect(_WORLD)
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    @property
    def zoom(self) -> float:
        """Pixels of the view per pixel of the scene."""
        return self._view.transform().m11()

    def seen(self) -> QRectF:
        """The part of the scene that is in view."""
        return self._view.mapToScene(self._view.viewport().rect()).boundingRect()

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom so that what lies at ``anchor``, in pixels of the view (None: its centre), stays there."""
        self._fitted = None
        self._set_zoom(self.zoom * factor, anchor or QPointF(self._view.viewport().rect().center()))

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the centre."""
        self.zoom_by(zoom / self.zoom)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by pixels of the view."""
        self._fitted = None
        self._scroll(dx, dy)

    def fit(self, bounds: QRectF) -> None:
        """Show a rectangle of the scene as large as it goes, but not above 100 %, before an audience 150 %;
        an empty one: the origin."""
        self._fitted = QRectF(bounds)
        room = self._view.viewport().rect().adjusted(int(_MARGIN), int(_MARGIN), -int(_MARGIN), -int(_MARGIN))
        zoom = largest = theme().scale
        if bounds.width() > 0 and bounds.height() > 0:
            zoom = min(room.width() / bounds.width(), room.height() / bounds.height(), largest)
        self._set_zoom(zoom, QPointF())
        self._view.centerOn(bounds.center())

    def resized(self) -> None:
        """The view has another size: fit again what was fitted."""
        if self._fitted is not None:
            self.fit(self._fitted)

    def reveal(self, bounds: QRectF) -> None:
        """Bring a rectangle of the scene into view, if it is not there yet."""
        if not self.seen().contains(bounds):
            self._fitted = None
            self._view.centerOn(bounds.center())

    def _set_zoom(self, zoom: float, anchor: QPointF) -> None:
        zoom = min(HIGHEST, max(LOWEST, zoom))
        below = self._view.mapToScene(anchor.toPoint())
        self._view.scale(zoom / self.zoom, zoom / self.zoom)
        off = anchor - QPointF(self._view.mapFromScene(below))
        self._scroll(off.x(), off.y())

    def _scroll(self, dx: float, dy: float) -> None:
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(dy))
