"""The model is checked before it is loaded: missing, of another version, or changed."""

import importlib.util
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimex import weights
from claimex.errors import PipelineError


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMEX_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the installed model's package, in the place of the installed one."""
    spec = importlib.util.find_spec(weights.MODEL)
    assert spec is not None
    assert spec.origin is not None
    copy = tmp_path / weights.MODEL
    shutil.copytree(Path(spec.origin).parent, copy, copy_function=shutil.copyfile)
    monkeypatch.setattr(weights, "find_spec", lambda name: SimpleNamespace(origin=str(copy / "__init__.py")))
    return copy


def error_of() -> PipelineError:
    with pytest.raises(PipelineError) as caught:
        weights.check_model()
    return caught.value


def test_the_installed_model_is_the_released_one() -> None:
    weights.check_model()


def test_a_missing_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    error = error_of()
    assert error.code == "CX401"
    assert "pip install" in str(error)


def test_another_version(package: Path) -> None:
    meta = json.loads((package / "meta.json").read_text("utf-8"))
    (package / "meta.json").write_text(json.dumps({**meta, "version": "3.7.0"}), "utf-8")
    error = error_of()
    assert error.code == "CX402"
    assert "3.7.0" in str(error)
    assert weights.MODEL_VERSION in str(error)


@pytest.mark.parametrize("name", ["parser/model", "vocab/strings.json", "tokenizer"])
def test_a_changed_file_is_found_even_after_a_good_check(package: Path, name: str) -> None:
    weights.check_model()
    path = package / f"{weights.MODEL}-{weights.MODEL_VERSION}" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    error = error_of()
    assert error.code == "CX403"
    assert name in str(error)


def test_a_missing_file(package: Path) -> None:
    (package / f"{weights.MODEL}-{weights.MODEL_VERSION}" / "ner" / "model").unlink()
    assert error_of().code == "CX403"


def test_a_file_of_the_package_that_cannot_be_read(package: Path) -> None:
    (package / "meta.json").write_bytes(b"\xff{")
    assert error_of().code == "CX403"


def test_files_are_hashed_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights.check_model()
    monkeypatch.setattr(weights, "hash_file", lambda path: pytest.fail("hashed again"))
    weights.check_model()
