# claimex: every command a developer needs. `make help` lists them.
# A fresh machine needs Python 3.11 or later and this file; `.venv` is made by whatever needs it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEVELOP := $(VENV)/.develop

export PYTHONUTF8 := 1
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help

.PHONY: help
help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(RUNTIME): requirements/base.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOP): requirements/dev.txt $(RUNTIME)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: setup
setup: $(DEVELOP)  ## Make .venv with everything, hashes checked

.PHONY: demo
demo: $(RUNTIME)  ## Print the claims of the example article
	$(BIN)/claimex extract examples/articles/piscine.txt --published 2026-01-13 --format table

.PHONY: test
test: $(DEVELOP)  ## Run all tests
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

.PHONY: check
check: $(DEVELOP)  ## Format, lint, types, imports, docs, quick tests and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/claimex rules check
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow"

.PHONY: docs
docs: $(DEVELOP)  ## Build the documentation into docs/_build, warnings are errors
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build

.PHONY: schema
schema: $(DEVELOP)  ## Write docs/schema.json anew
	$(BIN)/claimex schema > docs/schema.json

.PHONY: bench
bench: $(DEVELOP)  ## Measure beside bare spaCy: speed, stages, processes, sizes, memory, start (PART=speed for one)
	$(BIN)/python -m benchmarks.run $(PART)

.PHONY: golden
golden: $(DEVELOP)  ## Write the expected results of tests/golden anew; read the diff
	$(BIN)/python scripts/write_golden.py

.PHONY: floors
floors: $(DEVELOP)  ## Raise the score floors to what is reached now
	$(BIN)/python scripts/set_floors.py

.PHONY: requirements
requirements: $(DEVELOP)  ## Pin requirements/*.txt anew, with hashes (needs uv)
	cd requirements && for set in base dev; do \
	  uv pip compile $$set.in -o $$set.txt --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-annotate --no-header --no-config --python-version 3.11 --quiet || exit 1; done
