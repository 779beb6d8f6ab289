"""Table: a few rows of numbers typed in place, such as the truth table of a gate."""

from visualnn.blocks.data_blocks import data_block
from visualnn.blocks.spec import Param

XOR = {"columns": ["x1", "x2", "y"], "targets": 1, "rows": [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]}

SPEC = data_block(
    kind="table",
    label="Table",
    help="A small table of numbers. The last columns are the targets (y), the others the inputs (x).",
    params=(Param("table", "Table", "table", XOR, help="Rows of numbers; the last columns are the targets."),),
    summary=lambda settings: f"{len(settings['table'].get('rows', ()))} rows",
)
