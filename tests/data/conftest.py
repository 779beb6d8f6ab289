"""Files that tests of data need and no light library writes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return "<c/>" if value is None else f"<c><v>{value}</v></c>"


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., str]:
    """Write an Excel workbook, the least that is one: ``{sheet: rows of cells}``; returns its path."""

    def write(sheets: dict[str, list[list[Any]]], name: str = "book.xlsx") -> str:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>',
            )
            entries = "".join(f'<sheet name="{s}" sheetId="{i}" r:id="r{i}"/>' for i, s in enumerate(sheets, 1))
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{entries}</sheets></workbook>',
            )
            links = "".join(
                f'<Relationship Id="r{i}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                for i, _ in enumerate(sheets, 1)
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
            )
            for i, rows in enumerate(sheets.values(), 1):
                body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
                archive.writestr(
                    f"xl/worksheets/sheet{i}.xml",
                    f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
                )
        return str(path)

    return write
