"""Moving the keyboard's focus between the parts of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QWidget


def go_to(dock: QDockWidget, field: QWidget | None = None) -> None:
    """Bring a dock to the front and put the focus on a field, by default the first that takes it."""
    dock.show()
    dock.raise_()
    target = field or _first(dock.widget())
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def come_back_on_escape(dock: QDockWidget, home: QWidget) -> None:
    """Let Esc anywhere in a dock that has no other use for it take the focus back home."""
    escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), dock)
    escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    escape.activated.connect(home.setFocus)


def _first(widget: QWidget) -> QWidget | None:
    """The widget, or else the first inside it, that the Tab key stops at.

    The chain of the whole window is walked: what was built later stands anywhere in it.
    """
    candidate: QWidget | None = widget
    while candidate is not None:
        inside = candidate is widget or widget.isAncestorOf(candidate)
        if inside and candidate.focusPolicy() & Qt.FocusPolicy.TabFocus and candidate.isVisibleTo(widget):
            return candidate
        candidate = candidate.nextInFocusChain()
        if candidate is widget:
            break
    return None
