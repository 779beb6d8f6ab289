"""The variants of a race: what each value means, and the network and training settings that it makes.

A value is what a person writes: a name, for some followed by a number.

- activation: a function (``relu``), put into all activation blocks but those right before a loss and softmax.
- initialiser: ``he_normal``, ``zeros``; ``normal 0.1``: the standard deviation; ``uniform 0.5``: from -0.5 to 0.5;
  ``constant 0.2``: the number. For all blocks that have one.
- optimizer: ``adam``, or ``adam 0.01`` with a learning rate of its own, for each optimizer wants another.
- learning_rate: ``0.01``. dropout: ``0.5``, the keep probability of all dropout blocks.
- depth: ``3``, the number of hidden layers: the last one is repeated under new names, or the last ones are taken out.
  A layer keeps its name, and so its initial weights, wherever its shape allows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from msgspec import structs

from visualnn.blocks.activation import FUNCTIONS
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.findings import topological_order
from visualnn.blocks.literals import read_number
from visualnn.blocks.spec import INITIALISERS
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.graph.race import Race, Vary
from visualnn.graph.training import OPTIMIZERS, Training
from visualnn.messages import Message, UserError, define

define(
    race_name="The race cannot use “{value}”: the name must be one of {known}.",
    race_rate="The race cannot use “{value}”: a learning rate must be a number from {low:g} to {high:g}.",
    race_keep="The race cannot use “{value}”: a keep probability must be a number from {low:g} to {high:g}.",
    race_depth="The race cannot use “{value}”: a depth must be a whole number from {low:g} to {high:g}.",
    race_number="The race cannot use “{value}”: behind the name there must be a number from {low:g} to {high:g}.",
    race_extra="The race cannot use “{value}”: “{name}” takes no number. Leave it out.",
    race_twice="The race has the value “{value}” twice: remove one.",
    race_few="A race needs at least two values; add one.",
    race_many="A race runs at most {most} variants; remove some.",
    race_no_activation="This network has no hidden activation block; add one to race its function.",
    race_no_initialiser="This network has no block with initial weights; add a Dense block to race its initialiser.",
    race_no_dropout="This network has no dropout block; add one to race its keep probability.",
    race_no_hidden="This network has no hidden layer (Dense followed by Activation); add one to race its depth.",
    race_no_loss="This drawing has no loss block, so there is nothing to race; add one.",
)

MOST = 14
"""Variants that run side by side at most: so many lines can be told apart."""

DEEPEST = 64

_APART = 90.0
"""How far below the last one a repeated layer is put, in scene pixels."""

RATES = {
    "sgd": 0.3,
    "adadelta": 10.0,
    "adagrad": 0.3,
    "adagrad_da": 0.3,
    "momentum": 0.1,
    "adam": 0.01,
    "ftrl": 0.3,
    "proximal_gradient_descent": 0.3,
    "proximal_adagrad": 0.3,
    "rmsprop": 0.01,
    "adamw": 0.03,
}
"""The optimizers, those of the workshop first, with the learning rate of a grid at which each did best on a small
network (samples/RESULTS.md): what a race offers."""

_RATE = (1e-12, 1000.0)
"""The learning rates that there may be."""

_NUMBERED = {"normal": (0.0, 100.0), "truncated_normal": (0.0, 100.0), "uniform": (0.0, 1e6), "constant": (-1e6, 1e6)}
"""The initialisers that take a number, with its range."""

_SUGGESTED: dict[Vary, tuple[str, ...]] = {
    "activation": tuple(name for name, _ in FUNCTIONS if name != "softmax"),
    "initialiser": tuple(f"{name} 0.1" if name in _NUMBERED else name for name, _ in INITIALISERS),
    "optimizer": tuple(f"{name} {rate:g}" for name, rate in RATES.items()),
    "learning_rate": ("0.0001", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3"),
    "dropout": ("1", "0.9", "0.8", "0.7", "0.5", "0.3"),
    "depth": ("0", "1", "2", "3", "4", "6", "8", "12"),
}

_OFFERED: dict[Vary, tuple[str, ...]] = {
    "activation": ("sigmoid", "tanh", "relu", "leaky_relu"),
    "initialiser": ("zeros", "normal 0.01", "normal 1", "xavier_uniform", "he_normal"),
    "optimizer": _SUGGESTED["optimizer"][:10],
    "learning_rate": ("0.001", "0.01", "0.1", "1"),
    "dropout": ("1", "0.8", "0.5"),
    "depth": ("1", "2", "4", "8"),
}


class Value(NamedTuple):
    """A value of a race, read: its name, if it has one, and its number, if it has one."""

    name: str
    number: float | None

    @property
    def text(self) -> str:
        """It as a race writes it."""
        return " ".join(part for part in (self.name, "" if self.number is None else f"{self.number:.10g}") if part)


class Variant(NamedTuple):
    """One entrant of a race: its value, and what it trains."""

    value: str
    graph: Graph
    training: Training


def suggested(vary: Vary) -> tuple[str, ...]:
    """All values that are worth offering, in a sensible order."""
    return _SUGGESTED[vary]


def offered(vary: Vary) -> tuple[str, ...]:
    """The values that a new race begins with."""
    return _OFFERED[vary]


def read(vary: Vary, text: str) -> Value:
    """What a value means.

    Raises:
        UserError: it is no value for this; says what is.
    """
    words = text.replace("@", " ").split()
    if vary == "learning_rate":
        return Value("", _number("race_rate", text, words, *_RATE))
    if vary == "dropout":
        return Value("", _number("race_keep", text, words, 0.01, 1.0))
    if vary == "depth":
        return Value("", _number("race_depth", text, words, 0.0, DEEPEST, whole=True))
    choices: dict[Vary, Collection[str]] = {
        "activation": dict(FUNCTIONS),
        "initialiser": dict(INITIALISERS),
        "optimizer": OPTIMIZERS,
    }
    known = choices[vary]
    if not words or words[0].lower() not in known:
        raise UserError("race_name", value=text, known=", ".join(known))
    name, rest = words[0].lower(), words[1:]
    if not rest:
        return Value(name, None)
    if vary == "optimizer":
        return Value(name, _number("race_rate", text, rest, *_RATE))
    if vary == "initialiser" and name in _NUMBERED:
        return Value(name, _number("race_number", text, rest, *_NUMBERED[name]))
    raise UserError("race_extra", value=text, name=name)


def check_values(race: Race) -> None:
    """Read all values of a race.

    Raises:
        UserError: one is no value for what varies, two are the same, or there are too many.
    """
    seen = set()
    for text in race.values:
        value = read(race.vary, text)
        if value in seen:
            raise UserError("race_twice", value=text)
        seen.add(value)
    if len(seen) > MOST:
        raise UserError("race_many", most=MOST)


def networks(graph: Graph) -> dict[str, frozenset[str]]:
    """The networks of a drawing that share nothing but data: the id of the first loss block of each, and all of its
    blocks with those of the data it reads."""
    data = {block.id for block in graph.blocks if SPECS[block.kind].category == "Input"}
    beside: dict[str, list[str]] = {block.id: [] for block in graph.blocks}
    for wire in graph.wires:
        beside[wire.target].append(wire.source)
        if wire.source not in data:
            beside[wire.source].append(wire.target)
    found: dict[str, frozenset[str]] = {}
    seen: set[str] = set()
    for block in graph.blocks:
        if block.kind in ("loss", "minimise") and block.id not in seen:
            members, ahead = set(), [block.id]
            while ahead:
                here = ahead.pop()
                if here not in members:
                    members.add(here)
                    ahead += beside[here]
            seen |= members
            found[block.id] = frozenset(members)
    return found


def raced(graph: Graph, race: Race) -> tuple[str, frozenset[str]]:
    """The network that is raced: the id of its loss block, and its blocks.

    Raises:
        UserError: there is none.
    """
    found = networks(graph)
    if not found:
        raise UserError("race_no_loss")
    return next(((loss, ids) for loss, ids in found.items() if race.network in ids), next(iter(found.items())))


def obstacle(graph: Graph, race: Race) -> Message | None:
    """Why a race cannot be run on a drawing, or None. What else is wrong with the drawing is not looked at."""
    try:
        _, ids = raced(graph, race)
        check_values(race)
        if len(race.values) < 2:
            raise UserError("race_few")
        _missing(graph, race.vary, ids)
    except UserError as error:
        return error.message
    return None


def variants(graph: Graph, training: Training, race: Race) -> tuple[Variant, ...]:
    """The variants of a race; where the drawing holds several networks, of the one that is raced alone.

    Raises:
        UserError: see :func:`obstacle`.
    """
    if problem := obstacle(graph, race):
        raise UserError(problem.code, **problem.arguments)
    _, ids = raced(graph, race)
    others = {block.id for block in graph.blocks} - ids if len(networks(graph)) > 1 else set()
    made = []
    for value in race.values:
        drawing, settings = varied(graph, training, race, value)
        made.append(Variant(value, edits.remove(drawing, others), settings))
    return tuple(made)


def varied(graph: Graph, training: Training, race: Race, value: str) -> tuple[Graph, Training]:
    """The drawing and the settings with one value of a race put in; networks that are not raced stay as they are.

    Raises:
        UserError: the value does not fit, or the network has nothing to put it into.
    """
    name, number = read(race.vary, value)
    _, ids = raced(graph, race)
    _missing(graph, race.vary, ids)
    if race.vary == "optimizer":
        other = {} if number is None else {"learning_rate": number}
        return graph, structs.replace(training, optimizer=name, **other)
    if race.vary == "learning_rate":
        return graph, structs.replace(training, learning_rate=number)
    if race.vary == "activation":
        return _set(graph, _hidden_activations(graph, ids), "function", name), training
    if race.vary == "dropout":
        return _set(graph, _of_kind(graph, ids, "dropout"), "keep", number), training
    assert race.vary == "initialiser" or number is not None
    if race.vary == "depth":
        return _deepened(graph, ids, int(number or 0)), training
    blocks = _initialised(graph, ids)
    graph = _set(graph, blocks, "initialiser", name)
    if number is not None:
        pairs = {"uniform": {"lowest": -number, "highest": number}, "constant": {"mean": number}}
        for key, setting in pairs.get(name, {"stddev": number}).items():
            graph = _set(graph, blocks, key, setting)
    return graph, training


def _number(problem: str, value: str, words: list[str], low: float, high: float, whole: bool = False) -> float:
    number = read_number(" ".join(words))
    if number is None or not low <= number <= high or (whole and number != int(number)):
        raise UserError(problem, value=value, low=low, high=high)
    return number


def _missing(graph: Graph, vary: Vary, ids: frozenset[str]) -> None:
    """Raise UserError when a network has nothing that a race could vary."""
    if vary == "activation" and not _hidden_activations(graph, ids):
        raise UserError("race_no_activation")
    if vary == "initialiser" and not _initialised(graph, ids):
        raise UserError("race_no_initialiser")
    if vary == "dropout" and not _of_kind(graph, ids, "dropout"):
        raise UserError("race_no_dropout")
    if vary == "depth" and not list(_hidden_layers(graph, ids)):
        raise UserError("race_no_hidden")


def _set(graph: Graph, ids: list[str], name: str, value: object) -> Graph:
    for block_id in ids:
        param = next(param for param in SPECS[graph.block(block_id).kind].params if param.name == name)
        graph = edits.set_param(graph, block_id, name, value, param.default)
    return graph


def _of_kind(graph: Graph, ids: frozenset[str], kind: str) -> list[str]:
    return [block.id for block in graph.blocks if block.id in ids and block.kind == kind]


def _initialised(graph: Graph, ids: frozenset[str]) -> list[str]:
    named = {kind for kind, spec in SPECS.items() if any(param.name == "initialiser" for param in spec.params)}
    return [block.id for block in graph.blocks if block.id in ids and block.kind in named]


def _hidden_activations(graph: Graph, ids: frozenset[str]) -> list[str]:
    """The activation blocks but softmax and those that a loss looks at."""
    answers = {wire.source for wire in graph.wires if graph.block(wire.target).kind in ("loss", "minimise")}
    found = (graph.block(block_id) for block_id in _of_kind(graph, ids, "activation") if block_id not in answers)
    return [block.id for block in found if block.params.get("function") != "softmax"]


def _hidden_layers(graph: Graph, ids: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The hidden layers from input to output: a Dense block, its activation, and what follows up to the next layer."""
    for block_id in topological_order(graph):
        block = graph.block(block_id)
        if block_id not in ids or block.kind != "dense" or block.bypassed:
            continue
        layer, follower = [block_id], _only_follower(graph, block_id)
        while follower and SPECS[follower.kind].category in ("Activation", "Regularisation"):
            layer.append(follower.id)
            follower = _only_follower(graph, follower.id)
        activated = any(part.kind == "activation" and not part.bypassed for part in map(graph.block, layer))
        if activated and not (follower and follower.kind in ("loss", "minimise")):
            yield tuple(layer)


def _only_follower(graph: Graph, block_id: str) -> Block | None:
    targets = {wire.target for wire in graph.out_of(block_id)}
    return graph.block(targets.pop()) if len(targets) == 1 else None


def _deepened(graph: Graph, ids: frozenset[str], depth: int) -> Graph:
    """The network with so many hidden layers."""
    layers = list(_hidden_layers(graph, ids))
    for layer in layers[depth:]:
        graph = edits.dissolve(graph, layer)
    last = layers[-1]
    for number in range(1, depth - len(layers) + 1):
        onward = list(graph.out_of(last[-1]))
        piece = edits.fragment(graph, layers[-1])
        graph, _ = edits.paste(graph, piece, 0.0, _APART * number)
        copies = {old.id: new.id for old, new in zip(piece.blocks, graph.blocks[-len(last) :], strict=True)}
        copy = tuple(copies[old] for old in layers[-1])
        graph = edits.disconnect(graph, *onward)
        graph = edits.connect(graph, Wire(last[-1], "out", copy[0], "in"))
        for wire in onward:
            graph = edits.connect(graph, structs.replace(wire, source=copy[-1]))
        last = copy
    return graph
