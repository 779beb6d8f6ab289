"""Colour scales of heat maps."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage

from visualnn.app.theme import colours

STEPS = 256


def diverging() -> np.ndarray:
    """Colours from the negative end over neutral to the positive end, ``[256, 3]`` uint8."""
    now = colours()
    return _between((now.negative, now.neutral, now.positive))


def sequential() -> np.ndarray:
    """Colours from low to high, ``[256, 3]`` uint8."""
    return _between(colours().scale)


def shaded(values: np.ndarray, palette: np.ndarray, low: float, high: float) -> np.ndarray:
    """The colour of every value, ``[..., 3]`` uint8; what is not a number has the colour of the panel."""
    ground = QColor(colours().panel)
    shades = np.vstack([palette, np.array([ground.red(), ground.green(), ground.blue()], np.uint8)])
    return shades[_places(values, low, high)]


def image(shades: np.ndarray) -> QImage:
    """Colours ``[rows, columns, 3]`` uint8 as an image that owns its pixels."""
    pixels = np.ascontiguousarray(shades)
    rows, columns = pixels.shape[:2]
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def painted(values: np.ndarray, palette: np.ndarray, low: float, high: float) -> QImage:
    """The colours of values ``[rows, columns]`` as an image, as :func:`shaded` gives them, at a quarter of the cost."""
    pixels = np.ascontiguousarray(_table(palette.tobytes(), colours().panel)[_places(values, low, high)])
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def _places(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """The place of every value's colour in the palette; after the last for what is not a number."""
    half = high / 2 - low / 2 or 1.0  # halves, for more may lie between the ends than 32 bits can hold
    with np.errstate(over="ignore"):  # what is far beyond an end has its colour
        places = np.multiply(values / 2 - low / 2, (STEPS - 1) / half)
    np.clip(places, 0, STEPS - 1, out=places)
    places[np.isnan(places)] = STEPS
    return places.astype(np.int16)


@lru_cache(maxsize=8)
def _table(palette: bytes, ground: str) -> np.ndarray:
    """The colours of a palette, and after them that of the ground, as Qt takes them."""
    red, green, blue = np.frombuffer(palette, np.uint8).reshape(-1, 3).astype(np.uint32).T
    return np.append(0xFF000000 | red << 16 | green << 8 | blue, np.uint32(QColor(ground).rgb()))


def symmetric(values: np.ndarray) -> float:
    """The largest size of a finite value: the end of a scale that has 0 in its middle; 1 when all are 0."""
    reach = max(abs(float(values.max())), abs(float(values.min()))) if values.size else 0.0
    if not np.isfinite(reach):
        reach = float(np.abs(values[np.isfinite(values)]).max(initial=0.0))
    return reach or 1.0


@lru_cache(maxsize=8)
def _between(names: tuple[str, ...]) -> np.ndarray:
    stops = [QColor(name) for name in names]
    channels = ([c.red() for c in stops], [c.green() for c in stops], [c.blue() for c in stops])
    place = np.linspace(0, len(stops) - 1, STEPS)
    palette = np.stack([np.interp(place, range(len(stops)), channel) for channel in channels], -1).astype(np.uint8)
    palette.setflags(write=False)
    return palette
