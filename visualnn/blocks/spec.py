"""The vocabulary in which a block kind is declared.

One :class:`BlockSpec` per kind says everything the program knows of it. Palette and inspector read ``label``,
``params`` and ``help``; the checker calls ``infer``; the engine calls ``lower``. Adding a block is adding one file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NewType, Protocol

import msgspec

from visualnn.graph.model import Block
from visualnn.messages import Message, UserError


class ValueType(msgspec.Struct, frozen=True):
    """What travels on a wire, per row of the batch (the batch axis is not part of ``shape``).

    kind:
        ``real``: float32 numbers of ``shape``.
        ``onehot``: the same to the eye, ``shape[-1]`` classes of which exactly one is 1; the engine keeps only the
        index (shape ``shape[:-1]``) and turns products with it into look-ups.
        ``index``: class numbers of ``shape`` from 0 to ``classes - 1``: labels.
    static:
        The value does not depend on the data (a constant, a variable, and what is made of those alone): there is one
        for the whole batch, and ``shape`` is all of its shape.
    """

    shape: tuple[int, ...]
    kind: Literal["real", "onehot", "index"] = "real"
    classes: int = 0
    static: bool = False

    @property
    def size(self) -> int:
        """Numbers per row."""
        product = 1
        for extent in self.shape:
            product *= extent
        return product

    def __str__(self) -> str:
        shape = " x ".join(map(str, self.shape)) or "1"
        return f"class of {self.classes}" + (f" x {shape}" if self.shape else "") if self.kind == "index" else shape


class Param(msgspec.Struct, frozen=True):
    """One setting of a block: its widget, range, default and help come from here.

    kind:
        ``int``, ``float``, ``bool``, ``choice`` (one of ``choices``, stored as its value), ``line`` (a text of one
        line), ``text`` (several lines), ``path`` (chosen by a dialog: what ``takes`` says), ``table``
        (``{"columns": [...], "targets": n, "rows": [[...], ...]}``: a small table of numbers typed in place),
        ``columns`` (``{"inputs": [...], "targets": [...], "categories": [...]}``: columns of a file by name).
    only:
        It matters only while one of these other settings, if the block has it, has one of these values; empty: always.
    """

    name: str
    label: str
    kind: Literal["int", "float", "bool", "choice", "line", "text", "path", "table", "columns"]
    default: Any
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[tuple[str, str], ...] = ()  # (stored value, label)
    unit: str = ""
    help: str = ""
    only: Mapping[str, tuple[str, ...]] = {}
    takes: Literal["file", "folder", "either"] = "file"

    def matters(self, settings: Mapping[str, Any]) -> bool:
        """Whether the block looks at it, given its other settings."""
        return not self.only or any(settings.get(name) in values for name, values in self.only.items())


class Port(msgspec.Struct, frozen=True):
    """A place where a wire ends; names are unique among a block's ports of the same side."""

    name: str
    label: str
    help: str = ""


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with a graph: the block it is at (None: the whole graph), the port if one, and the sentence.

    ``repair`` names a repair that may be possible (see ``blocks.repairs``), or is empty.
    """

    message: Message
    block: str | None = None
    port: str = ""
    severity: Literal["error", "warning"] = "error"
    repair: str = ""


class ShapeError(UserError):
    """Raised by ``infer`` when a block cannot take its inputs; the checker turns it into a :class:`Problem`."""


class Inputs(msgspec.Struct, frozen=True):
    """What a shape rule may look at: the block, its settings with defaults filled in, the types arriving at its
    ports (by port name), the names of the blocks they come from, and for a data block what its source holds."""

    block: Block
    params: Mapping[str, Any]
    types: Mapping[str, ValueType]
    sources: Mapping[str, str]
    data: Mapping[str, ValueType] = {}


Value = NewType("Value", int)
"""A handle to a value of the program being built."""


class Lowering(Protocol):
    """What ``lower`` is given: the block at hand and the means to append operations to the program."""

    block: Block
    params: Mapping[str, Any]

    def input(self, port: str) -> Value:
        """The value arriving at a port."""
        ...

    def type_of(self, value: Value) -> ValueType:
        """The type of a value."""
        ...

    def output(self, port: str, value: Value) -> None:
        """Make a value leave the block by a port."""
        ...

    def data(self, column: str) -> Value:
        """A column of the block's data set: ``x`` or ``y``."""
        ...

    def parameter(
        self,
        name: str,
        shape: Sequence[int],
        initialiser: str,
        stddev: float = 1.0,
        *,
        mean: float = 0.0,
        limits: tuple[float, float] = (-1.0, 1.0),
        fans: tuple[int, int] | None = None,
    ) -> Value:
        """A trainable array, saved under ``block name/name``: a static value.

        ``initialiser`` is one of :data:`INITIALISERS`; the normal ones read ``mean`` and ``stddev``, ``constant`` reads
        ``mean``, ``uniform`` reads ``limits``; ``fans`` are fan-in and fan-out, by default the first and last extent of
        ``shape``. ``blocks.parameters.start`` gives all but the fans from a block's settings.
        """
        ...

    def state(self, name: str, shape: Sequence[int], value: float) -> Value:
        """An array that operations keep from step to step and no gradient reaches (running means): a static value,
        saved like a parameter, ``value`` at first."""
        ...

    def constant(self, numbers: Sequence[float], shape: Sequence[int]) -> Value:
        """A static value that never changes."""
        ...

    def op(
        self,
        name: str,
        inputs: Sequence[Value],
        type: ValueType,
        *,
        parameters: Sequence[Value] = (),
        geometry: Sequence[int] = (),
        work: int = 0,
        scratch: int = 0,
        **settings: float,
    ) -> Value:
        """Append the engine operation ``name`` (see ``visualnn.engine.operations``); returns its result.

        ``parameters`` are static values whose gradient is summed over the batch; static ``inputs`` beside batched ones
        are first copied to every row. ``geometry`` are whole numbers the kernel needs (fields ``A0``, ``A1``, ...);
        ``work`` counts numbers per row kept from forward to backward, ``scratch`` numbers per thread.
        """
        ...

    def produced_by(self, value: Value, name: str) -> Value | None:
        """The input of the operation ``name`` that made this value, or None when another operation made it."""
        ...

    def reshaped(self, value: Value, shape: Sequence[int]) -> Value:
        """The same numbers, in the same order, under another shape; costs nothing. Not for static values."""
        ...

    def loss(self, name: str, prediction: Value, target: Value | None, weight: float, **settings: float) -> None:
        """Add a loss term; ``prediction`` holds logits for the cross-entropies; ``value`` needs no target. Further
        settings follow the weight where the kernels read it."""
        ...


INITIALISERS = (
    ("xavier_uniform", "Xavier uniform"),
    ("xavier_normal", "Xavier normal"),
    ("he_uniform", "He uniform"),
    ("he_normal", "He normal"),
    ("lecun_uniform", "LeCun uniform"),
    ("lecun_normal", "LeCun normal"),
    ("normal", "Normal"),
    ("truncated_normal", "Truncated normal"),
    ("uniform", "Uniform"),
    ("constant", "Constant"),
    ("zeros", "Zeros"),
    ("orthogonal", "Orthogonal"),
    ("identity", "Identity"),
)
"""How a trainable array may start, with the label shown (see ``visualnn.engine.initialisers``)."""


Category = Literal["Input", "Layer", "Activation", "Regularisation", "Recurrent", "Merge", "Tensor", "Output"]
"""The groups of the palette, in its order."""


class BlockSpec(msgspec.Struct, frozen=True):
    """The declaration of one block kind.

    ``infer`` maps input types to output types (by port name) or raises :class:`ShapeError`. ``lower`` appends the
    block's operations. ``formula`` is plain text mathematics, ``help`` a short explanation for a student, with the
    source of the idea. ``category`` groups the palette; ``base_name`` starts names of new blocks.
    """

    kind: str
    label: str
    category: Category
    help: str
    formula: str
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    params: tuple[Param, ...]
    infer: Callable[[Inputs], dict[str, ValueType]]
    lower: Callable[[Lowering], None]
    base_name: str
    summary: Callable[[Mapping[str, Any]], str]
    """One short line shown on the block under its name, e.g. ``256 units``."""

    def settings(self, block: Block) -> dict[str, Any]:
        """The block's settings with defaults filled in."""
        return {param.name: param.default for param in self.params} | block.params

    def param(self, name: str) -> Param:
        """The declaration of a setting; KeyError when there is none."""
        for param in self.params:
            if param.name == name:
                return param
        raise KeyError(name)
