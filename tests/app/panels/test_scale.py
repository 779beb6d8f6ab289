"""The legend of a colour scale."""

import pytest

from visualnn.app.panels import palettes
from visualnn.app.panels.scale import Scale
from visualnn.app.theme import theme


@pytest.mark.parametrize("projector", [False, True])
@pytest.mark.parametrize(("low", "high", "widest"), [(0, 1, "0"), (-1.78, 1.54, "-1.78"), (1.23e-5, 1e6, "1.23e-5")])
def test_it_is_as_wide_as_its_values(qtbot, low, high, widest, projector):
    theme().project(projector)
    try:
        scale = Scale()
        qtbot.addWidget(scale)
        scale.show()
        scale.show_scale(palettes.diverging(), low, high)
        needed = scale.fontMetrics().horizontalAdvance(widest)
        assert needed < scale.sizeHint().width() < needed + 36
    finally:
        theme().project(False)


def test_while_values_change_it_gets_no_narrower(qtbot):
    scale = Scale()
    qtbot.addWidget(scale)
    scale.show_scale(palettes.diverging(), -1.23e-12, 1)
    wide = scale.sizeHint().width()
    scale.show_scale(palettes.diverging(), 0, 1)
    assert scale.sizeHint().width() == wide
