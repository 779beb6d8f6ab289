"""Messages of the layers that know no Qt, in the user's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from visualnn.messages import CATALOGUE, Message

if TYPE_CHECKING:
    from visualnn.blocks.spec import ValueType

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ONE_UNIT = re.compile(r"^1 units\b")  # only English has it: templates know no singular

CONTEXT = "messages"
"""The Qt translation context of all message templates."""


def translate(message: Message) -> str:
    """The sentence of a message in the language of the window; English where no translation is installed."""
    return QCoreApplication.translate(CONTEXT, CATALOGUE[message.code]).format(**message.arguments)


def spec_text(text: str) -> str:
    """A label or help text from the declaration of a block (``visualnn.blocks``) in the language of the window."""
    return QCoreApplication.translate("blocks", text) if text else ""


def type_text(type: ValueType) -> str:
    """What a row of a value holds, in the language of the window: 8 x 8, or a class of 10."""
    if type.kind != "index":
        return str(type)
    classes = QCoreApplication.translate("types", "class of {count}").format(count=type.classes)
    return " x ".join((classes, *map(str, type.shape)))


def template(text: str) -> tuple[str, list[str]]:
    """A text with its numbers taken out, and the numbers: ``3 x 3`` is ``%1 x %2`` with 3 and 3."""
    numbers: list[str] = []

    def take(match: re.Match[str]) -> str:
        numbers.append(match[0])
        return f"%{len(numbers)}"

    return _NUMBER.sub(take, text), numbers


def summary_text(summary: str) -> str:
    """The short line of a block in the language of the window; what is translated is its template."""
    form, numbers = template(summary)
    text = re.sub(r"%(\d+)", lambda match: numbers[int(match[1]) - 1], spec_text(form)) if numbers else spec_text(form)
    return _ONE_UNIT.sub("1 unit", text)
