"""Every block kind, in the order of the palette."""

from visualnn.blocks import (
    activation,
    add,
    argmax,
    concatenate,
    constant,
    dense,
    digits,
    dropout,
    idx,
    loss,
    matmul,
    multiply,
    reduce_mean,
    reduce_sum,
    rnn,
    subtract,
    table,
    text,
    transpose,
    variable,
)
from visualnn.blocks.spec import BlockSpec

SPECS: dict[str, BlockSpec] = {
    module.SPEC.kind: module.SPEC
    for module in (
        table,
        digits,
        idx,
        text,
        dense,
        activation,
        dropout,
        rnn,
        concatenate,
        add,
        subtract,
        multiply,
        constant,
        variable,
        matmul,
        reduce_mean,
        reduce_sum,
        argmax,
        transpose,
        loss,
    )
}
