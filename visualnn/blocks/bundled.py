"""Real data: small data sets that come with scikit-learn."""

from visualnn.blocks.data_blocks import SCALING, SPLIT, TARGET_SCALING, data_block
from visualnn.blocks.spec import Param

DATASETS = (
    ("iris", "Iris: 150 flowers, 3 kinds"),
    ("wine", "Wine: 178 wines, 3 growers"),
    ("breast_cancer", "Breast cancer: 569 tumours"),
    ("diabetes", "Diabetes: 442 patients"),
)

SPEC = data_block(
    kind="bundled",
    label="Real data",
    help=(
        "Small data sets that come with the program and need no network. Iris (Fisher 1936), wine (Forina 1991) and "
        "breast cancer (Wolberg & others 1995) ask for a class, diabetes (Efron & others 2004) for a number: how far "
        "the disease has gone after a year."
    ),
    params=(
        Param("data", "Data", "choice", "iris", choices=DATASETS),
        SCALING,
        TARGET_SCALING,
        *SPLIT,
    ),
    summary=lambda settings: dict(DATASETS)[settings["data"]].partition(":")[0],
)
