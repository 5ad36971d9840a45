"""What importing the package costs and gives: no spaCy, no model, no package of an extra, a tenth of a second."""

import json
import subprocess
import sys

import pytest

HEAVY = {"spacy", "thinc", "numpy", "pyarrow", "fastapi", "trafilatura", "dask", "distributed", "pandas"}
RESULTS = HEAVY | {"pydantic", "typer", "rich"}


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def loaded_after(code: str) -> set[str]:
    """Return the top-level packages that a new interpreter has imported after running the code."""
    report = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    return set(json.loads(run(f"{code}\n{report}")))


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import claimex", RESULTS),
        ("import claimex; claimex.__version__; dir(claimex)", RESULTS),
        ("from claimex import ClaimexError", RESULTS),
        ("import claimex.errors, claimex.cache, claimex.weights", RESULTS),
        ("from claimex import Extraction, Statement", HEAVY),
        ("import claimex.schema, claimex.export.jsonl", HEAVY),
        ("import claimex.cli", HEAVY | {"pydantic"}),
    ],
)
def test_what_an_import_leaves_out(code: str, forbidden: set[str]) -> None:
    assert loaded_after(code) & forbidden == set()


def test_the_command_line_loads_no_models_before_it_must() -> None:
    heavy = "[m for m in ('spacy', 'numpy', 'pydantic', 'rich.table', 'claimex.schema') if m in sys.modules]"
    assert run(f"import sys, claimex.cli; print({heavy})") == "[]"


def test_other_pipelines_of_spacy_do_not_pay_for_ours() -> None:
    """spaCy imports all factories that are installed for any pipeline: ``spacy.blank("en")`` must not read French."""
    heavy = "[m for m in ('spacy.lang.fr', 'claimex.claims', 'claimex.mentions', 'claimex.schema') if m in sys.modules]"
    made = "nlp.add_pipe('claimex_quotes').name"
    code = f"import sys, spacy; nlp = spacy.blank('en'); print({heavy}); print({made})"
    assert run(code) == "[]\nclaimex_quotes"


def test_import_takes_less_than_a_tenth_of_a_second() -> None:
    code = "from time import perf_counter as now; start = now(); import claimex; print(now() - start)"
    assert min(float(run(code)) for _ in range(3)) < 0.1


@pytest.mark.parametrize(
    "first", ["claimex.Article", "claimex.extract_many", "import claimex.extract", "import claimex.evaluate"]
)
def test_extract_stays_the_function_whatever_is_imported_first(first: str) -> None:
    assert run(f"import claimex; {first}; print(callable(claimex.extract))") == "True"


def test_an_unknown_name_is_an_attribute_error() -> None:
    import claimex

    with pytest.raises(AttributeError, match="no_such_name"):
        claimex.no_such_name  # noqa: B018  # the access is the test
