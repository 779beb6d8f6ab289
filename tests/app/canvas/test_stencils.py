"""Cards stamped from pictures look like cards that are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tests.app.canvas.hand import Hand
from visualnn.app.canvas.stencils import Stencils


def picture(hand: Hand, ratio: float = 1.0) -> QImage:
    image = QImage(hand.view.viewport().size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hand.view.render(painter)
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> float:
    """How much two pictures differ, on average over all points, of 255."""
    pairs = ((x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3))
    found = [abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) for x, y in pairs]
    return sum(found) / len(found)


@pytest.mark.parametrize("zoom", [0.4, 0.61, 1.0, 1.4])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_at_any_zoom_and_scaling(hand: Hand, monkeypatch: pytest.MonkeyPatch, zoom: float, ratio: float) -> None:
    hand.view.select(["b2"])
    hand.view.navigator.set_zoom(zoom)
    stamped = picture(hand, ratio)
    hand.view.select([])
    assert difference(stamped, picture(hand, ratio)) > 0.01  # a selected card looks different
    hand.view.select(["b2"])
    monkeypatch.setattr(Stencils, "stamp", lambda *_: False)
    assert difference(stamped, picture(hand, ratio)) < 0.35
