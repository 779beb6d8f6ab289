"""The layers of the program: imports run one way, and only ``app`` knows Qt."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import visualnn

PACKAGE = Path(visualnn.__file__).parent

ALLOWED = {
    "messages": set(),
    "paths": set(),
    "memory": set(),
    "runtime": set(),
    "files": {"messages"},
    "display": {"messages"},
    "graph": {"messages"},
    "blocks": {"messages", "graph"},
    "data": {"messages", "paths", "memory", "graph", "blocks"},
    "export": {"messages", "files"},
    "project": {"messages", "files", "paths", "graph", "blocks", "data"},
    "engine": {"messages", "memory", "runtime", "files", "graph", "blocks", "data"},
    "training": {"messages", "memory", "graph", "blocks", "data", "project", "engine"},
}
"""What each part may import besides itself; ``app``, the command line and the library may import all that is below."""

ONLY_IN = {"PySide6": {"app"}, "pyqtgraph": {"app"}, "numba": {"engine", "runtime"}, "llvmlite": {"engine"}}
"""Libraries that only some parts may import."""


def modules():
    """Every module as (name in the package, source)."""
    return [(".".join(path.relative_to(PACKAGE).with_suffix("").parts), path) for path in sorted(PACKAGE.rglob("*.py"))]


def imports(path):
    """The full names of all modules that a file imports, anywhere in it but under TYPE_CHECKING."""
    for node in runtime_nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def runtime_nodes(node):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from runtime_nodes(child)


@pytest.mark.parametrize(("module", "path"), modules(), ids=lambda value: value if isinstance(value, str) else "")
def test_imports_run_one_way(module, path):
    part = module.partition(".")[0]
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "visualnn" and part in ALLOWED and rest:
            target = rest.partition(".")[0]
            assert target == part or target in ALLOWED[part], f"visualnn.{module} must not import {name}"
        assert part in ONLY_IN.get(top, {part}), f"visualnn.{module} must not import {name}"


@pytest.mark.parametrize("path", [path for _, path in modules() if "app" not in path.parts], ids=lambda path: path.stem)
def test_the_window_is_imported_only_when_it_is_asked_for(path):
    at_top = [
        node
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not [ast.unparse(node) for node in at_top if "visualnn.app" in ast.unparse(node)]


def run(script):
    """What a fresh Python prints as JSON."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_everything_outside_the_window_imports_without_qt():
    names = [f"visualnn.{name}".removesuffix(".__init__") for name, _ in modules() if not name.startswith("app")]
    script = f"""
import importlib, json, sys
sys.modules["PySide6"] = sys.modules["pyqtgraph"] = None  # as if not installed
print(json.dumps([importlib.import_module(name).__name__ for name in {names!r} if not name.endswith("__main__")]))
"""
    assert len(run(script)) > 20


@pytest.mark.parametrize(
    "module", ["visualnn", "visualnn.cli", "visualnn.project.store", "visualnn.data.catalogue", "visualnn.blocks.check"]
)
def test_starting_is_quick_because_heavy_libraries_wait(module):
    heavy = {"PySide6", "pyqtgraph", "numba", "scipy", "sklearn", "torch", "polars", "PIL", "pooch", "requests"}
    script = f"import json, sys, {module}; print(json.dumps(sorted({heavy!r} & set(sys.modules))))"

    assert run(script) == []


def test_importing_the_window_does_not_import_numba():
    script = "import json, sys, visualnn.app.window; print(json.dumps('numba' in sys.modules))"

    assert run(script) is False
