# One set of commands for people and for .ci/run. All of it lands in .venv and build/, nothing outside this folder.
# The virtual environment is installed from lock files with hashes; stamp files in it make a second run cost nothing.

VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := $(firstword $(sort $(wildcard examples/*/reports.jsonl)))
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
# No header and no index: a lock names packages, versions and hashes, not the place they were fetched from.
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test check gate bench docs lock clean
.DELETE_ON_ERROR:

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.installed-dev  ## set up .venv with everything for working on Sayso

demo: $(VENV)/.installed  ## set up what running needs, and read the example pile
	@mkdir -p build
	@$(BIN)/sayso read $(EXAMPLE) --case build/demo.sayso || { rm -f build/demo.sayso* && $(BIN)/sayso read $(EXAMPLE) --case build/demo.sayso; }

test: $(VENV)/.installed-dev  ## run the tests
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev  ## lint, formatting, types, and which room imports which
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

gate: $(VENV)/.installed  ## score the piles against bench/quality/floors.json
	@$(BIN)/python -m bench.quality.gate

bench: $(VENV)/.installed  ## time and memory for piles of 12, 150 and 1,000 reports
	@$(BIN)/python -m bench.speed.piles

docs: $(VENV)/.installed  ## write anew what is generated on the pages, and what their examples print
	@$(BIN)/python -m docs.build

lock: $(VENV)/.installed-dev  ## pin the dependencies anew; UPGRADE=1 takes newer versions
	$(LOCK) --group build --output-file requirements.lock pyproject.toml
	$(LOCK) --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:  ## remove everything that these commands made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench training -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Sayso needs Python 3.11 or newer, and none was found. Install it, or name one: make PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv" >&2; exit 2; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version), once" >&2
	@$(PYTHON) -m venv --clear $(VENV)

# setuptools comes from the lock too, so that installing the package itself fetches nothing that is not pinned.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing requirements.lock" >&2
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing requirements-dev.lock" >&2
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@
