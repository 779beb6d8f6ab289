"""Data of the user's own: files and folders become data blocks, chosen in a dialog or dragged onto the canvas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import structs
from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QFileDialog

from visualnn.app.canvas.view import CanvasView
from visualnn.app.errors import show_error
from visualnn.app.fetch_dialog import FetchDialog
from visualnn.app.settings import Settings
from visualnn.blocks.catalogue import SPECS
from visualnn.data.catalogue import is_data
from visualnn.data.recognise import ARRAYS, TABLES, TEXTS, Recognised, recognise
from visualnn.graph import edits
from visualnn.graph.model import Graph
from visualnn.messages import UserError


class OwnData(QObject):
    """Puts data blocks for files on a canvas. A file for a data block that is there becomes its source instead."""

    def __init__(self, canvas: CanvasView, settings: Settings) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._settings = settings

    def ask_file(self) -> bool:
        """Ask for a file and add its data; whether that was done."""
        suffixes = " ".join(f"*{suffix}" for suffix in (*TABLES, *ARRAYS, *TEXTS))
        kinds = f"{self.tr('Tables, arrays and texts')} ({suffixes});;{self.tr('All files')} (*)"
        title = self.tr("Choose a File of Data")
        name, _ = QFileDialog.getOpenFileName(self._canvas.window(), title, self._settings.data_folder, kinds)
        return bool(name) and self.add(Path(name))

    def ask_folder(self) -> bool:
        """Ask for a folder of pictures or IDX files and add its data; whether that was done."""
        title = self.tr("Choose a Folder of Data")
        name = QFileDialog.getExistingDirectory(self._canvas.window(), title, self._settings.data_folder)
        return bool(name) and self.add(Path(name))

    def add(self, path: Path, point: QPointF | None = None) -> bool:
        """Add a block that reads a file or folder, at a point of the scene or in a free place; on a data block, let
        that read it. Told in a dialog when no block can."""
        try:
            found = recognise(path)
        except UserError as error:
            show_error(error, self._canvas.window())
            return False
        self._settings.data_folder = str(path.absolute().parent)
        node = self._canvas.canvas.node_at(point) if point is not None else None
        blocks = {block.id: block for block in self._canvas.document.graph.blocks}
        if node is not None and node.element_id in blocks and is_data(blocks[node.element_id]):
            self.replace(node.element_id, found.kind, found.params)
        else:
            self._place(found, path.stem or path.name, point)
        return True

    def replace(self, block_id: str, kind: str, params: Mapping[str, Any]) -> None:
        """Let a data block read another source, of the same kind or another; name, place and wires are kept."""
        old = self._canvas.document.graph.block(block_id)
        was = {param.name: param for param in SPECS[old.kind].params}
        kept = {
            param.name: old.params[param.name]
            for param in SPECS[kind].params
            if param.name in old.params and was[param.name] == param and param.kind != "columns"
        }
        new = structs.replace(old, kind=kind, params=kept | dict(params))

        def edit(graph: Graph) -> Graph:
            return structs.replace(graph, blocks=tuple(new if block is old else block for block in graph.blocks))

        self._canvas.document.edit_graph(self.tr("Change data"), edit)
        self._canvas.select([block_id])

    def fetch(self, block_id: str = "") -> None:
        """Offer to fetch MNIST for a block of image files; without one, for the only one there is or for a new one."""
        dialog = FetchDialog(self._canvas.window())
        dialog.fetched.connect(lambda name, folder: self._use(block_id, "idx", {"folder": str(folder)}, name))
        dialog.digits_wanted.connect(lambda: self._use(block_id, "digits", {}, "digits"))
        dialog.folder_wanted.connect(lambda: self._ask_images(block_id))
        dialog.open()

    def _ask_images(self, block_id: str) -> None:
        title = self.tr("Choose the Folder of the IDX Files")
        name = QFileDialog.getExistingDirectory(self._canvas.window(), title, self._settings.data_folder)
        if name:
            self._settings.data_folder = str(Path(name).parent)
            self._use(block_id, "idx", {"folder": name}, Path(name).name)

    def _use(self, block_id: str, kind: str, params: Mapping[str, Any], name: str) -> None:
        """Let a block of image files, the given one or the only one, read this source, or a new block."""
        images = [block.id for block in self._canvas.document.graph.blocks if block.kind == "idx"]
        if block_id not in images and len(images) == 1:
            block_id = images[0]
        if block_id in images:
            self.replace(block_id, kind, params)
        else:
            self._place(Recognised(kind, dict(params)), name, None)

    def _place(self, found: Recognised, name: str, point: QPointF | None) -> None:
        graph = self._canvas.document.graph
        name = name.replace("/", " ").strip() or found.kind
        if any(block.name == name for block in graph.blocks):
            name = edits.fresh_name(graph, name)
        self._canvas.placing.place_data(found.kind, name, found.params, point)
