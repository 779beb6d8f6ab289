"""Every operation a block may lower to: which kernels it is made of.

The one table that ties names in ``blocks/*.py`` to names in ``engine/kernels``.
"""

from __future__ import annotations

import msgspec


class Operation(msgspec.Struct, frozen=True):
    """The kernels of an operation.

    forward: computes the output from the inputs.
    backward: computes the gradient of the inputs from that of the output; empty when there is none.
    reductions: for each parameter in order, the kernel that computes its gradient over the whole batch.
    onehot: the operation that takes a one-hot input instead; empty: the input is written out first.
    syncs: for operations that need every row of the batch at once (batch normalisation): kernels that run after
        ``forward`` and after ``backward``, when all threads are done with those.
    prepares: whether backward also prepares what the reductions read, and so is needed even where no input asks for a
        gradient.
    """

    forward: str
    backward: str = ""
    reductions: tuple[str, ...] = ()
    onehot: str = ""
    syncs: tuple[str, str] | None = None
    prepares: bool = False


_RECURRENT = ("weight_gradient", "bias_gradient", "recurrent_gradient")
_RECURRENT_ONEHOT = ("weight_gradient_onehot", "bias_gradient", "recurrent_gradient")
_GATED = ("gates_input_gradient", "gates_bias_gradient", "gates_recurrent_gradient")
_GATED_ONEHOT = ("gates_input_gradient_onehot", "gates_bias_gradient", "gates_recurrent_gradient")
_GRU, _GRU_ONEHOT = (*_GATED, "gru_new_bias_gradient"), (*_GATED_ONEHOT, "gru_new_bias_gradient")

OPERATIONS: dict[str, Operation] = {
    "dense": Operation("dense", "dense_backward", ("weight_gradient", "bias_gradient"), onehot="dense_onehot"),
    "dense_onehot": Operation("dense_onehot", "", ("weight_gradient_onehot", "bias_gradient")),
    "one_hot": Operation("one_hot"),
    "expand": Operation("expand", "", ("expand_gradient",)),
    "add": Operation("add", "add_backward"),
    "subtract": Operation("subtract", "subtract_backward"),
    "multiply": Operation("multiply", "multiply_backward"),
    "concatenate": Operation("concatenate", "concatenate_backward"),
    "matmul": Operation("matmul", "matmul_backward"),
    "strided": Operation("strided", "strided_backward"),
    "reduce": Operation("reduce", "reduce_backward"),
    "argmax": Operation("argmax"),
    "sigmoid": Operation("sigmoid", "sigmoid_backward"),
    "tanh": Operation("tanh", "tanh_backward"),
    "relu": Operation("relu", "relu_backward"),
    "threshold": Operation("threshold", "threshold_backward"),
    "leaky_relu": Operation("leaky_relu", "leaky_relu_backward"),
    "elu": Operation("elu", "elu_backward"),
    "selu": Operation("selu", "selu_backward"),
    "gelu": Operation("gelu", "gelu_backward"),
    "softplus": Operation("softplus", "softplus_backward"),
    "swish": Operation("swish", "swish_backward"),
    "softmax": Operation("softmax", "softmax_backward"),
    "dropout": Operation("dropout", "dropout_backward"),
    "last_step": Operation("last_step", "last_step_backward"),
    "rnn_tanh": Operation("rnn_tanh", "rnn_tanh_backward", _RECURRENT, onehot="rnn_tanh_onehot", prepares=True),
    "rnn_tanh_onehot": Operation("rnn_tanh_onehot", "rnn_tanh_backward", _RECURRENT_ONEHOT, prepares=True),
    "rnn_relu": Operation("rnn_relu", "rnn_relu_backward", _RECURRENT, onehot="rnn_relu_onehot", prepares=True),
    "rnn_relu_onehot": Operation("rnn_relu_onehot", "rnn_relu_backward", _RECURRENT_ONEHOT, prepares=True),
    "embedding": Operation("dense_onehot", "", ("weight_gradient_onehot",), onehot="embedding"),
    "lstm": Operation("lstm", "lstm_backward", _GATED, onehot="lstm_onehot", prepares=True),
    "lstm_onehot": Operation("lstm", "lstm_backward", _GATED_ONEHOT, prepares=True),
    "gru": Operation("gru", "gru_backward", _GRU, onehot="gru_onehot", prepares=True),
    "gru_onehot": Operation("gru", "gru_backward", _GRU_ONEHOT, prepares=True),
    "layer_norm": Operation("layer_norm", "layer_norm_backward", ("layer_norm_gain_gradient", "bias_gradient")),
    "batch_norm": Operation(
        "batch_norm",
        "batch_norm_backward",
        ("batch_norm_gain_gradient", "batch_norm_bias_gradient"),
        syncs=("batch_norm_sync", "batch_norm_backward_sync"),
        prepares=True,
    ),
    "conv": Operation("conv", "conv_backward", ("conv_weight_gradient", "conv_bias_gradient"), prepares=True),
    "max_pool": Operation("max_pool", "max_pool_backward"),
    "average_pool": Operation("average_pool", "average_pool_backward"),
}

LOSSES: dict[str, Operation] = {
    name: Operation(name, f"{name}_backward")
    for name in ("softmax_cross_entropy", "binary_cross_entropy", "mse", "mae", "huber", "value")
}

SCORED = ("softmax_cross_entropy", "binary_cross_entropy")
"""Losses that count right answers whatever the target is; the others do when it is a class number."""

ACCUMULATOR = "accumulator"

OPTIMIZERS: dict[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("velocity",),
    "adagrad": (ACCUMULATOR,),
    "adagrad_da": (ACCUMULATOR, "sum"),
    "adadelta": ("squares", "updates"),
    "rmsprop": (ACCUMULATOR, "velocity"),
    "adam": ("mean", "squares"),
    "adamw": ("mean", "squares"),
    "ftrl": (ACCUMULATOR, "linear"),
    "proximal_gradient_descent": (),
    "proximal_adagrad": (ACCUMULATOR,),
}
"""Update rules, each a kernel of that name, and the slots it keeps: arrays the size of a parameter. They start at 0,
``accumulator`` at the setting ``initial_accumulator``."""
