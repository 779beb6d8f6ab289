"""Every block kind, in the order of the palette."""

from visualnn.blocks import activation, dense, digits, dropout, idx, loss, rnn, table, text
from visualnn.blocks.spec import BlockSpec

SPECS: dict[str, BlockSpec] = {
    module.SPEC.kind: module.SPEC for module in (table, digits, idx, text, dense, activation, dropout, rnn, loss)
}
