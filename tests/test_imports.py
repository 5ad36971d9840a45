"""What importing the package costs and gives."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    "module", ["claimex", "claimex.schema", "claimex.errors", "claimex.cli", "claimex.export.jsonl"]
)
def test_light_modules_load_no_spacy(module):
    assert run(f"import sys, {module}; print('spacy' in sys.modules)") == "False"


def test_the_command_line_loads_no_models_before_it_must():
    heavy = "[m for m in ('spacy', 'numpy', 'pydantic', 'rich.table', 'claimex.schema') if m in sys.modules]"
    assert run(f"import sys, claimex.cli; print({heavy})") == "[]"


@pytest.mark.parametrize(
    "first", ["claimex.Article", "claimex.extract_many", "import claimex.extract", "import claimex.evaluate"]
)
def test_extract_stays_the_function_whatever_is_imported_first(first):
    assert run(f"import claimex; {first}; print(callable(claimex.extract))") == "True"
