"""Projects on disk."""

import pytest

from visualnn.graph.training import Training
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project

PROJECT = Project(training=Training(seed=5), title="Five")


def test_what_was_saved_is_loaded(tmp_path):
    store.save(tmp_path / "p.vnn", PROJECT)

    assert store.load(tmp_path / "p.vnn") == PROJECT


def test_an_error_names_the_file(tmp_path):
    (tmp_path / "p.vnn").write_text("hello")

    with pytest.raises(UserError, match=r"“.*p\.vnn” is no visualnn project"):
        store.load(tmp_path / "p.vnn")
    with pytest.raises(UserError, match=r"There is no file “.*q\.vnn”"):
        store.load(tmp_path / "q.vnn")
    with pytest.raises(UserError, match="cannot be read"):
        store.load(tmp_path)


def test_a_sample_is_found_by_name_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert store.find("xor") == store.find("xor.vnn")
    assert store.load(store.find("xor")).title


def test_a_file_goes_before_a_sample(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store.save(tmp_path / "xor.vnn", PROJECT)

    assert store.load(store.find("xor.vnn")) == PROJECT


def test_what_cannot_be_found_is_answered_with_the_samples():
    with pytest.raises(UserError, match=r"no file “xro”.*Samples open by name: .*xor"):
        store.find("xro")
    with pytest.raises(UserError, match="cannot be read"):
        store.find("/")


def test_every_sample_is_listed():
    names = [path.stem for path in store.samples()]
    assert names == sorted(names)
    assert {"digits", "hello_rnn", "mnist", "vanishing", "xor"} <= set(names)
