"""Loss: how wrong the network is; where training starts and backpropagation begins."""

from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, Port, ShapeError, ValueType
from visualnn.messages import define

define(
    loss_classes=(
        "“{block}” compares the {prediction_shape} numbers of “{prediction}” with “{target}”, which has {classes} "
        "classes. Set the units of the last Dense block to {classes}."
    ),
    loss_shapes=(
        "“{block}” compares “{prediction}” ({prediction_shape} a row) with “{target}” ({target_shape} a row); both "
        "must have the same shape. Change the units of the last Dense block."
    ),
    loss_prediction=(
        "“{block}” needs numbers at its port “prediction”, but “{prediction}” gives {prediction_shape}. "
        "Connect the last layer of the network there and the data block's y to “target”."
    ),
    loss_binary_classes=(
        "“{block}”: binary cross-entropy is for yes/no targets, but “{target}” has {classes} classes. "
        "Choose softmax cross-entropy."
    ),
)

LOSSES = (
    ("softmax_cross_entropy", "Softmax cross-entropy"),
    ("binary_cross_entropy", "Binary cross-entropy"),
    ("mse", "Mean squared error"),
    ("mae", "Mean absolute error"),
    ("huber", "Huber"),
)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """No outputs; the prediction must have the target's shape, or for labels one more axis: a number per class."""
    prediction, target = inputs.types["prediction"], inputs.types["target"]
    where = {
        "block": inputs.block.name,
        "prediction": inputs.sources["prediction"],
        "prediction_shape": str(prediction),
        "target": inputs.sources["target"],
        "target_shape": str(target),
        "classes": target.classes,
    }
    if prediction.kind != "real" or not prediction.shape:
        raise ShapeError("loss_prediction", **where)
    if target.kind == "index":
        if inputs.params["loss"] == "binary_cross_entropy" and prediction.shape != (*target.shape, target.classes):
            raise ShapeError("loss_binary_classes", **where)
        if prediction.shape != (*target.shape, target.classes):
            raise ShapeError("loss_classes", **where)
    elif prediction.shape != target.shape:
        raise ShapeError("loss_shapes", **where)
    return {}


def lower(build: Lowering) -> None:
    """Cross-entropies are computed from logits, which is stable: a matching Sigmoid or Softmax block right before the
    loss is looked through, and what enters it is taken as the logits."""
    prediction = build.input("prediction")
    name = build.params["loss"]
    squashing = {"softmax_cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get(name)
    if squashing is not None:
        before = build.produced_by(prediction, squashing)
        prediction = prediction if before is None else before
    settings = {"delta": build.params["delta"]} if name == "huber" else {}
    build.loss(name, prediction, build.input("target"), build.params["weight"], **settings)


SPEC = BlockSpec(
    kind="loss",
    label="Loss",
    category="Output",
    base_name="loss",
    help=(
        "Measures how far the predictions are from the targets, as a mean over the batch; training makes it small. "
        "The cross-entropies work from logits: a Sigmoid (binary) or Softmax block right before the loss is taken into "
        "account exactly, and without one the loss applies it by itself. Squared error heeds outliers most, absolute "
        "error least; Huber (1964) is squared near the target and absolute beyond delta."
    ),
    formula=(
        "softmax cross-entropy: -log softmax(z)_target\n"
        "binary cross-entropy: -(y log p + (1 - y) log(1 - p)),  p = sigmoid(z)\n"
        "mean squared error: (z - y)²\n"
        "mean absolute error: |z - y|\n"
        "Huber: (z - y)² / 2 where |z - y| <= delta, else delta (|z - y| - delta / 2)"
    ),
    inputs=(
        Port("prediction", "prediction", "What the network answers."),
        Port("target", "target", "What it should have answered: the y of a data block."),
    ),
    outputs=(),
    params=(
        Param("loss", "Loss", "choice", "softmax_cross_entropy", choices=LOSSES, help="How the error is measured."),
        Param(
            "delta",
            "Delta",
            "float",
            1.0,
            minimum=1e-9,
            maximum=1e9,
            help="Errors beyond it count by their size, not its square.",
            only={"loss": ("huber",)},
        ),
        Param("weight", "Weight", "float", 1.0, minimum=0.0, maximum=1e6, help="Its share where there are several."),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: dict(LOSSES)[settings["loss"]],
)
