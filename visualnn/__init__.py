"""Draw a neural network, train it on the CPU, see inside it.

As a library::

    import visualnn as vn

    project = vn.load("xor")
    run = vn.train(project, steps=10001, seed=0)
    run.predict([[0, 1]])
    run.save_weights("w.npz")

Importing this package loads neither Qt nor numba; what needs them is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visualnn.api import Run, load, train

__all__ = ["Run", "__version__", "load", "train"]

__version__: str


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("visualnn")
    if name in __all__:
        from visualnn import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
