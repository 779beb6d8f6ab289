"""Messages of the layers that know no Qt, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from visualnn.messages import CATALOGUE, Message

CONTEXT = "messages"
"""The Qt translation context of all message templates."""


def translate(message: Message) -> str:
    """The sentence of a message in the language of the window; English where no translation is installed."""
    return QCoreApplication.translate(CONTEXT, CATALOGUE[message.code]).format(**message.arguments)
