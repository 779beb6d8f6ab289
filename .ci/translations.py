"""Bring the translations up to date: what the program says, collected into ``.ts`` files and compiled to ``.qm``.

    python .ci/translations.py            collect texts, keep what is translated, compile
    python .ci/translations.py --missing  only list what has no translation yet

A text is the English sentence in the source. Its context is the class that says it (``self.tr``), the name in a
``QCoreApplication.translate`` call, ``messages`` (``messages.define``) or ``blocks`` (what blocks and training settings
declare). Texts that nobody says any more are dropped. Qt Linguist edits the files; ``lrelease`` comes with PySide6.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from visualnn.blocks.spec import BlockSpec

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("ko",)


class Text(NamedTuple):
    """A text to translate; ``plural``: it holds ``%n``, a count."""

    context: str
    source: str
    plural: bool = False


def collect() -> list[Text]:
    """Every text of the program, each once, in the order of contexts and sources."""
    found = set(_declared())
    for path in sorted((ROOT / "visualnn").rglob("*.py")):
        found |= set(_in_module(ast.parse(path.read_text("utf-8"))))
    return sorted(found)


def read(path: Path) -> dict[tuple[str, str], str]:
    """What is translated in a ``.ts`` file: (context, source) -> translation."""
    if not path.exists():
        return {}
    translated = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            node = message.find("translation")
            if node is not None and node.get("type") is None:
                text = node.findtext("numerusform") if message.get("numerus") else node.text
                if text:
                    translated[name, message.findtext("source", "")] = text
    return translated


def write(path: Path, language: str, texts: list[Text], translated: dict[tuple[str, str], str]) -> None:
    """Write a ``.ts`` file; texts without a translation are marked as unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for text in texts:
        if text.context not in contexts:
            contexts[text.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[text.context], "name").text = text.context
        message = ElementTree.SubElement(contexts[text.context], "message", {"numerus": "yes"} if text.plural else {})
        ElementTree.SubElement(message, "source").text = text.source
        translation = ElementTree.SubElement(message, "translation")
        known = translated.get((text.context, text.source))
        if known is None:
            translation.set("type", "unfinished")
        if text.plural:
            ElementTree.SubElement(translation, "numerusform").text = known or ""
        else:
            translation.text = known or ""
    ElementTree.indent(root, "  ")
    content = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{content}\n', "utf-8")


def main() -> int:
    """Update all languages; 1 when something is not translated."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missing", action="store_true", help="only list what has no translation yet")
    options = parser.parse_args()
    texts = collect()
    lacking = 0
    for language in LANGUAGES:
        path = FOLDER / f"visualnn_{language}.ts"
        translated = read(path)
        missing = [text for text in texts if (text.context, text.source) not in translated]
        lacking += len(missing)
        for text in missing:
            print(f"{language} {text.context}: {text.source!r}")
        if not options.missing:
            FOLDER.mkdir(exist_ok=True)
            write(path, language, texts, translated)
            subprocess.run([_lrelease(), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)
    return 1 if lacking else 0


def _declared() -> Iterator[Text]:
    """What blocks and training settings say of themselves."""
    from visualnn.app.inspector.training_settings import GROUPS
    from visualnn.blocks.catalogue import SPECS

    params = [param for group in GROUPS for param in group]
    for spec in SPECS.values():
        yield from (Text("blocks", text) for text in (spec.label, spec.category, spec.help, spec.formula) if text)
        for port in (*spec.inputs, *spec.outputs):
            yield from (Text("blocks", text) for text in (port.label, port.help) if text)
        params += spec.params
        yield from (Text("blocks", form) for form in _summaries(spec))
    for param in params:
        said = (param.label, param.unit, param.help, *(label for _, label in param.choices))
        yield from (Text("blocks", text) for text in said if text)


def _summaries(spec: BlockSpec) -> Iterator[str]:
    """The forms of the short line on a block, with each choice made once; formulas are the same in every language."""
    from visualnn.app.text import template

    defaults = {param.name: param.default for param in spec.params}
    for param in spec.params:
        for value, _ in (*param.choices, (param.default, "")):
            form, _numbers = template(spec.summary(defaults | {param.name: value}))
            if re.search("[a-z]{3,}", form):
                yield form
    if not spec.params and re.search("[a-z]{3,}", spec.summary({})):
        yield spec.summary({})


def _in_module(module: ast.Module) -> Iterator[Text]:
    """What the code of a module says."""
    helpers = dict(_helpers(module))
    yield from _in_scope(module, "", helpers)


def _in_scope(node: ast.AST, owner: str, helpers: dict[str, str]) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield from _in_call(child, owner, helpers)
        yield from _in_scope(child, child.name if isinstance(child, ast.ClassDef) else owner, helpers)


def _in_call(call: ast.Call, owner: str, helpers: dict[str, str]) -> Iterator[Text]:
    constants = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    texts = [text for text in constants if isinstance(text, str)]
    if isinstance(call.func, ast.Attribute):
        if call.func.attr == "tr" and texts and isinstance(call.func.value, ast.Name):
            context = owner if call.func.value.id == "self" else {"window": "MainWindow"}.get(call.func.value.id, "")
            if context:
                yield Text(context, texts[0], "%n" in texts[0])
        elif call.func.attr == "translate" and len(texts) >= 2:
            yield Text(texts[0], texts[1])
    elif isinstance(call.func, ast.Name):
        if call.func.id == "define":
            for keyword in call.keywords:
                if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str):
                    yield Text("messages", keyword.value.value)
        elif call.func.id in helpers and texts:
            yield Text(helpers[call.func.id], texts[0])


def _helpers(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions of a module that translate their argument, and the context they do it in."""
    for function in module.body:
        if not isinstance(function, ast.FunctionDef) or function.name == "spec_text":  # its texts are declared
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "translate":
                match call.args:
                    case [ast.Constant(value=context), ast.Name()]:
                        yield function.name, str(context)


def _lrelease() -> str:
    """The program that compiles; the one of PySide6."""
    return str(Path(sys.executable).with_name("pyside6-lrelease"))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
