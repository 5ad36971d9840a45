"""Facts are remembered between runs, and a cache that is broken or missing changes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimex import cache


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAIMEX_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_remembered_is_recalled() -> None:
    cache.remember("speed", "backend", "openblas")
    cache.remember("speed", "verified", True)
    assert (cache.recall("speed", "backend"), cache.recall("speed", "verified")) == ("openblas", True)
    assert cache.recall("speed", "another") is None
    assert cache.recall("another", "backend") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"backend": ["a list"]}', b"null"])
def test_a_broken_file_is_no_file(directory: Path, content: bytes) -> None:
    directory.mkdir()
    (directory / "speed.json").write_bytes(content)
    assert cache.recall("speed", "backend") is None
    cache.remember("speed", "backend", "blis")
    assert cache.recall("speed", "backend") == "blis"


def test_a_directory_that_cannot_be_made_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a directory")
    monkeypatch.setenv("CLAIMEX_CACHE", str(tmp_path / "file" / "cache"))
    cache.remember("speed", "backend", "blis")
    assert cache.recall("speed", "backend") is None


def test_nothing_is_left_beside_the_file(directory: Path) -> None:
    for number in range(5):
        cache.remember("speed", str(number), number)
    assert [path.name for path in directory.iterdir()] == ["speed.json"]


def test_writers_at_the_same_time_leave_a_whole_file(directory: Path) -> None:
    code = "import sys; from claimex import cache; [cache.remember('speed', sys.argv[1], n) for n in range(200)]"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(number)], env=os.environ) for number in range(3)]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen.add(cache.recall("speed", "0"))
    assert all(writer.wait() == 0 for writer in writers)
    assert cache.recall("speed", "0") is not None or cache.recall("speed", "1") is not None
    assert [path.name for path in directory.iterdir()] == ["speed.json"]
