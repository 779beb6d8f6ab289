"""Unsaved work outlives a crash."""

import os
import signal
import subprocess
import sys

import pytest

from visualnn.graph.training import Training
from visualnn.messages import UserError
from visualnn.project.autosave import Autosave, leftovers
from visualnn.project.format import Project


def project(seed):
    return Project(training=Training(seed=seed))


def crash(place, code):
    """Run code with an Autosave ``a`` on ``place`` in another process, and kill it."""
    script = f"""
import os, signal
from pathlib import Path
from visualnn.project.autosave import Autosave
from visualnn.project.format import Project
from visualnn.graph.training import Training
a = Autosave(Path({str(place)!r}))
{code}
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", script]).returncode == -signal.SIGKILL


def test_after_a_crash_the_last_copy_is_offered_with_its_origin(tmp_path):
    crash(
        tmp_path,
        "a.write(Project(training=Training(seed=1)), Path('/home/me/lesson.vnn'))\n"
        "a.write(Project(training=Training(seed=2)), Path('/home/me/lesson.vnn'))",
    )

    (left,) = leftovers(tmp_path)
    assert left.project() == project(2)
    assert str(left.origin) == "/home/me/lesson.vnn"
    assert leftovers(tmp_path)  # looking changes nothing
    left.discard()
    assert leftovers(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_newest_is_offered_first(tmp_path):
    for seed in (1, 2):
        crash(tmp_path, f"a.write(Project(training=Training(seed={seed})), None)")
    old = next(left for left in leftovers(tmp_path) if left.project() == project(1))
    os.utime(old.file, (0, 0))

    assert [left.project() for left in leftovers(tmp_path)] == [project(2), project(1)]
    assert leftovers(tmp_path)[0].origin is None


def test_a_document_that_is_open_is_not_offered(tmp_path):
    autosave = Autosave(tmp_path)
    autosave.write(project(1), None)

    assert leftovers(tmp_path) == ()
    autosave.close()


def test_saved_or_closed_leaves_nothing(tmp_path):
    autosave = Autosave(tmp_path)
    autosave.write(project(1), None)
    autosave.clear()
    assert not list(tmp_path.glob("*.autosave"))
    autosave.write(project(2), None)
    autosave.close()
    assert list(tmp_path.iterdir()) == []


def test_without_changes_nothing_is_written(tmp_path):
    Autosave(tmp_path / "new").close()

    assert list(tmp_path.iterdir()) == []
    assert leftovers(tmp_path / "new") == ()


def test_a_copy_that_cannot_be_read_is_kept(tmp_path):
    (tmp_path / "a.autosave").write_bytes(b"?")
    (tmp_path / "b.autosave").write_bytes(b'{"origin": null}\n{"visualnn": 99}')

    (left,) = leftovers(tmp_path)
    with pytest.raises(UserError, match="newer visualnn"):
        left.project()
    assert (tmp_path / "a.autosave").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(UserError, match="cannot be written"):
        Autosave(tmp_path / "file").write(project(1), None)
