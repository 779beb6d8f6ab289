"""The lesson beside the canvas is set to be read in a narrow panel."""

import pytest
from PySide6.QtGui import QFontDatabase

from visualnn.app.document import Document
from visualnn.app.main import read_hangul
from visualnn.app.notes import Notes
from visualnn.project.format import Project


@pytest.fixture
def notes(qtbot):
    """The panel with a lesson of a title, a paragraph and a list."""
    text = "# A title that is rather long for a panel\n\nFirst the *why*.\n\n**Try**\n- one thing\n- another"
    notes = Notes(Document(Project(notes={"en": text})))
    qtbot.addWidget(notes)
    notes.resize(280, 400)
    notes.show()
    return notes


def lines(notes):
    """The blocks of the text, each with the height of its first line in pixels."""
    block = notes.document().begin()
    while block.isValid():
        yield block.text(), block.layout().lineAt(0).height()
        block = block.next()


def test_the_title_is_larger_than_the_text_but_not_twice(notes):
    heights = dict(lines(notes))
    title, text = heights["A title that is rather long for a panel"], heights["First the why."]

    assert text < title < 1.6 * text


def test_lines_have_air_between_them_and_lists_stay_lists(notes):
    title = notes.document().begin().layout()

    assert title.lineAt(1).y() - title.lineAt(0).y() > 1.1 * title.lineAt(0).height()
    assert notes.document().lastBlock().textList() is not None


def test_hangul_has_a_font_of_its_own_after_the_usual_one(qapp):
    usual = qapp.font()
    try:
        read_hangul(qapp)
        first, *others = qapp.font().families()
    finally:
        qapp.setFont(usual)
    assert first == usual.family()
    assert all(QFontDatabase.hasFamily(family) for family in others)
