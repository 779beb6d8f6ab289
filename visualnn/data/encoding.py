"""The bytes of a text file as characters: UTF-8, UTF-16 or CP949 (with EUC-KR), told apart by looking.

UTF-8 is recognised with certainty: other encodings hardly ever form valid sequences of it. CP949 holds EUC-KR
(KS X 1001) and 8,822 rarer syllables; text that would need mostly those is something else.
"""

from __future__ import annotations

import codecs

from visualnn.messages import UserError, define

define(
    text_encoding="The file “{path}” is not written in {encoding}: byte {byte:,} (line {line:,}) does not fit. Choose "
    "another encoding, or save the file as UTF-8.",
    text_encoding_unknown="The file “{path}” is written in an encoding that was not recognised (line {line:,}): choose "
    "the encoding in the settings, or save the file as UTF-8.",
    text_binary="The file “{path}” holds no text (a zero byte at {byte:,}): choose a text file.",
)

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decode(content: bytes, path: object, encoding: str = "auto", *, cut: bool = False) -> str:
    """The text of a file, without a byte order mark.

    Args:
        content: its bytes.
        path: what an error calls it.
        encoding: ``auto``, or the name of a Python codec.
        cut: the content is a beginning that may end within a character.

    Raises:
        UserError: it is no text of this encoding; says where.
    """
    for mark, name in _MARKS.items():
        if content.startswith(mark) and encoding in ("auto", name, "utf-16"):
            return _strict(content[len(mark) :], path, name, cut)
    if encoding != "auto":
        return _strict(content, path, encoding, cut)
    if (zero := content.find(b"\0")) >= 0:
        raise UserError("text_binary", path=path, byte=zero + 1)
    for name in ("utf-8", "cp949", "cp1252"):
        try:
            text = _decoded(content, name, cut)
        except UnicodeDecodeError as error:
            reached = error.start
        else:
            if name != "cp949" or _is_korean(text):
                return text
    raise UserError("text_encoding_unknown", path=path, line=content.count(b"\n", 0, reached) + 1)


def _strict(content: bytes, path: object, encoding: str, cut: bool) -> str:
    try:
        return _decoded(content, encoding, cut)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(
            "text_encoding", path=path, encoding=encoding.upper(), byte=error.start + 1, line=line
        ) from error


def _decoded(content: bytes, encoding: str, cut: bool) -> str:
    return codecs.getincrementaldecoder(encoding)().decode(content, final=not cut)


def _is_korean(text: str) -> bool:
    """Whether most characters beyond ASCII are in KS X 1001, which nearly all Korean text keeps to."""
    beyond = [character for character in text[:200_000] if character > "\x7f"]
    rare = sum(1 for character in beyond if not _in_euc_kr(character))
    return 2 * rare <= len(beyond)


def _in_euc_kr(character: str) -> bool:
    try:
        return len(character.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False
