"""The command line: the same engine as the window, and Qt only for the commands that draw.

Exit codes: 0 success, 1 failure while running, 2 bad usage or a bad project. Errors are one sentence on stderr.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import visualnn
from visualnn.graph.training import LARGEST
from visualnn.messages import UserError

SUCCESS, FAILURE, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    given = list(arguments)
    if not given or (given[0] not in _COMMANDS and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "open")
    options = _parser().parse_args(given)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except UserError as error:
        return complain(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        return complain("interrupted", FAILURE)


def complain(sentence: str, code: int) -> int:
    """Say on stderr what is wrong; returns the exit code."""
    print(f"visualnn: {sentence}", file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(complain(f"{message} (see {self.prog} --help)", BAD_INPUT))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="visualnn",
        description="Draw a neural network, train it on your own CPU and see inside it while it learns.",
        epilog="PROJECT is a .vnn file or the name of a sample, such as xor or digits.",
    )
    parser.add_argument("--version", action="version", version=f"visualnn {visualnn.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (declare, run) in _COMMANDS.items():
        help = run.__doc__ or ""
        command = commands.add_parser(name, help=help.partition("\n")[0], description=help)
        declare(command)
        command.set_defaults(run=run)
    return parser


def _declare_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT", nargs="?", help="what to open: a .vnn file or a sample")


def _open(options: argparse.Namespace) -> int:
    """Open the window (the command may be left out: visualnn PROJECT)."""
    from visualnn import display
    from visualnn.project import store

    path = None if options.project is None else store.find(options.project)
    try:
        display.check_window()
    except UserError as error:
        return complain(str(error), FAILURE)
    from visualnn.app.main import run

    return run(path)


def _declare_train(parser: argparse.ArgumentParser) -> None:
    _add_project(parser)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=_positive, metavar="N", help="passes over the training rows")
    length.add_argument("--steps", type=_positive, metavar="N", help="updates of the weights")
    parser.add_argument("--seed", type=_natural, metavar="S", help="where the random numbers start")
    parser.add_argument("--threads", type=_natural, metavar="N", default=0, help="threads of the engine; 0: automatic")
    parser.add_argument(
        "--data",
        type=_source,
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="the source of the data block called NAME; may be given several times",
    )
    parser.add_argument("--export", type=Path, metavar="F.npz", help="write the trained weights")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object on the last line")


def _train(options: argparse.Namespace) -> int:
    """Train a project, without a window."""
    from visualnn import terminal

    lengths = {"epochs": options.epochs, "steps": 0 if options.epochs else options.steps, "seed": options.seed}
    changes = {key: value for key, value in lengths.items() if value is not None}
    sources = dict(options.data)
    try:
        terminal.train(options.project, changes, sources, options.threads, export=options.export, as_json=options.json)
    except terminal.Failure as failure:
        return complain(str(failure), FAILURE)
    return SUCCESS


def _declare_race(parser: argparse.ArgumentParser) -> None:
    from visualnn.graph.race import VARYING

    _add_project(parser)
    parser.add_argument("--vary", choices=VARYING, help="what differs; by default what the project says")
    parser.add_argument(
        "--values", type=_names, metavar="V,V,...", help='a variant each, such as "adam 0.01,sgd 0.3" or "relu,tanh"'
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=_positive, metavar="N", help="passes over the training rows")
    length.add_argument("--steps", type=_positive, metavar="N", help="updates of the weights")
    parser.add_argument("--seed", type=_natural, metavar="S", help="where the random numbers start")
    parser.add_argument(
        "--data", type=_source, action="append", default=[], metavar="NAME=PATH", help="the source of a data block"
    )
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object on the last line")


def _race(options: argparse.Namespace) -> int:
    """Train variants of a network side by side, from the same seed and data, and rank them."""
    from visualnn import terminal

    lengths = {"epochs": options.epochs, "steps": 0 if options.epochs else options.steps, "seed": options.seed}
    changes = {key: value for key, value in lengths.items() if value is not None}
    try:
        terminal.race(options.project, options.vary, options.values, changes, dict(options.data), options.json)
    except terminal.Failure as failure:
        return complain(str(failure), FAILURE)
    return SUCCESS


def _declare_check(parser: argparse.ArgumentParser) -> None:
    _add_project(parser)


def _check(options: argparse.Namespace) -> int:
    """Say what is wrong with a project, a sentence for each problem."""
    from visualnn.blocks.check import check
    from visualnn.data.catalogue import describe_all
    from visualnn.project import store

    path = store.find(options.project)
    graph = store.load(path).graph
    checked = check(graph, *describe_all(graph, base=path.parent))
    for problem in checked.problems:
        print(f"{problem.severity}: {problem.message}", file=sys.stderr)
    if not checked.ok:
        return BAD_INPUT
    print(f"{path}: {len(graph.blocks)} blocks, {len(graph.wires)} wires, ready to train")
    return SUCCESS


def _declare_fetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=("mnist", "fashion-mnist"), help="mnist or fashion-mnist")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where to put the files; by default the user's data")


def _fetch(options: argparse.Namespace) -> int:
    """Download MNIST or Fashion-MNIST; what has arrived is kept if it breaks off."""
    from visualnn import terminal

    try:
        terminal.fetch(options.name, options.to)
    except terminal.Failure as failure:
        return complain(str(failure), FAILURE)
    return SUCCESS


def _declare_screenshot(parser: argparse.ArgumentParser) -> None:
    _add_project(parser)
    parser.add_argument("out", metavar="OUT.png", type=Path, help="the picture to write")
    parser.add_argument("--size", type=_size, metavar="WxH", default=(1440, 900), help="of the window (1440x900)")
    parser.add_argument("--scale", type=_scale, metavar="PERCENT", default=100, help="pixels to a point (100)")
    parser.add_argument("--theme", choices=("light", "dark"), help="light or dark; by default the system's")
    parser.add_argument("--language", metavar="CODE", default="", help="en or ko; by default the system's")
    parser.add_argument("--train", type=_seconds, metavar="SECONDS", default=0.0, help="train for so long first")
    parser.add_argument(
        "--data", type=_source, action="append", default=[], metavar="NAME=PATH", help="the source of a data block"
    )


def _screenshot(options: argparse.Namespace) -> int:
    """Draw the window into a picture; needs no display."""
    from visualnn import display
    from visualnn.files import check_place
    from visualnn.project import store

    path = store.find(options.project)
    check_place(options.out)
    try:
        display.check_qt()
    except UserError as error:
        return complain(str(error), FAILURE)
    _draw_offscreen()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale / 100)
    from visualnn.app.screenshot import screenshot

    mode, sources = options.theme or "system", dict(options.data)
    screenshot(path, options.out, options.size, options.train, mode, options.language, sources)
    return SUCCESS


def _declare_doctor(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def _doctor(options: argparse.Namespace) -> int:
    """Report versions, BLAS, cache and missing system libraries; exit code 1 if something is to be mended."""
    from visualnn import doctor

    for topic, facts in doctor.report():
        print(f"{topic:20} {facts}")
    found = doctor.problems()
    for problem in found:
        complain(problem, FAILURE)
    return FAILURE if found else SUCCESS


def _declare_bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("works", metavar="WORK", nargs="*", help="xor, hello, mnist, ..., compile, start; all if none")
    parser.add_argument(
        "--against", type=_names, metavar="LIBRARIES", default=(), help="torch, sklearn or torch,sklearn"
    )
    parser.add_argument("--repeat", type=_positive, metavar="N", help="rounds in which everyone has a turn")
    parser.add_argument("--threads", type=_natural, metavar="N", default=0, help="the most to try; 0: as many as cores")
    parser.add_argument("--json", type=Path, metavar="F", help="write the report as JSON, too")
    parser.add_argument(
        "--ui", type=_seconds, nargs="?", const=30.0, metavar="SECONDS", help="how long the window blocks in training"
    )
    parser.add_argument("--canvas", action="store_true", help="how quickly large drawings follow the mouse")
    parser.add_argument(
        "--data", type=_source, action="append", default=[], metavar="mnist=FOLDER", help="the real MNIST files"
    )


def _bench(options: argparse.Namespace) -> int:
    """Measure the engine: speed beside other libraries, share of what the machine can do, how it starts.

    Everyone trains the same network from the same weights on the same batches, in alternating rounds; ratios are
    medians over rounds. With --ui the window is measured: how long it keeps its user waiting while a network trains,
    and what its panels cost training and races; with --canvas, drawings of 500 and 2,000 blocks are dragged, panned,
    zoomed, edited and opened.
    """
    from visualnn import display
    from visualnn.bench import command

    if options.ui is not None or options.canvas:
        try:
            display.check_qt()
        except UserError as error:
            return complain(str(error), FAILURE)
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            _draw_offscreen()
    rounds = options.repeat or command.ROUNDS
    sources = dict(options.data)
    command.run(
        command.Plan(
            options.works, options.against, rounds, options.threads, options.json, options.ui, options.canvas, sources
        )
    )
    return SUCCESS


def _draw_offscreen() -> None:
    """Have Qt draw into memory, and keep to itself what it cannot do there."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")


_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]] = {
    "open": (_declare_open, _open),
    "train": (_declare_train, _train),
    "race": (_declare_race, _race),
    "check": (_declare_check, _check),
    "fetch": (_declare_fetch, _fetch),
    "screenshot": (_declare_screenshot, _screenshot),
    "bench": (_declare_bench, _bench),
    "doctor": (_declare_doctor, _doctor),
}


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT", help="a .vnn file or the name of a sample")


def _number(text: str, least: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = least - 1
    if value < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
    if value > LARGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is more than the largest number that is taken, {LARGEST}")
    return value


def _positive(text: str) -> int:
    return _number(text, 1)


def _natural(text: str) -> int:
    return _number(text, 0)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def _size(text: str) -> tuple[int, int]:
    width, times, height = text.partition("x")
    if not (times and width.isdecimal() and height.isdecimal() and 1 <= int(width) <= 16384 >= int(height) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1440x900")
    return int(width), int(height)


def _scale(text: str) -> int:
    if not (text.isdecimal() and 50 <= int(text) <= 400):
        raise argparse.ArgumentTypeError(f"{text!r} is not a scale from 50 to 400 percent")
    return int(text)


def _source(text: str) -> tuple[str, str]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=PATH")
    return name, path


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)
