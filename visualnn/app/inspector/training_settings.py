"""The training settings, declared like those of a block so that the same fields show them."""

from __future__ import annotations

from visualnn.blocks.spec import Param
from visualnn.graph.training import Training

_DEFAULT = Training()
_BELOW_ONE = 0.999999

OPTIMIZERS = (
    ("sgd", "Gradient descent"),
    ("momentum", "Momentum"),
    ("adagrad", "Adagrad"),
    ("adagrad_da", "AdagradDA"),
    ("adadelta", "Adadelta"),
    ("rmsprop", "RMSProp"),
    ("adam", "Adam"),
    ("adamw", "AdamW"),
    ("ftrl", "FTRL"),
    ("proximal_gradient_descent", "Proximal gradient descent"),
    ("proximal_adagrad", "Proximal Adagrad"),
)


def _share(name: str, label: str, help: str) -> Param:
    return Param(name, label, "float", 0.0, minimum=0.0, maximum=_BELOW_ONE, help=help)


def _strength(name: str, label: str, help: str) -> Param:
    return Param(name, label, "float", 0.0, minimum=0.0, maximum=1e6, help=help)


UPDATE = (
    Param(
        "optimizer",
        "Optimizer",
        "choice",
        _DEFAULT.optimizer,
        choices=OPTIMIZERS,
        help="How weights follow the gradient. Gradient descent goes straight down it; momentum rolls on; Adagrad, "
        "RMSProp, Adadelta and Adam give each weight a step size of its own; FTRL and the proximal ones make weights "
        "exactly 0.",
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
    _share("momentum", "Momentum", "The share of the last update that is kept: how far a ball rolls on."),
    Param("nesterov", "Nesterov", "bool", False, help="Look ahead by the momentum before updating (Nesterov 1983)."),
    _share("rho", "Decay (rho)", "The share of the old in the running mean of squared gradients."),
    _share("beta1", "Beta 1", "The share of the old in the running mean of gradients."),
    _share("beta2", "Beta 2", "The share of the old in the running mean of squared gradients."),
    Param(
        "epsilon",
        "Epsilon",
        "float",
        1e-8,
        minimum=1e-30,
        maximum=1.0,
        help="Added to what is divided by, so that it is never 0.",
    ),
    _strength("initial_accumulator", "Initial accumulator", "Where the sum or mean of squared gradients starts."),
    _strength("weight_decay", "Weight decay", "The share of each weight, times the learning rate, taken off a step."),
    _strength("l1_regularization", "L1 of the rule", "Pulls weights to exactly 0; solved for by the update itself."),
    _strength("l2_regularization", "L2 of the rule", "Keeps weights small; solved for by the update itself."),
)
LENGTH = (
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
)
SCHEDULE = (
    Param(
        "schedule",
        "Schedule",
        "choice",
        _DEFAULT.schedule,
        choices=(("constant", "Constant"), ("step", "Steps down"), ("cosine", "Cosine")),
        help="How the learning rate changes: not at all, by a factor every so many steps, or along half a cosine "
        "(Loshchilov & Hutter 2017).",
    ),
    Param(
        "period",
        "Period",
        "int",
        0,
        minimum=0,
        unit="steps",
        help="Steps from one drop to the next, or to the end of the cosine; 0 follows from the length of training: a "
        "third of it, or all of it.",
    ),
    Param(
        "factor",
        "Factor",
        "float",
        0.1,
        minimum=0.0,
        maximum=1.0,
        help="What each drop multiplies the learning rate by, or the share of it that the cosine ends at.",
    ),
    Param(
        "warm_up",
        "Warm-up",
        "int",
        _DEFAULT.warm_up,
        minimum=0,
        unit="steps",
        help="Over how many steps the learning rate first rises from 0.",
    ),
)
RESTRAINT = (
    _strength("l1", "L1 penalty", "Adds this times the sum of |w| to the loss, for all weights but biases."),
    _strength("l2", "L2 penalty", "Adds half of this times the sum of w² to the loss, for all weights but biases."),
    _strength("clip", "Clip gradients", "The largest norm that all gradients together may have; 0: any."),
)
CHANCE = (
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

GROUPS = (UPDATE, LENGTH, SCHEDULE, RESTRAINT, CHANCE)
"""All settings as they are shown. Those whose value is unset in a new :class:`Training` have defaults that depend on
the optimizer or the schedule (``Training.defaults``), and only those that it reads are shown."""
