"""``import claimex`` is light: no spaCy, no model, no package of an extra, and a tenth of a second."""

import json
import subprocess
import sys

import pytest

HEAVY = {"spacy", "thinc", "numpy", "pyarrow", "fastapi", "trafilatura", "dask", "distributed", "pandas", "typer"}


def loaded_after(code: str) -> set[str]:
    """Return the top-level packages that a new interpreter has imported after running the code."""
    report = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import claimex", HEAVY | {"pydantic"}),
        ("import claimex; claimex.__version__; dir(claimex)", HEAVY | {"pydantic"}),
        ("import claimex.errors", HEAVY | {"pydantic"}),
        ("from claimex import Extraction, Statement", HEAVY),
        ("from claimex import ClaimexError", HEAVY | {"pydantic"}),
        ("import claimex.cache", HEAVY | {"pydantic"}),
        ("import claimex.weights", HEAVY | {"pydantic"}),
    ],
)
def test_what_an_import_leaves_out(code: str, forbidden: set[str]) -> None:
    assert loaded_after(code) & forbidden == set()


def test_import_takes_less_than_a_tenth_of_a_second() -> None:
    code = "from time import perf_counter as now; start = now(); import claimex; print(now() - start)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3)]
    assert min(float(run.stdout) for run in runs) < 0.1


def test_an_unknown_name_is_an_attribute_error() -> None:
    import claimex

    with pytest.raises(AttributeError, match="no_such_name"):
        claimex.no_such_name  # noqa: B018  # the access is the test
