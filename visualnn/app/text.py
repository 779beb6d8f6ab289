"""Messages of the layers that know no Qt, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from visualnn.messages import CATALOGUE, Message

CONTEXT = "messages"
"""The Qt translation context of all message templates."""


def translate(message: Message) -> str:
    """The sentence of a message in the language of the window; English where no translation is installed."""
    return QCoreApplication.translate(CONTEXT, CATALOGUE[message.code]).format(**message.arguments)


def spec_text(text: str) -> str:
    """A label or help text from the declaration of a block (``visualnn.blocks``) in the language of the window."""
    return QCoreApplication.translate("blocks", text) if text else ""
