# The two commands of the README are `make demo` and `make test`; everything installs into .venv, pinned by requirements/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEWEST := .venv-newest
LOCKING := .venv-lock
# Where Python may not keep what it compiles, every process of a test compiles the program anew, a second each time.
unexport PYTHONDONTWRITEBYTECODE
INSTALL := -m pip install --quiet --disable-pip-version-check

.PHONY: help demo check test test-newest coverage lock bench docs pictures clean
.DEFAULT_GOAL := help

help:
	@echo "make demo         install into .venv and do two months of the monthly job on samples/"
	@echo "make check        try a change: lint, types, all tests but whole commands, pages, laws and what else is slow"
	@echo "make test         install what tests need and pass them all: lint, types, tests, coverage"
	@echo "make test-newest  the same with the newest release of everything, in .venv-newest, and four times the random cases"
	@echo "make lock         pin the newest releases in requirements/"
	@echo "make coverage     which lines of src/ no test runs, as pages in htmlcov/"
	@echo "make docs         build the pages of docs/ made from data rows, settings, help texts and the gallery of errors"
	@echo "make pictures     paint the letters, layouts and the page that the docs show"
	@echo "make bench        measure letters per second, memory, a million rows, start-up"

$(VENV)/.installed: pyproject.toml requirements/run.txt
	$(PYTHON) -c 'import sys; sys.exit("pastdue needs Python 3.11 or newer; set PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL) --require-hashes -r requirements/run.txt
	$(BIN)/python $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/test.txt
	$(BIN)/python $(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

# October ends with exit 3, as it should: one customer of the samples has no address, and the run says so.
DEMO := out/demo
demo: $(VENV)/.installed
	@rm -rf $(DEMO) && mkdir -p $(DEMO) && cp samples/pastdue.toml $(DEMO)/
	$(BIN)/pastdue run samples/invoices-2026-10.csv --config $(DEMO)/pastdue.toml --as-of 2026-10-30 --yes || test $$? -eq 3
	@echo
	$(BIN)/pastdue run samples/invoices-2026-11.csv --payments samples/payments-2026-11.csv \
		--config $(DEMO)/pastdue.toml --as-of 2026-11-30 --yes || test $$? -eq 3
	@echo
	@echo "look at"
	@echo "  $(DEMO)/out/2026-10-30/print/letters-standard-home.pdf   October, ready to print and fold"
	@echo "  $(DEMO)/out/2026-10-30/print/unmailable.csv              the letter that has no address to go to"
	@echo "  $(DEMO)/out/2026-11-30/letters/*-final-demand.pdf        November, the last letters before court"
	@echo "  $(DEMO)/out/2026-11-30/reports/aging.pdf                 what is open, by age"
	@echo "  $(BIN)/pastdue history FV/2026/05/008 --config $(DEMO)/pastdue.toml   one invoice, both months"
	@echo "then follow the walk in README.md, and the tour of every command in docs/tour.md"

# A gate in the environment of $(1): lint, then the tests that $(2) says. Types are checked beside them, since one process
# alone finds the tests; what mypy says comes last.
define gate
	$(1)/bin/ruff check .
	$(1)/bin/ruff format --check .
	@$(1)/bin/mypy > $(1)/types.txt 2>&1 & types=$$!; trap "kill $$types" INT TERM; \
	$(1)/bin/python -m pytest $(2); tests=$$?; \
	wait $$types; typed=$$?; cat $(1)/types.txt; \
	test $$tests -eq 0 && test $$typed -eq 0
endef

# None of these tests waits: a third process would only take turns with the others.
check: $(VENV)/.installed-dev
	$(call gate,$(VENV),-m "not slow" -n 2)

# Python tells which lines ran at no cost from 3.12 on (sys.monitoring). On 3.11 it would take three quarters more time:
# there only `make coverage` measures.
COVERED = $(shell $(BIN)/python -c 'import sys; print("--cov --cov-report=" if sys.version_info >= (3, 12) else "")')
test: export COVERAGE_CORE = sysmon
test: $(VENV)/.installed-dev
	$(call gate,$(VENV),$(COVERED))
	@$(if $(COVERED),echo "of 100 lines of src/ the tests run $$($(BIN)/python -m coverage report --format=total)", \
		echo "coverage: measured by make test from Python 3.12 on, and by make coverage on any")

coverage: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --cov-report=html

# No target is kept up to date here: the newest releases of this hour are the point.
test-newest: export PASTDUE_LAWS = whole
test-newest:
	$(PYTHON) -m venv --clear $(NEWEST)
	$(NEWEST)/bin/python $(INSTALL) -r requirements/build.in -e '.[dev]'
	$(NEWEST)/bin/python -m pip --disable-pip-version-check list
	$(call gate,$(NEWEST))

# One resolution for Python 3.11 and newer on Linux, macOS and Windows; what runs is pinned as what is tested.
UV := $(LOCKING)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock"
lock:
	$(PYTHON) -m venv $(LOCKING)
	$(LOCKING)/bin/python $(INSTALL) --upgrade uv
	$(UV) --upgrade --extra dev pyproject.toml requirements/build.in -o requirements/test.txt
	$(UV) --constraint requirements/test.txt pyproject.toml requirements/build.in -o requirements/run.txt

bench: $(VENV)/.installed-dev
	$(BIN)/python -m pytest benchmarks
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed
	$(BIN)/python docs/build.py
	$(BIN)/python docs/settings_page.py
	$(BIN)/python docs/man_page.py

pictures: $(VENV)/.installed-dev
	PYTHONPATH=. $(BIN)/python docs/paint.py

clean:
	rm -rf $(VENV) $(NEWEST) $(LOCKING) out dist build htmlcov
