"""Sentences for the user from the layers that know no Qt.

A layer raises or returns a :class:`Message`: a code with arguments, never a finished sentence, so that a translation
is a file. ``CATALOGUE`` maps every code to its English sentence, a :meth:`str.format` template. The window asks Qt for
a translation of the template in the context ``messages``; the command line prints the English.
"""

from __future__ import annotations

from typing import Any

import msgspec

CATALOGUE: dict[str, str] = {}


def define(**sentences: str) -> None:
    """Add sentences (code -> English template) to the catalogue; each module defines its own beside their use.

    Raises:
        ValueError: a code is defined twice with different sentences.
    """
    for code, sentence in sentences.items():
        if CATALOGUE.setdefault(code, sentence) != sentence:
            raise ValueError(f"message code defined twice: {code}")


class Message(msgspec.Struct, frozen=True):
    """One sentence for the user: ``code`` names a template in the catalogue, ``arguments`` fill it."""

    code: str
    arguments: dict[str, Any] = {}

    @property
    def text(self) -> str:
        """The English sentence."""
        return CATALOGUE[self.code].format(**self.arguments)

    def __str__(self) -> str:
        return self.text


class UserError(Exception):
    """Something a person can mend: carries the :class:`Message` that says what and how."""

    def __init__(self, code: str, /, **arguments: Any) -> None:
        self.message = Message(code, arguments)
        super().__init__(self.message.text)
