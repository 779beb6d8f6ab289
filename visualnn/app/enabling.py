"""Actions that cannot be done just now say why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

_KEY = "why not"


def enable(action: QAction, possible: bool, otherwise: str) -> None:
    """Enable an action, or disable it with the reason, a sentence that says what to do first."""
    action.setProperty(_KEY, "" if possible else otherwise)
    action.setEnabled(possible)


def why_not(action: QAction) -> str:
    """Why an action is disabled; empty for one that is enabled."""
    if action.isEnabled():
        return ""
    return str(action.property(_KEY) or "") or QCoreApplication.translate("Enabling", "Not possible just now.")
