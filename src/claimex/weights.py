"""Is the installed model the one that the rules were proved on? Version and files are checked before it is loaded.

Another version, or a file that differs, reads other subjects and other names out of the same sentence; the claims would
change and nothing would say why.
"""

import hashlib
import json
import tomllib
from functools import cache as once
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from claimex import cache
from claimex.errors import PipelineError

MODEL = "fr_core_news_md"
MODEL_VERSION = "3.8.0"
CACHE = "weights"
TABLE = "model_hashes.toml"


def check_model(directory: Path | None = None) -> None:
    """Raise ``PipelineError`` unless the model is installed, of the right version and whole.

    CX401: not installed; CX402: another version; CX403: a file is missing or differs. ``directory`` is the model's
    data directory, by default that of the installed package. Files are hashed once and remembered by place, time of
    change and size.
    """
    directory = directory or _installed_directory()
    sizes = _sizes(directory)
    key = hashlib.sha256(f"{directory} {sizes}".encode()).hexdigest()
    digest = _digest_of_table()
    if cache.recall(CACHE, key) == digest:
        return
    for name, expected in _table().items():
        path = directory / name
        if not path.is_file() or hash_file(path) != expected:
            raise PipelineError(
                403, what=f"the file {name} is not that of {MODEL} {MODEL_VERSION}", where=str(directory), todo=_INSTALL
            )
    cache.remember(CACHE, key, digest)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_WHEEL = f"https://github.com/explosion/spacy-models/releases/download/{MODEL}-{MODEL_VERSION}"
_INSTALL = f"Install it with: python -m pip install {_WHEEL}/{MODEL}-{MODEL_VERSION}-py3-none-any.whl"


def _installed_directory() -> Path:
    spec = find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise PipelineError(401, what="the model is not installed", where=MODEL, todo=_INSTALL)
    package = Path(spec.origin).parent
    version = _version(package)
    if version != MODEL_VERSION:
        raise PipelineError(
            402, what=f"version {version}; the rules were proved on {MODEL_VERSION}", where=MODEL, todo=_INSTALL
        )
    return package / f"{MODEL}-{version}"


def _version(package: Path) -> str:
    try:
        return str(json.loads((package / "meta.json").read_text("utf-8")).get("version"))
    except (OSError, ValueError) as error:
        raise PipelineError(
            403, what=f"meta.json cannot be read: {error}", where=str(package), todo=_INSTALL
        ) from error


def _sizes(directory: Path) -> list[tuple[str, int, int]]:
    """Return name, time of change and size of each file of the table that is there."""
    paths = [(name, directory / name) for name in _table()]
    return [(name, path.stat().st_mtime_ns, path.stat().st_size) for name, path in paths if path.is_file()]


@once
def _table() -> dict[str, str]:
    text = files("claimex").joinpath("data", TABLE).read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["files"]
    return table


@once
def _digest_of_table() -> str:
    return hashlib.sha256(repr(sorted(_table().items())).encode()).hexdigest()
