"""The paths of a race: where they run, and the ground on which they do."""

from types import SimpleNamespace

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor, QImage

from visualnn.app.panels.race_looks import look
from visualnn.app.panels.race_paths import CELLS, RacePaths
from visualnn.graph.race import Race
from visualnn.training.entrant import Position
from visualnn.training.landscape import Plane
from visualnn.training.worker import Answer

PATHS = {"sgd 0.5": [[-2, -0.5], [1, 0.2]], "adam 0.05": [[-2, -0.5], [2, 0.7]]}
RACE = Race("optimizer", tuple(PATHS))


def valley(x, y):
    """A loss that differs wherever its axes are exchanged."""
    return 0.1 + np.exp(x) + 3 * y**2


class Session:
    """Answers on the spot, or when it is told to: rows of the ground are ``held`` back."""

    def __init__(self, paths, loss):
        self.plane = Plane(np.zeros(2), np.eye(2), (0.9, 0.1), tuple(np.array(path, float) for path in paths))
        self.loss = loss
        self.hold, self.held = False, []

    def request(self, name, *arguments):
        answer = Answer()
        if name == "plane":
            answer.set_result(self.plane)
        elif self.hold:
            self.held.append((answer, arguments[2]))
        else:
            self.answer(answer, arguments[2])
        return answer

    def answer(self, answer, places):
        answer.set_result(self.loss(*places.T))


def entrant(value, session):
    path = list(enumerate(np.array(PATHS[value], float)))
    position = Position(value, 1, None, None, None)
    return SimpleNamespace(value=value, problem=None, session=session, path=path, position=position)


@pytest.fixture
def show(qtbot):
    """The paths of a race that rests, on a loss over the plane; returns them, the race and its session."""

    def show(loss=valley, hold=False):
        paths = RacePaths()
        qtbot.addWidget(paths)
        paths.resize(500, 360)
        with qtbot.waitExposed(paths):
            paths.show()
        session = Session(PATHS.values(), loss)
        session.hold = hold
        entrants = [entrant(value, session) for value in PATHS]
        contest = SimpleNamespace(state="paused", paths_kept=True, step_count=1, entrants=entrants, poll=tuple)
        paths.show_race(RACE, contest)
        qtbot.waitUntil(lambda: len(session.held) == CELLS if hold else not np.isnan(paths.losses).any())
        return paths, contest, session

    return show


def contours(paths):
    return [item for item in paths.plot.getPlotItem().items if isinstance(item, pg.IsocurveItem)]


def test_along_a_line_of_equal_loss_the_loss_is_that(show):
    paths, _, _ = show()
    assert len(contours(paths)) > 5
    for contour in contours(paths):
        contour.generatePath()
        line = contour.transform().map(contour.path)
        places = [line.elementAt(number) for number in range(line.elementCount())]
        losses = [valley(place.x, place.y) for place in places]
        np.testing.assert_allclose(np.log10(losses), contour.level, atol=0.05)


def test_no_line_of_equal_loss_is_drawn_before_all_of_the_ground_is_known(qtbot, show):
    paths, _, session = show(hold=True)
    for answer, places in session.held[: CELLS // 2]:
        session.answer(answer, places)
    qtbot.waitUntil(lambda: np.isfinite(paths.losses).sum() == CELLS * (CELLS // 2))
    assert not contours(paths)
    for answer, places in session.held[CELLS // 2 :]:
        session.answer(answer, places)
    qtbot.waitUntil(lambda: bool(contours(paths)))


def test_around_losses_that_are_infinite_there_are_lines_of_equal_loss_too(show):
    paths, _, _ = show(lambda x, y: np.where(x > 2, np.inf, valley(x, y)))
    assert contours(paths)


def test_a_single_weight_has_no_plane(qtbot):
    paths = RacePaths()
    qtbot.addWidget(paths)
    one = SimpleNamespace(problem=None, path=[(0, np.zeros(1)), (1, np.ones(1))])
    paths.show_race(RACE, SimpleNamespace(state="paused", paths_kept=True, step_count=1, entrants=[one], poll=tuple))
    assert "a single weight" in paths.plot._hint.text()


def test_of_a_race_that_is_gone_nothing_stays(show):
    paths, contest, _ = show()
    assert paths.scale.isVisible()
    contest.step_count = 0  # it was reset
    paths.show_race(RACE, contest)
    assert not paths.scale.isVisible()
    assert not paths.walks.walks
    assert not contours(paths)
    assert paths.plot.beside is None


def test_a_drawing_names_the_variants_and_has_the_scale_of_the_loss(show, tmp_path):
    paths, _, _ = show()
    paths.plot.save_picture(tmp_path / "paths.svg")
    drawn = (tmp_path / "paths.svg").read_text(encoding="utf-8")
    assert "Gradient descent · 0.5" in drawn
    assert "Adam · 0.05" in drawn
    assert f"{paths.losses.max():.3g}" in drawn


def test_paths_are_as_thick_in_a_sharp_picture_as_on_the_screen(show, tmp_path):
    paths, _, _ = show()
    paths.resize(800, 500)  # a smaller one would be enlarged
    paths.plot.save_picture(tmp_path / "paths.png")

    def coloured(image):
        pixels = pg.functions.ndarray_from_qimage(image.convertToFormat(QImage.Format.Format_RGB32))
        return (pixels.view(np.uint32) == QColor(look(0).colour).rgb()).sum()

    picture = QImage(str(tmp_path / "paths.png"))
    assert coloured(picture) > 3 * coloured(paths.plot.grab().toImage())  # twice as long, twice as wide
