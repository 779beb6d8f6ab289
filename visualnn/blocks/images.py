"""Pictures: image files sorted into a folder per class, or listed in a CSV file."""

from visualnn.blocks.data_blocks import FLAT_OR_IMAGE, SPLIT, data_block, file_name
from visualnn.blocks.spec import Param

SPEC = data_block(
    kind="images",
    label="Pictures",
    help=(
        "Pictures (PNG, JPEG, GIF, BMP, WebP, TIFF) of several classes: a folder with a folder for each class, or a "
        "CSV file whose rows hold the path of a picture and its class. All are brought to one size."
    ),
    params=(
        Param(
            "folder",
            "Folder or CSV file",
            "path",
            "",
            help="The folder that holds a folder for each class, or a CSV file of paths and classes.",
            takes="either",
        ),
        Param("height", "Height", "int", 32, minimum=1, maximum=1024, unit="points"),
        Param("width", "Width", "int", 32, minimum=1, maximum=1024, unit="points"),
        Param("colour", "Colour", "choice", "grey", choices=(("grey", "Grey"), ("rgb", "Red, green, blue"))),
        FLAT_OR_IMAGE,
        Param("path_column", "Column of paths", "line", "", help="Of a CSV file; the first column if empty."),
        Param("label_column", "Column of classes", "line", "", help="Of a CSV file; the last column if empty."),
        *SPLIT,
    ),
    summary=lambda settings: file_name(settings["folder"]) or "no folder yet",
)
