# The two commands of the README are `make demo` and `make test`; everything installs into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo check test bench docs pictures clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   install into .venv and do the monthly job on samples/"
	@echo "make check  what a change is tried with, in a minute: lint, types, all tests that are not slow"
	@echo "make test   install what tests need and pass them: lint, types, tests"
	@echo "make docs   build docs/statutes.md and docs/errors.md from the data rows and the gallery of errors"
	@echo "make pictures  paint the letters and layouts that the docs show"
	@echo "make bench  measure letters per second, memory, a million rows, start-up"

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("pastdue needs Python 3.11 or newer; set PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# The run ends with exit 3, as it should: one customer of the samples has no address, and the run says so.
demo: $(VENV)/.installed
	@rm -rf out/demo && mkdir -p out/demo && cp samples/pastdue.toml out/demo/
	$(BIN)/pastdue run samples/invoices-2026-10.csv --config out/demo/pastdue.toml --as-of 2026-10-30 || test $$? -eq 3
	@echo
	@echo "next   look at out/demo/out/2026-10-30/print/, then follow the tour in README.md"

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow"

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(VENV)/.installed-dev
	$(BIN)/python -m pytest benchmarks
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed
	$(BIN)/python docs/build.py

pictures: $(VENV)/.installed-dev
	$(BIN)/python docs/paint.py

clean:
	rm -rf $(VENV) out dist build
