"""Small facts about this machine, remembered between runs in the user's cache directory.

The cache is a convenience: a file that cannot be read is measured anew, a directory that cannot be written is done
without. Files are written beside their name and renamed, so two processes never read half a file.
"""

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

Fact = str | int | float | bool


def recall(name: str, key: str) -> Fact | None:
    """Return the fact kept under ``key`` in the file of that name, None when there is none."""
    fact = _read(name).get(key)
    return fact if isinstance(fact, str | int | float | bool) else None


def remember(name: str, key: str, fact: Fact) -> None:
    """Keep a fact for the next run; what was kept under other keys stays."""
    facts = {**_read(name), key: fact}
    with suppress(OSError):
        directory = cache_directory()
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=directory, encoding="utf-8", delete=False) as file:
            json.dump(facts, file, sort_keys=True)
        try:
            os.replace(file.name, directory / f"{name}.json")
        except OSError:
            os.unlink(file.name)


def cache_directory() -> Path:
    """Return the directory that the platform gives to caches; ``CLAIMEX_CACHE`` names another."""
    if own := os.environ.get("CLAIMEX_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local", "claimex", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "claimex"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "claimex")


def _read(name: str) -> dict[str, object]:
    try:
        facts = json.loads((cache_directory() / f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError, RuntimeError):  # RuntimeError: no home directory
        return {}
    return facts if isinstance(facts, dict) else {}
