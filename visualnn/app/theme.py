"""Which colours are in force, and the application dressed in them.

``colours()`` answers at any time; whoever paints by hand repaints on ``theme().changed``. Plots are dressed by
``panels.plots``, icons by ``app.icons``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from visualnn.app.colours import DARK, LIGHT, Colours
from visualnn.paths import resources

Mode = Literal["system", "light", "dark"]

PROJECTED = 1.5
"""How much larger everything is drawn for an audience."""

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The colours in force. ``mode`` is what the user chose; ``system`` follows the desktop while the program runs."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.colours: Colours = LIGHT
        self.projector = False
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)

    def choose(self, mode: Mode | str) -> None:
        """Dress the application in the theme; a mode that is not known counts as ``system``."""
        self.mode = cast(Mode, mode) if mode in get_args(Mode) else "system"
        # The platform's own dialogs and title bars follow this; it may call _dress by itself.
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[self.mode])
        self._dress()

    @property
    def scale(self) -> float:
        """How much larger than usual type and lines are drawn: for an audience they are seen from afar."""
        return PROJECTED if self.projector else 1.0

    def project(self, on: bool) -> None:
        """Draw large for an audience, or as usual."""
        if on != self.projector:
            self.projector = on
            self._dress()

    def _dress(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark if self.mode == "system" else None
        colours = DARK if self.mode == "dark" or dark else LIGHT
        application = cast(QApplication, QApplication.instance())
        application.setPalette(_palette(colours))
        sheet = _style_sheet(colours)
        if self.projector:
            sheet += f"QWidget {{ font-size: {application.font().pointSizeF() * PROJECTED:g}pt; }}"
        application.setStyleSheet(sheet)
        self.colours = colours
        self.changed.emit()


@cache
def theme() -> Theme:
    """The one theme of the application; needs a QApplication."""
    return Theme()


def colours() -> Colours:
    """The colours in force."""
    return theme().colours


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(colours.window))
    for where, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.panel,
        role.AlternateBase: colours.window,
        role.ToolTipBase: colours.field,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.dim,
        role.Text: colours.text,
        role.Button: colours.field if colours.dark else colours.window,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
    }.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.border))
    for where in (role.Highlight, role.Accent):  # of a slider that cannot be moved
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.line))
    return palette


def _style_sheet(colours: Colours) -> str:
    """Only what the palette cannot say: quiet docks, flat tool buttons, the main button, hairlines."""
    icons = (resources() / "icons").as_posix()
    return f"""
    QToolTip {{ color: {colours.text}; background: {colours.field}; border: 1px solid {colours.border};
               padding: 4px 6px; }}
    QMainWindow::separator {{ background: {colours.line}; width: 1px; height: 1px; }}
    QMainWindow::separator:hover {{ background: {colours.accent}; }}
    QMenuBar {{ background: {colours.window}; border-bottom: 1px solid {colours.line}; padding: 1px 4px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {colours.line}; }}
    QToolBar {{ background: {colours.window}; border: 0; border-bottom: 1px solid {colours.line};
               spacing: 3px; padding: 4px 6px; }}
    QToolBar QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px 8px; }}
    QToolBar QToolButton:hover {{ background: {colours.line}; }}
    QToolBar QToolButton:pressed, QToolBar QToolButton:checked {{ background: {colours.line};
               border-color: {colours.border}; }}
    QToolBar QToolButton:focus {{ border-color: {colours.accent}; }}
    QToolButton[popupMode="2"] {{ border: 1px solid transparent; border-radius: 3px; padding: 2px 12px 2px 2px; }}
    QToolButton[popupMode="2"]:hover {{ background: {colours.line}; }}
    QToolButton[popupMode="2"]:checked, QToolButton[popupMode="2"]:pressed {{ background: {colours.line};
               border-color: {colours.border}; }}
    QToolButton[popupMode="2"]:focus {{ border-color: {colours.accent}; }}
    QToolButton::menu-indicator {{ image: url("{icons}/chevron-down.svg"); width: 9px; height: 9px;
               subcontrol-position: center right; right: 1px; }}
    QToolButton#train {{ background: {colours.accent}; color: {colours.on_accent}; font-weight: 600;
               padding: 4px 14px 4px 10px; }}
    QToolButton#train:hover, QToolButton#train:pressed {{ background: {colours.accent};
               border-color: {colours.text}; }}
    QToolButton#train:disabled {{ background: {colours.line}; color: {colours.dim}; }}
    QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox {{ background: {colours.field}; color: {colours.text};
               border: 1px solid {colours.border}; border-radius: 4px; selection-background-color: {colours.accent};
               selection-color: {colours.on_accent}; }}
    QLineEdit, QAbstractSpinBox, QComboBox {{ padding: 2px 5px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{ border-color: {colours.accent}; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{
               background: {colours.window}; color: {colours.dim}; border-color: {colours.line}; }}
    QComboBox {{ padding-right: 18px; }}
    QComboBox::drop-down {{ border: 0; width: 18px; }}
    QComboBox::down-arrow {{ image: url("{icons}/chevron-down.svg"); width: 10px; height: 10px; }}
    QComboBox QAbstractItemView {{ background: {colours.field}; color: {colours.text};
               border: 1px solid {colours.border}; outline: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 16px; background: transparent; }}
    QAbstractSpinBox::up-arrow {{ image: url("{icons}/chevron-up.svg"); width: 9px; height: 9px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{icons}/chevron-down.svg"); width: 9px; height: 9px; }}
    QTableView QLineEdit, QTreeView QLineEdit, QAbstractSpinBox QLineEdit {{ border: 0; border-radius: 0;
               padding: 0 0 0 3px; }}
    QDockWidget {{ color: {colours.dim}; font-weight: 600; }}
    QDockWidget::title {{ background: {colours.window}; padding: 6px 8px; border-bottom: 1px solid {colours.line}; }}
    QTabBar::tab {{ background: {colours.window}; color: {colours.dim}; border: 0; padding: 6px 12px;
               border-top: 2px solid transparent; }}
    QTabBar::tab:selected {{ background: {colours.panel}; color: {colours.text}; border-top-color: {colours.accent}; }}
    QTabBar::tab:hover {{ color: {colours.text}; }}
    QTableView::indicator:unchecked, QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked {{
               background: {colours.field}; border: 1px solid {colours.border}; border-radius: 2px;
               width: 12px; height: 12px; }}
    QRadioButton::indicator:unchecked {{ border-radius: 7px; }}
    QCheckBox::indicator:unchecked:disabled {{ background: {colours.window}; border-color: {colours.line}; }}
    QCheckBox::indicator:unchecked:focus, QRadioButton::indicator:unchecked:focus {{ border-color: {colours.accent}; }}
    QHeaderView::section {{ background: {colours.panel}; color: {colours.dim}; border: 0; padding: 3px 6px;
               border-bottom: 1px solid {colours.line}; }}
    QScrollBar, QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {colours.border}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }}
    QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {colours.dim}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSlider::groove:horizontal {{ background: {colours.border}; height: 4px; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {colours.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ background: {colours.accent}; border: 2px solid {colours.window}; width: 12px;
               margin: -6px 0; border-radius: 8px; }}
    QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border-color: {colours.text}; }}
    QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {{ background: {colours.border}; }}
    QProgressBar {{ background: {colours.line}; border: 0; border-radius: 3px; }}
    QProgressBar::chunk {{ background: {colours.accent}; border-radius: 3px; }}
    QDockWidget {{ titlebar-close-icon: url("{icons}/dock-close.svg");
               titlebar-normal-icon: url("{icons}/dock-float.svg"); }}
    QStatusBar {{ background: {colours.window}; border-top: 1px solid {colours.line}; color: {colours.dim}; }}
    QStatusBar::item {{ border: 0; }}
    """
