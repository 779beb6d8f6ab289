"""The training settings, declared like those of a block so that the same fields show them."""

from __future__ import annotations

from visualnn.blocks.spec import Param
from visualnn.graph.training import Training

_DEFAULT = Training()

SETTINGS = (
    Param(
        "optimizer",
        "Optimizer",
        "choice",
        _DEFAULT.optimizer,
        choices=(("sgd", "SGD"), ("adam", "Adam")),
        help="How weights follow the gradient. SGD goes straight down it; Adam (Kingma & Ba 2015) gives each weight a "
        "step size of its own.",
    ),
    Param(
        "learning_rate",
        "Learning rate",
        "float",
        _DEFAULT.learning_rate,
        minimum=1e-12,
        maximum=1000.0,
        help="The size of each step. Too large and the loss jumps about, too small and it hardly moves.",
    ),
    Param(
        "batch_size",
        "Batch size",
        "int",
        _DEFAULT.batch_size,
        minimum=0,
        unit="rows",
        help="How many rows each step looks at; 0 takes all of them.",
    ),
    Param("epochs", "Epochs", "int", _DEFAULT.epochs, minimum=1, help="How often training goes through all rows."),
    Param(
        "steps",
        "Steps",
        "int",
        _DEFAULT.steps,
        minimum=0,
        help="How many steps to train; 0 leaves it to the epochs.",
    ),
    Param(
        "seed",
        "Seed",
        "int",
        _DEFAULT.seed,
        minimum=0,
        help="Initial weights, the order of rows and dropout follow from it: the same seed, the same run.",
    ),
    Param("shuffle", "Shuffle", "bool", _DEFAULT.shuffle, help="Whether each epoch visits the rows in a new order."),
    Param(
        "threads",
        "Threads",
        "int",
        _DEFAULT.threads,
        minimum=0,
        maximum=1024,
        help="How many processor cores to use; 0 chooses by the network and the machine.",
    ),
)
