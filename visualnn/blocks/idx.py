"""Image files in the IDX format of MNIST and its family."""

from visualnn.blocks.data_blocks import FLAT_OR_IMAGE, data_block, file_name
from visualnn.blocks.spec import Param

SPEC = data_block(
    kind="idx",
    label="Image files",
    help=(
        "Images and labels from the four IDX files of MNIST (LeCun, Cortes & Burges) or its family, plain or gzip: "
        "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte."
    ),
    params=(
        Param("folder", "Folder", "path", "", help="The folder that holds the four files.", takes="folder"),
        FLAT_OR_IMAGE,
        Param(
            "training_rows",
            "Training rows",
            "int",
            0,
            minimum=0,
            maximum=10**7,
            help="Learn from so many of the first images only; 0: from all. With few, a network learns by heart.",
        ),
        Param(
            "validation_rows",
            "Validation rows",
            "int",
            0,
            minimum=0,
            maximum=10**7,
            help="The last rows of the training files, watched but not learnt.",
        ),
    ),
    summary=lambda settings: file_name(settings["folder"]) or "no folder yet",
)
