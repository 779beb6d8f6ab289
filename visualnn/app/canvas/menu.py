"""The menu of the right mouse button: what can be done with the thing under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu

from visualnn.app.repairs import make, repairs
from visualnn.app.text import translate
from visualnn.graph import groups

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


def context_menu(view: CanvasView, point: QPointF) -> QMenu:
    """The menu for a point of the scene; what is there is selected."""
    scene, do, organise = view.canvas, view.commands, view.organise
    node, area, wire = scene.node_at(point), scene.area_at(point), scene.wire_at(point)
    here = node or area
    if here is not None and not here.isSelected():
        view.select([here.element_id])
    elif here is None:
        scene.select(wires=[wire.wire] if wire else [])
    menu = _menu(view)
    if here is not None:
        if node is not None:
            _add_repairs(view, menu, node.element_id)
        menu.addActions([do.rename, do.cut, do.copy, do.duplicate])
        menu.addSeparator()
        offered = [organise.bypass, organise.toggle, organise.group, organise.ungroup, organise.frame, organise.keep]
        menu.addActions([action for action in offered if action.isEnabled()])
        if len(view.selection()) > 1:
            menu.addMenu(organise.align_menu(menu))
        menu.addSeparator()
        menu.addActions([do.delete, do.dissolve])
    elif wire is not None:
        menu.addActions([do.delete])
    else:
        menu.addActions([do.add_block, organise.comment, do.paste, do.select_all])
        menu.addSeparator()
        menu.addActions([do.arrange, do.fit])
    return menu


def repair_menu(view: CanvasView, element_id: str) -> QMenu | None:
    """What the badge of a card offers: its problems, each with its repair; None where there is no repair."""
    menu = _menu(view)
    _add_repairs(view, menu, element_id)
    if not menu.isEmpty():
        return menu
    menu.deleteLater()
    return None


def _menu(view: CanvasView) -> QMenu:
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    return menu


def _add_repairs(view: CanvasView, menu: QMenu, element_id: str) -> None:
    document = view.document
    blocks = groups.with_members(document.graph, [element_id])
    for problem, repair in repairs(document):
        if problem.block in blocks:
            action = menu.addAction(translate(repair.label), partial(make, document, repair))
            action.setToolTip(translate(problem.message))
    if not menu.isEmpty():
        menu.addSeparator()
