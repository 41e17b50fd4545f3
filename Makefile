# Each target sets up what it needs: a virtual environment in .venv, and the tools of the TypeScript
# tests in tests/typescript/node_modules. Without make: see "Without make" in README.md.

PYTHON ?= python3
BIN := .venv/bin
VENV := .venv/.installed
NODE := tests/typescript/node_modules/.installed
PYTHONS := .venv/pythons/.installed

.PHONY: generate test lint docs bench clean

generate: $(VENV)  ## write out/ from spec/ and templates/
	$(BIN)/statserver-bindgen generate

test: $(VENV) $(PYTHONS) $(NODE)  ## run all tests
	$(BIN)/python -m pytest

lint: $(VENV)  ## style and types, strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright

docs: $(VENV)  ## write docs/rules.md from the rules
	$(BIN)/python -m statserver_bindgen.rules.docs > docs/rules.md

bench: $(VENV) $(NODE)  ## measure, and write docs/figures.md
	$(BIN)/python tests/benchmarks/bench.py docs/figures.md

clean:  ## remove what was set up
	rm -rf .venv tests/typescript/node_modules

$(VENV): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.10 or newer is needed; set PYTHON=") if sys.version_info < (3, 10) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	$(BIN)/pyright --version  # fetches itself from npm on its first run: here, not in a test
	@touch $@

$(PYTHONS): $(VENV) tests/support/interpreters.py
	$(BIN)/python tests/support/interpreters.py
	@touch $@

$(NODE): tests/typescript/package-lock.json
	cd tests/typescript && npm ci --no-audit --no-fund
	@touch $@
