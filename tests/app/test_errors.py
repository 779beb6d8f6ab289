"""Errors reach the user as a sentence or as a report, and the program goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from visualnn.app.errors import CrashDialog, CrashGuard, report
from visualnn.messages import UserError, define

define(test_mend_it="The cup “{cup}” is empty: fill it.")


@pytest.fixture
def guard(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return CrashGuard(parent)


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def pass_on(guard, error, look):
    """Give an error to the guard and look at the dialog it opens."""
    seen = []

    def when_open():
        dialog = QApplication.activeModalWidget()
        seen.append(look(dialog))
        dialog.close()

    QTimer.singleShot(50, when_open)
    guard(type(error), error, error.__traceback__)
    return seen[0]


def test_an_unexpected_error_shows_a_report_to_copy(guard):
    def look(dialog):
        assert isinstance(dialog, CrashDialog)
        dialog.copy.click()
        return QGuiApplication.clipboard().text()

    text = pass_on(guard, raised(ZeroDivisionError("deep inside")), look)
    assert "ZeroDivisionError: deep inside" in text
    assert "PySide6" in text


def test_a_user_error_that_nobody_caught_is_a_sentence(guard):
    assert pass_on(guard, raised(UserError("test_mend_it", cup="tea")), QMessageBox.text) == (
        "The cup “tea” is empty: fill it."
    )


def test_a_report_holds_versions_and_the_traceback():
    text = report(raised(KeyError("x")))
    assert text.startswith("visualnn ")
    assert "Traceback" in text
