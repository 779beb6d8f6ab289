"""Table file: rows of a CSV, Excel or Parquet file, with columns chosen as inputs and targets."""

from visualnn.blocks.data_blocks import ENCODING, SCALING, SPLIT, TARGET_SCALING, data_block, file_name
from visualnn.blocks.spec import Param

SPEC = data_block(
    kind="csv",
    label="Table file",
    help=(
        "A table from a file: CSV or TSV, Excel, or Parquet. Columns of numbers are taken as they are, columns of "
        "texts one-hot: a number for each category. A target that is a category becomes the class to predict."
    ),
    params=(
        Param("file", "File", "path", "", help="CSV, TSV, XLSX or Parquet."),
        Param(
            "columns",
            "Columns",
            "columns",
            {},
            help="Which columns are inputs and which targets, and which numbers only name categories. By default the "
            "last column is the target and all others are inputs.",
        ),
        Param(
            "missing",
            "Missing values",
            "choice",
            "error",
            choices=(
                ("error", "Refuse"),
                ("drop", "Leave the row out"),
                ("mean", "Mean, most frequent"),
                ("category", "A category of its own"),
            ),
            help="What becomes of empty cells. Mean and most frequent are those of the training rows; with a category "
            "of its own, a column of numbers gets a second one that says where a number was missing.",
        ),
        Param(
            "categories",
            "Categories",
            "choice",
            "onehot",
            choices=(("onehot", "One-hot"), ("symbols", "For an Embedding block")),
            help="One-hot: a number for each category, beside those of the other columns. For an Embedding block, "
            "every input must be a category; numbers come from a second block of the same file and split.",
        ),
        SCALING,
        TARGET_SCALING,
        *SPLIT,
        Param("sheet", "Sheet", "line", "", help="The sheet of a workbook; the first one if empty."),
        Param(
            "separator",
            "Separator",
            "choice",
            "auto",
            choices=(
                ("auto", "Recognise"),
                ("comma", "Comma"),
                ("semicolon", "Semicolon"),
                ("tab", "Tab"),
                ("bar", "Vertical bar"),
            ),
            help="What stands between the cells of a row.",
        ),
        Param(
            "decimal",
            "Decimals",
            "choice",
            "auto",
            choices=(("auto", "Recognise"), ("point", "1.5"), ("comma", "1,5")),
            help="What stands before the decimals of a number.",
        ),
        Param(
            "header",
            "Headings",
            "choice",
            "auto",
            choices=(("auto", "Recognise"), ("yes", "In the first row"), ("no", "None")),
            help="Whether the first row names the columns; recognised by its holding no number.",
        ),
        ENCODING,
    ),
    summary=lambda settings: file_name(settings["file"]) or "no file yet",
)
