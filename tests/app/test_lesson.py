"""Walking through the course in the lesson panel."""

import pytest
from PySide6.QtCore import Qt

from visualnn.app.document import Document
from visualnn.app.lesson import LessonPanel
from visualnn.project import course, store
from visualnn.project.format import Project


@pytest.fixture
def document():
    return Document()


@pytest.fixture
def panel(qtbot, document):
    panel = LessonPanel(document)
    qtbot.addWidget(panel)
    panel.resize(280, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.wanted.connect(lambda path: document.replace(store.load(path), path))
    return panel


def open_lesson(document, number):
    path = course.lessons()[number].path
    document.replace(store.load(path), path)


def test_links_lead_to_the_neighbours(qtbot, document, panel):
    lessons = course.lessons()
    open_lesson(document, 3)
    assert panel.place.text() == f"4 of {len(lessons)}"
    assert panel.on.accessibleName() == f"Next Lesson: {lessons[4].title['en']}"

    qtbot.mouseClick(panel.on, Qt.MouseButton.LeftButton)
    assert document.path == lessons[4].path
    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    assert document.path == lessons[2].path


def test_the_course_has_ends(document, panel):
    open_lesson(document, 0)
    assert not panel.back.isVisible()
    assert not panel.previous.isEnabled()
    open_lesson(document, -1)
    assert not panel.on.isVisible()
    assert panel.previous.isEnabled()


def test_a_project_of_ones_own_has_no_links(document, panel, tmp_path):
    open_lesson(document, 0)
    document.replace(Project(), tmp_path / "mine.vnn")
    assert not panel.place.isVisible()
    assert not panel.following.isEnabled()
