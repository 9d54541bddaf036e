# make demo    read the sample reports: records in the terminal, pages in demo/
# make test    check everything
# make docs    build the documentation in site/
# make figures print the figures of the model card; make bench speed and memory; make train trains the engine
# Each sets up .venv first; all they need is Python 3.11 or newer and a package index.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
TORCH := torch==2.13.0
# The first of these that is new enough.
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

.PHONY: help demo test lint tests browser figures bench train docs screenshots clean

help:
	@sed -n 's/^# make/make/p' Makefile

demo: $(VENV)/.installed
	$(BIN)/onrecord read examples/reports
	$(BIN)/onrecord read examples/reports --format html --output demo
	@echo
	@echo "The same as pages, with the statements marked in the text: open $(CURDIR)/demo/index.html"

test: lint tests

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Tests marked browser need Chromium and Playwright, those marked train need PyTorch. CI has both; elsewhere they run
# where their needs are met, and are left out, by name, where not. One process a core (tests/conftest.py says how many);
# bytecode is kept, whatever the environment says, for onrecord is started a hundred times.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
tests: export PYTHONDONTWRITEBYTECODE =
ifeq ($(CI),true)
tests: $(VENV)/.dev $(VENV)/.train browser
	$(PYTEST)
else
tests: $(VENV)/.dev
	@marks=; \
	if ! test -x "$${CHROMIUM:-/usr/bin/chromium}" || ! $(BIN)/python -c 'import playwright' 2>/dev/null; then \
		echo "Left out: tests in a browser (marked browser); they need Chromium and: $(PIP) -e '.[browser]'"; \
		marks="not browser"; fi; \
	if ! $(BIN)/python -c 'import torch, transformers, onnx' 2>/dev/null; then \
		echo "Left out: a short training run (marked train); it needs: $(PIP) $(TORCH) -e '.[train]'"; \
		marks="$${marks:+$$marks and }not train"; fi; \
	$(PYTEST) -m "$$marks"
endif

# Every figure of the model card, and speed and memory beside other software.
figures: $(VENV)/.dev
	$(BIN)/python -m benchmarks.figures --write

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

train: $(VENV)/.dev $(VENV)/.train
	$(BIN)/python -m training
	$(BIN)/python -m benchmarks.figures --write

# What of the documentation is written by programs, and the site, in site/.
docs: $(VENV)/.dev
	$(BIN)/python docs/write_cli.py
	$(BIN)/python docs/write_tables.py
	$(BIN)/python docs/write_notebook.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "The documentation: open $(CURDIR)/site/index.html"

# The pictures of the README and the documentation, from the sample reports.
screenshots: $(VENV)/.dev browser
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) demo site dist build

browser: $(VENV)/.dev
	test -x "$${CHROMIUM:-/usr/bin/chromium}" || { \
		sudo=$$(test "$$(id -u)" = 0 || echo sudo); export DEBIAN_FRONTEND=noninteractive; \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null; }
	$(PIP) -e '.[browser]'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11 or newer; none was found. Name it: make PYTHON=..." >&2; exit 1; }
	@echo "Setting up $(VENV) ..."
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.train: $(BIN)/python pyproject.toml
	$(PIP) '$(TORCH)' -e '.[train]'
	@touch $@
