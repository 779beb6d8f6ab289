"""A project as a value, and as the bytes of a ``.vnn`` file.

The file is JSON: ``{"visualnn": 1, "title": ..., "notes": ..., "training": ..., "graph": {"blocks": [...], "wires":
[...]}}``, where the number is the version of the format; beside blocks and wires stand ``groups``, ``frames`` and
``comments`` where there are any, and at the end ``race`` where something is raced, and ``values`` where the canvas
shows them. What fits on a line stays on one, so that a block, a wire or a row of a table is a line of a diff. Reading
refuses what it does not know: the next save would drop it.
"""

from __future__ import annotations

import re
from typing import Any, Literal, TypeVar, cast, get_args

import msgspec
from msgspec import UNSET

from visualnn.blocks import variants
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.parameters import check_settings
from visualnn.data import columns, table
from visualnn.graph.model import Block, Comment, Frame, Graph, Group, Wire
from visualnn.graph.race import Race
from visualnn.graph.stopping import Stopping
from visualnn.graph.training import Training
from visualnn.messages import UserError, define

define(
    project_not_json="{source} is no visualnn project: its text is not JSON (line {line}, column {column}: {reason}). "
    "Choose a .vnn file, or an older copy of this one.",
    project_foreign="{source} is no visualnn project: it has no version number under “visualnn”. Choose a .vnn file.",
    project_newer="{source} was saved by a newer visualnn (format {found}; this version reads up to {known}): update "
    "with pip install --upgrade visualnn.",
    project_value="{source} cannot be read: {where} is wrong ({reason}). Correct it, or take an older copy.",
    project_key="{source} cannot be read: {where} has an entry “{key}” that this version does not know. It knows: "
    "{known}.",
    project_kind="{source} cannot be read: the block “{block}” is of the kind “{kind}”, which this version does not "
    "know. It knows: {known}.",
    project_name="{source} cannot be read: “{block}” is no name for a block, since weights are saved under it: it must "
    "not be empty nor hold a “/”.",
    project_twice="{source} cannot be read: two blocks have the {key} “{value}”: give each its own.",
    project_wire_block="{source} cannot be read: a wire is tied to the block “{block}”, which is not there: remove it.",
    project_wire_port="{source} cannot be read: a wire is tied to “{port}” of the block “{block}”, whose ports on that "
    "side are: {known}. Correct it.",
    project_group="{source} cannot be read: the group “{group}” lists what is not there, or nothing: remove it.",
    project_group_twice="{source} cannot be read: “{member}” lies in two groups: remove it from one.",
    project_group_circle="{source} cannot be read: the group “{group}” lies in itself: remove it.",
    project_race="{source} cannot be read: its race is wrong. {reason}",
    project_values="{source} cannot be read: “values” is “{found}”, but must be one of {known}. Correct it, or remove "
    "the line.",
    project_wire_twice="{source} cannot be read: two wires lead to “{port}” of the block “{block}”: remove one.",
)

VERSION = 1
Values = Literal["", "shown", "run"]
_LINE = 120


class Project(msgspec.Struct, frozen=True):
    """All that a ``.vnn`` file holds.

    ``notes`` is the lesson that goes with the project, Markdown by language code (``en``, ``ko``); ``race`` what is
    trained side by side, if anything is; ``stopping`` the conditions that end the training early, if there are any.
    ``values`` says whether the canvas shows what stands in every block: ``shown`` always, ``run`` from the time it is
    asked to be computed.
    """

    graph: Graph = Graph()
    training: Training = Training()
    title: str = ""
    notes: dict[str, str] = {}
    race: Race | None = None
    stopping: Stopping = Stopping()
    values: Values = ""


def encode(project: Project) -> bytes:
    """The content of the project's file, in UTF-8."""
    stopping = project.stopping if project.stopping != Stopping() else UNSET
    race, values = project.race or UNSET, project.values or UNSET
    content = _File(VERSION, project.title, project.notes, project.training, project.graph, race, stopping, values)
    return (_pretty(msgspec.to_builtins(content, order="deterministic")) + "\n").encode()


def decode(data: bytes, source: str = "The project") -> Project:
    """Read the content of a project's file.

    Args:
        data: the content.
        source: what an error calls the file.

    Raises:
        UserError: this is no project of a known version; names the block and the key.
    """
    file = _convert(_json(data, source), _File, source, "the project")
    training = _convert(file.training, Training, source, "training")
    drawing = _convert(file.graph, _Drawing, source, "graph")
    blocks = tuple(_block(raw, f"block {number}", source) for number, raw in enumerate(drawing.blocks, start=1))
    wires = _all(drawing.wires, Wire, source, "wire")
    graph = Graph(
        blocks,
        tuple(sorted(wires)),
        _all(drawing.groups, Group, source, "group"),
        _all(drawing.frames, Frame, source, "frame"),
        _all(drawing.comments, Comment, source, "comment"),
    )
    _check_unique([element.id for element in graph.elements()], "id", source)
    _check_unique([block.name for block in blocks], "name", source)
    _check_wires(blocks, wires, source)
    _check_groups(graph, source)
    race = None if file.race is UNSET or file.race is None else _race(file.race, source)
    stopping = Stopping() if file.stopping is UNSET else _convert(file.stopping, Stopping, source, "stopping")
    return Project(graph, training, file.title, file.notes, race, stopping, _values(file.values, source))


class _File(msgspec.Struct):
    """The outermost object; what is inside is read piece by piece, so that an error can name the piece."""

    visualnn: int
    title: str = ""
    notes: dict[str, str] = {}
    training: Any = {}
    graph: Any = {}
    race: Any = UNSET
    stopping: Any = UNSET
    values: Any = UNSET


def _values(raw: Any, source: str) -> Values:
    """Whether values are shown; nothing means that they are not."""
    for known in get_args(Values):
        if raw == known or (raw is UNSET and not known):
            return cast(Values, known)
    listed = ", ".join(f"“{known}”" for known in get_args(Values))
    raise UserError("project_values", source=source, found=raw, known=listed)


class _Drawing(msgspec.Struct):
    blocks: list[Any] = []
    wires: list[Any] = []
    groups: list[Any] = []
    frames: list[Any] = []
    comments: list[Any] = []


_Struct = TypeVar("_Struct", bound=msgspec.Struct)


def _json(data: bytes, source: str) -> Any:
    """The JSON of a file whose version can be read."""
    try:
        content = msgspec.json.decode(data.decode("utf-8-sig"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        line, column = _position(data, error)
        raise UserError("project_not_json", source=source, line=line, column=column, reason=error) from error
    version = content.get("visualnn") if isinstance(content, dict) else None
    if type(version) is not int or version < 1:
        raise UserError("project_foreign", source=source)
    if version > VERSION:
        raise UserError("project_newer", source=source, found=version, known=VERSION)
    return content


def _position(data: bytes, error: Exception) -> tuple[int, int]:
    """Line and column, from 1, of the byte that a decoder complains of, or of the end."""
    if isinstance(error, UnicodeDecodeError):
        end = error.start
    else:
        byte = re.search(r"\(byte (\d+)\)", str(error))
        end = int(byte[1]) if byte else len(data)
    before = data[:end]
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")


def _convert(raw: Any, type: type[_Struct], source: str, where: str) -> _Struct:
    """Read a struct; a key that it does not know is an error."""
    for key in raw if isinstance(raw, dict) else ():
        if key not in type.__struct_fields__:
            known = ", ".join(type.__struct_fields__)
            raise UserError("project_key", source=source, where=where, key=key, known=known)
    try:
        return msgspec.convert(raw, type)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).replace("`", "").partition(" - at $.")
        where = f"{where} / {path}" if path else where
        raise UserError("project_value", source=source, where=where, reason=reason) from error


def _block(raw: Any, where: str, source: str) -> Block:
    if isinstance(raw, dict) and isinstance(raw.get("name"), str):
        where = f"block “{raw['name']}”"
    block = _convert(raw, Block, source, where)
    if not block.name.strip() or "/" in block.name:
        raise UserError("project_name", source=source, block=block.name)
    spec = SPECS.get(block.kind)
    if spec is None:
        raise UserError("project_kind", source=source, block=block.name, kind=block.kind, known=", ".join(SPECS))
    if problem := check_settings(block, spec):
        raise UserError(problem.code, **problem.arguments)
    for param in spec.params:
        if param.kind == "table" and param.name in block.params:
            table.parse(block.name, block.params[param.name])
        elif param.kind == "columns" and param.name in block.params:
            columns.parse(block.name, block.params[param.name])
    return block


def _race(raw: Any, source: str) -> Race:
    race = _convert(raw, Race, source, "race")
    try:
        variants.check_values(race)
    except UserError as error:
        raise UserError("project_race", source=source, reason=error.message.text) from error
    return race


def _all(items: list[Any], type: type[_Struct], source: str, what: str) -> tuple[_Struct, ...]:
    return tuple(_convert(raw, type, source, f"{what} {number}") for number, raw in enumerate(items, start=1))


def _check_unique(values: list[str], key: str, source: str) -> None:
    seen = set()
    for value in values:
        if value in seen:
            raise UserError("project_twice", source=source, key=key, value=value)
        seen.add(value)


def _check_groups(graph: Graph, source: str) -> None:
    """Every member of a group is there, lies in no other one, and no group lies in itself."""
    members = {block.id for block in graph.blocks} | {group.id for group in graph.groups}
    outer: dict[str, str] = {}
    for group in graph.groups:
        if not group.members or not members.issuperset(group.members):
            raise UserError("project_group", source=source, group=group.name)
        for member in group.members:
            if member in outer:
                raise UserError("project_group_twice", source=source, member=member)
            outer[member] = group.id
    for group in graph.groups:
        above, steps = outer.get(group.id), 0
        while above is not None:
            above, steps = outer.get(above), steps + 1
            if steps > len(outer):
                raise UserError("project_group_circle", source=source, group=group.name)


def _check_wires(blocks: tuple[Block, ...], wires: tuple[Wire, ...], source: str) -> None:
    """Every wire leads from an output to an input that is there, and no two to the same input."""
    by_id = {block.id: block for block in blocks}
    inputs = set()
    for wire in wires:
        for block_id in (wire.source, wire.target):
            if block_id not in by_id:
                raise UserError("project_wire_block", source=source, block=block_id)
        start, end = by_id[wire.source], by_id[wire.target]
        for block, port, ports in (
            (start, wire.source_port, SPECS[start.kind].outputs),
            (end, wire.target_port, SPECS[end.kind].inputs),
        ):
            known = [port.name for port in ports]
            if port not in known:
                raise UserError(
                    "project_wire_port", source=source, block=block.name, port=port, known=", ".join(known) or "none"
                )
        if (end.id, wire.target_port) in inputs:
            raise UserError("project_wire_twice", source=source, block=end.name, port=wire.target_port)
        inputs.add((end.id, wire.target_port))


def _pretty(value: Any, depth: int = 0) -> str:
    """JSON in which what fits on a line stays on one, below the outermost object."""
    line = _line(value)
    if not isinstance(value, dict | list | tuple) or (depth and len(line) + 2 * depth <= _LINE):
        return line
    if isinstance(value, dict):
        begin, end = "{", "}"
        items = [f"{_line(key)}: {_pretty(item, depth + 1)}" for key, item in value.items()]
    else:
        begin, end = "[", "]"
        items = [_pretty(item, depth + 1) for item in value]
    indent = "\n" + "  " * depth
    return begin + ",".join(f"{indent}  {item}" for item in items) + indent + end


def _line(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
