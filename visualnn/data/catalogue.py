"""Every kind of source by the kind of its data block: what it holds (cheap) and its rows (heavy)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.parameters import check_settings
from visualnn.blocks.spec import ValueType
from visualnn.data import arrays, bundled, csv, digits, generator, idx, images, table, text
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.preview import Preview
from visualnn.data.preview import of as preview_of
from visualnn.data.source import Report, Source
from visualnn.graph.model import Block, Graph
from visualnn.messages import Message, UserError, define

define(
    data_unknown_block="There is no data block called “{name}” whose source could be set. Those there are: {known}.",
    data_reads_no_file="The data block “{name}” reads no file, so “{path}” cannot be its source. Those that do: "
    "{known}.",
)


class _Kind(Protocol):
    def describe(self, source: Source) -> DataInfo: ...

    def load(self, source: Source) -> Dataset: ...


_KINDS: dict[str, _Kind] = {
    "table": table,
    "csv": csv,
    "text": text,
    "images": images,
    "idx": idx,
    "arrays": arrays,
    "digits": digits,
    "bundled": bundled,
    "generator": generator,
}

_PREVIEWS: dict[str, Callable[[Source], Preview]] = {
    "csv": csv.preview,
    "text": text.preview,
    "images": images.preview,
    "idx": idx.preview,
    "arrays": arrays.preview,
}
"""The first look at sources that may be large; the others are loaded for it."""


def is_data(block: Block) -> bool:
    """Whether the block is a source of data."""
    return block.kind in _KINDS


def describe(
    block: Block, overrides: Mapping[str, str] | None = None, *, base: Path | None = None, quick: bool = False
) -> DataInfo:
    """What a data block's source holds, without its rows.

    Args:
        block: a data block (``is_data``).
        overrides: sources that replace the one in the settings: block name -> path.
        base: the folder that relative paths start from: the project file's.
        quick: answer in milliseconds; a large file may then be judged by its beginning (:func:`load` never does).

    Raises:
        UserError: the source is missing, damaged or does not fit together; names the block and the file.
    """
    return _KINDS[block.kind].describe(_source(block, overrides, base)._replace(quick=quick))


def load(
    block: Block,
    overrides: Mapping[str, str] | None = None,
    *,
    base: Path | None = None,
    report: Report | None = None,
) -> Dataset:
    """The rows of a data block's source; arguments and errors as for :func:`describe`. May take seconds, or minutes:
    then ``report`` is told how many rows are there and how many there will be; what it raises ends the loading."""
    source = _source(block, overrides, base)
    return _KINDS[block.kind].load(source._replace(report=report) if report else source)


def preview(block: Block, overrides: Mapping[str, str] | None = None, *, base: Path | None = None) -> Preview:
    """A first look at a data block's source, for people; arguments and errors as for :func:`describe`. Bounded work,
    but not for the window's own thread."""
    source = _source(block, overrides, base)
    look = _PREVIEWS.get(block.kind)
    return look(source) if look else preview_of(_KINDS[block.kind].load(source))


def describe_all(
    graph: Graph, overrides: Mapping[str, str] | None = None, *, base: Path | None = None, quick: bool = False
) -> tuple[dict[str, dict[str, ValueType]], dict[str, Message]]:
    """The types that leave each data block and what is wrong with the others, by block id: what a check needs."""
    types: dict[str, dict[str, ValueType]] = {}
    problems: dict[str, Message] = {}
    for block in filter(is_data, graph.blocks):
        try:
            types[block.id] = describe(block, overrides, base=base, quick=quick).types
        except UserError as error:
            problems[block.id] = error.message
    return types, problems


def check_overrides(graph: Graph, overrides: Mapping[str, str]) -> None:
    """Every override must name a data block that reads a file; raises UserError with the names that do."""
    sources = [block for block in graph.blocks if is_data(block)]
    readers = {block.name for block in sources if _path_setting(block) is not None}
    known = ", ".join(f"“{block.name}”" for block in sources if block.name in readers) or "none"
    for name, path in overrides.items():
        if name not in {block.name for block in sources}:
            raise UserError("data_unknown_block", name=name, known=known)
        if name not in readers:
            raise UserError("data_reads_no_file", name=name, path=path, known=known)


def overridden(graph: Graph, overrides: Mapping[str, str]) -> Graph:
    """The graph with other sources: name of a data block -> path; raises UserError as `check_overrides` does."""
    check_overrides(graph, overrides)

    def settled(block: Block) -> Block:
        setting = _path_setting(block) if is_data(block) else None
        if setting is None or block.name not in overrides:
            return block
        path = str(Path(overrides[block.name]).expanduser().absolute())
        return replace(block, params=block.params | {setting: path})

    return replace(graph, blocks=tuple(settled(block) for block in graph.blocks))


def anchored(graph: Graph, base: Path) -> Graph:
    """The graph with every relative path of a source made absolute, so that it can leave its file's folder."""

    def settled(block: Block) -> Block:
        setting = _path_setting(block) if is_data(block) else None
        path = block.params.get(setting, "") if setting else ""
        if not setting or not path:
            return block
        return replace(
            block, params=block.params | {setting: str(Source(block.name, {setting: path}, base).path(setting))}
        )

    return replace(graph, blocks=tuple(settled(block) for block in graph.blocks))


def _source(block: Block, overrides: Mapping[str, str] | None, base: Path | None) -> Source:
    spec = SPECS[block.kind]
    if problem := check_settings(block, spec):
        raise UserError(problem.code, **problem.arguments)
    settings = spec.settings(block)
    setting = _path_setting(block)
    if overrides and setting is not None and block.name in overrides:
        settings[setting] = str(Path(overrides[block.name]).expanduser().absolute())
    return Source(block.name, settings, base)


def _path_setting(block: Block) -> str | None:
    """The setting that says where the source lies, if it is a file or folder."""
    return next((param.name for param in SPECS[block.kind].params if param.kind == "path"), None)
