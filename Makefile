# The two commands of the README, and what contributors use.  Every target does its own set-up.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: brief test check bench mutants format clean

brief: .venv/.runtime
	$(BIN)/brief generate washington-2025

# A file of tests stays in one process, since some share a server or a compiled validator.
test: .venv/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/.dev
	$(BIN)/ruff format --check brief tests
	$(BIN)/ruff check brief tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not slow"

bench: .venv/.dev
	$(BIN)/python -m compileall -q brief
	$(BIN)/python -m tests.bench

mutants: .venv/.dev
	$(BIN)/python -m tests.mutants

format: .venv/.dev
	$(BIN)/ruff format brief tests
	$(BIN)/ruff check --fix brief tests

clean:
	rm -rf .venv build dist out

# Versions are pinned with hashes in constraints/; the project itself is installed without
# dependencies, so that nothing comes from anywhere else.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "brief needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/.runtime: constraints/runtime.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: constraints/dev.txt .venv/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/dev.txt
	touch $@
