"""Writing files without risk to what was there before."""

import errno
import os
from pathlib import Path

import pytest

from visualnn.files import write_atomic
from visualnn.messages import UserError


def test_a_file_is_written_whole(tmp_path):
    file = tmp_path / "file"
    write_atomic(file, b"old")
    write_atomic(file, b"new")

    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_when_the_disk_is_full_the_old_content_stays(tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"file” cannot be written \(No space left on device\)"):
        write_atomic(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be written"):
        write_atomic(tmp_path / "nowhere" / "file", b"")


def test_permissions_and_links_are_kept(tmp_path):
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_atomic(link, b"new")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_name_of_the_greatest_length(tmp_path):
    file = Path(tmp_path / ("n" * 255))
    write_atomic(file, b"new")

    assert file.read_bytes() == b"new"
