"""Arrays: NumPy files."""

from visualnn.blocks.data_blocks import SPLIT, data_block, file_name
from visualnn.blocks.spec import Param

SPEC = data_block(
    kind="arrays",
    label="Array file",
    help=(
        "Arrays saved by NumPy: an .npz file that holds inputs and targets, or an .npy file for each. The first axis "
        "counts the rows. Whole-number targets with one number a row are classes; bytes stand for x / 255. A large "
        ".npy file is read while it is trained on, not before: it needs no memory, and its last rows are held back."
    ),
    params=(
        Param("file", "File", "path", "", help="An .npz file, or the .npy file of the inputs."),
        Param("x", "Inputs", "line", "x", help="The name of the inputs in an .npz file."),
        Param("y", "Targets", "line", "y", help="The name of the targets in an .npz file."),
        Param(
            "targets_file",
            "File of targets",
            "path",
            "",
            help="The .npy file of the targets; if empty, the one beside the inputs with y in place of x in its name.",
        ),
        Param(
            "target_kind",
            "Targets are",
            "choice",
            "auto",
            choices=(("auto", "Recognise"), ("classes", "Classes"), ("numbers", "Numbers")),
            help="Recognised by their type: whole numbers are classes.",
        ),
        *SPLIT,
    ),
    summary=lambda settings: file_name(settings["file"]) or "no file yet",
)
