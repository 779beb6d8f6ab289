"""Windows that slide over images: how many places they have."""

from visualnn.blocks import ports
from visualnn.blocks.spec import Inputs, Param, ShapeError
from visualnn.messages import define

define(
    window_large=(
        "“{block}” slides a window of {window} x {window} over images, but those of “{source}” are {height} x {width}"
        "{padded}. Make the window smaller."
    ),
)

STRIDE_HELP = "How far the window moves from one place to the next."


def window(default: int) -> Param:
    """The setting for the window's extent."""
    return Param("window", "Window", "int", default, minimum=1, maximum=64, help="Height and width of the window.")


def places(extent: int, window: int, stride: int, padding: int = 0) -> int:
    """How many places a window has along an axis; 0 or less: it does not fit."""
    return (extent + 2 * padding - window) // stride + 1


def slide(inputs: Inputs, stride: int, padding: int = 0) -> tuple[int, int]:
    """Height and width of what a window leaves of the image at port ``in``."""
    _, height, width = ports.image(inputs).shape
    window = inputs.params["window"]
    if min(height, width) + 2 * padding < window:
        raise ShapeError(
            "window_large",
            block=inputs.block.name,
            source=inputs.sources["in"],
            window=window,
            height=height,
            width=width,
            padded=f" and {padding} more on each side" if padding else "",
        )
    return places(height, window, stride, padding), places(width, window, stride, padding)
