"""The window speaks Korean, all of it."""

from __future__ import annotations

import importlib.util
import json
import os
import string
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KOREAN = ROOT / "resources" / "translations" / "visualnn_ko.ts"


@pytest.fixture(scope="module")
def tool():
    """``.ci/translations.py``, which is no part of the package."""
    specification = importlib.util.spec_from_file_location("translations", ROOT / ".ci" / "translations.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["translations"] = module  # dataclasses and named tuples look themselves up
    specification.loader.exec_module(module)
    yield module
    del sys.modules["translations"]


def test_every_text_is_translated(tool):
    translated = tool.read(KOREAN)
    missing = [text for text in tool.collect() if (text.context, text.source) not in translated]
    assert not missing, "python .ci/translations.py lists them; translate them in the .ts and run it again"


def test_nothing_is_kept_that_nobody_says(tool):
    said = {(text.context, text.source) for text in tool.collect()}
    assert not tool.read(KOREAN).keys() - said


def test_placeholders_survive(tool):
    def holes(text):
        named = {(name, form) for _, name, form, _ in string.Formatter().parse(text) if name} if "{" in text else set()
        return named, [mark for mark in ("%n", "%1") if mark in text]

    wrong = [source for (_, source), text in tool.read(KOREAN).items() if holes(source) != holes(text)]
    assert not wrong


def test_the_compiled_file_is_up_to_date(tool, tmp_path):
    fresh = tmp_path / "visualnn_ko.qm"
    subprocess.run([tool._lrelease(), "-silent", str(KOREAN), "-qm", str(fresh)], check=True)
    assert fresh.read_bytes() == KOREAN.with_suffix(".qm").read_bytes()


def test_texts_are_collected_from_wherever_they_are_said(tool):
    texts = set(tool.collect())
    assert tool.Text("Actions", "&Open…") in texts
    assert tool.Text("MainWindow", "an unsaved project") in texts
    assert tool.Text("blocks", "Learning rate") in texts
    assert (
        tool.Text("messages", "The canvas is empty. Drag a data block from the palette to begin, or open a sample.")
        in texts
    )
    assert tool.Text("CanvasTips", "{shape} a row") in texts
    assert any(text.plural for text in texts)


KOREAN_WINDOW = """
import json, sys
from pathlib import Path
from visualnn.app.main import application, make_window
from visualnn.app.settings import Settings
settings = Settings(Path(sys.argv[1]))
settings.language = "ko"
application(settings)
window = make_window(settings)
menus = [action.text() for action in window.menuBar().actions()]
problem = window.problems.item(0).text()
print(json.dumps([menus, window.actions_.train.text(), problem, window.palette_.tree.topLevelItem(0).text(0)]))
window.close()
window.trainer.join()
"""


def test_a_window_in_korean(tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", KOREAN_WINDOW, str(tmp_path / "settings.ini")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    menus, train, problem, group = json.loads(done.stdout)
    assert menus == ["파일(&F)", "편집(&E)", "보기(&V)", "학습(&T)", "도움말(&H)"]
    assert train == "학습"
    assert problem.startswith("캔버스가 비어 있습니다.")
    assert group == "입력"


def test_the_language_is_chosen_in_the_view_menu(qtbot):
    from visualnn.app.command_palette import entries
    from visualnn.app.main import make_window
    from visualnn.app.settings import Settings

    window = make_window(Settings())
    qtbot.addWidget(window)
    korean = next(entry.action for entry in entries(window.menuBar()) if entry.name == "한국어")
    korean.trigger()
    assert Settings().language == "ko"
    assert "started again" in window.banner.text.text()
    window.trainer.close()
    window.trainer.join()


def test_numbers_stand_where_the_translation_wants_them(qtbot, monkeypatch):
    from visualnn.app import text

    monkeypatch.setattr(text, "spec_text", {"%1 filters %2 x %3": "%2 x %3: %1"}.get)
    assert text.summary_text("16 filters 3 x 5") == "3 x 5: 16"
