# Each target sets up what it needs: a virtual environment in .venv, and the tools of the TypeScript
# tests in tests/typescript/node_modules. Without make: see "Without make" in README.md.

PYTHON ?= python3
BIN := .venv/bin
VENV := .venv/.installed
LOWEST := .venv/lowest/.installed
NEWEST := .venv/newest/.installed
PYTHONS := .venv/pythons/.installed
EXAMPLES := .venv/examples/.installed
PUBLISHING := .venv/publishing/.installed
PEERS := .venv/peers/.installed
NODE := tests/typescript/node_modules/.installed
NODE_EXAMPLES := tests/examples/typescript/node_modules/.installed
DIGESTS := generator/statserver_bindgen/formatted_digests.json
PYRIGHT := tests/typescript/node_modules/.bin/pyright
# All tests, in two halves.
TOOL_TESTS := -m "not packages and not once"
OTHER_TESTS := -m "packages or once"
# Tests of the modules that import a dependency, of the bytes of out/, and of the output for any catalog:
# the versions of the dependencies can change nothing else.
DEPENDENCY_TESTS := $(TOOL_TESTS) tests/cli tests/linting tests/rendering tests/validation tests/yaml_source \
	tests/targets/test_determinism.py tests/targets/test_any_catalog.py tests/targets/test_markdown_any_catalog.py \
	tests/test_distribution.py tests/test_mask_vocabulary.py tests/test_pipeline.py tests/test_shipped_data.py

# With a registry that npm does not ask, and a token that it does not send: a dry run needs neither network nor account.
OFFLINE := --offline --registry=http://localhost/ --//localhost/:_authToken=none

.PHONY: setup generate test test-others test-lowest test-newest test-examples coverage api torture lint docs dist check-dist bench bench-peers lock clean

setup: $(VENV) $(LOWEST) $(PYTHONS) $(NODE) $(EXAMPLES) $(NODE_EXAMPLES) $(PUBLISHING)  ## install all that the tests need

generate: $(VENV)  ## write out/, and the digests of formatted artifacts, from spec/ and templates/
	$(BIN)/python -m statserver_bindgen.formatted_digests > $(DIGESTS).new
	mv $(DIGESTS).new $(DIGESTS)
	$(BIN)/statserver-bindgen generate --all

test: coverage test-others  ## run all tests, and fail below the coverage that is reached

coverage: $(VENV) $(PYTHONS) $(NODE)  ## run the tests of the tool itself, and fail below the coverage that is reached
	$(BIN)/python -m coverage run -m pytest $(TOOL_TESTS)
	$(BIN)/python -m coverage report

test-others: $(VENV) $(PYTHONS) $(NODE)  ## run the other tests: of the generated packages, and those that take long
	$(BIN)/python -m pytest $(OTHER_TESTS)

test-lowest: $(LOWEST) $(PYTHONS) $(NODE)  ## test what uses the dependencies, at their lowest versions
	.venv/lowest/bin/python -m pytest $(DEPENDENCY_TESTS)

test-newest: $(NEWEST) $(PYTHONS) $(NODE)  ## test what uses the dependencies, at their newest versions
	.venv/newest/bin/python -m pytest $(DEPENDENCY_TESTS)

test-examples: $(VENV) $(EXAMPLES) $(NODE) $(NODE_EXAMPLES) $(PUBLISHING)  ## run programs with real frameworks against the built packages
	$(BIN)/python -m pytest tests/examples

api: $(VENV) $(NODE)  ## compare the API of the packages with tests/api; REFRESH=1 writes it, before a release
	$(BIN)/python -m pytest tests/api

torture: $(VENV) $(NODE)  ## attack the tool for some minutes; a seed repeats a run: make torture SEED=7
	PYTHONPATH=tests $(BIN)/python -m torture $(if $(SEED),--seed $(SEED))

lint: $(VENV) $(NODE)  ## style, types (strict) and spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYRIGHT)
	$(BIN)/typos

docs: $(VENV)  ## write docs/rules.md from the rules, and the tables of docs/masks.md from spec/masks.yaml
	$(BIN)/python -m statserver_bindgen.rules.docs > docs/rules.md
	$(BIN)/python -m statserver_bindgen.mask_tables < docs/masks.md > docs/masks.md.new
	mv docs/masks.md.new docs/masks.md

dist: $(PUBLISHING) $(NODE)  ## build what a release publishes, in dist/
	rm -rf dist
	mkdir -p dist/typescript
	.venv/publishing/bin/python -m build --no-isolation --outdir dist/tool
	.venv/publishing/bin/python -m build --no-isolation --outdir dist/python out/python
	cd out/typescript && PATH="$(CURDIR)/tests/typescript/node_modules/.bin:$$PATH" npm pack --pack-destination ../../dist/typescript

check-dist: $(PUBLISHING) $(NODE)  ## check the files in dist/ as the registries and their tools do
	.venv/publishing/bin/python -m twine check --strict dist/tool/* dist/python/*
	tests/typescript/node_modules/.bin/publint --strict dist/typescript/*.tgz
	tests/typescript/node_modules/.bin/attw dist/typescript/*.tgz
	@echo "npm publish --dry-run"
	@printed=$$(npm publish --dry-run $(OFFLINE) ./dist/typescript/*.tgz 2>&1) || { echo "$$printed"; exit 1; }; \
		! echo "$$printed" | grep -i "npm warn"

bench: $(VENV) $(NODE) $(PEERS)  ## measure, and write docs/figures.md; fails when a bound is exceeded
	PYTHONPATH=tests $(BIN)/python -m benchmarks.bench docs/figures.md

bench-peers: $(VENV)  ## install the generators that the tool is compared with
	PYTHONPATH=tests $(BIN)/python -m benchmarks.peers.installation .venv/peers
	@touch $(PEERS)

lock:  ## pin the newest allowed versions of all development packages
	PYTHON=$(PYTHON) bash .ci/lock

clean:  ## remove what was set up
	rm -rf .venv .coverage tests/typescript/node_modules tests/examples/typescript/node_modules \
		tests/examples/typescript/vendored-node/node_modules

# Make an environment in $(1) of the packages in the lock $(2), and of nothing else.
define environment
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.10 or newer is needed; set PYTHON=") if sys.version_info < (3, 10) else None'
	$(PYTHON) -m venv --clear $(1)
	$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(2)
endef

# The same, then add the tool.
define install
	$(call environment,$(1),$(2))
	$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

$(VENV): requirements-dev.lock
	$(call install,.venv,requirements-dev.lock)
	@touch $@

$(LOWEST): requirements-lowest.lock | $(VENV)
	$(call install,.venv/lowest,requirements-lowest.lock)
	@touch $@

$(EXAMPLES): tests/examples/requirements.lock | $(VENV)
	$(call environment,.venv/examples,tests/examples/requirements.lock)
	@touch $@

$(PUBLISHING): requirements-publishing.lock
	$(call environment,.venv/publishing,requirements-publishing.lock)
	@touch $@

$(PEERS): tests/benchmarks/peers/requirements.lock tests/benchmarks/peers/package-lock.json | $(VENV)
	$(MAKE) bench-peers

# Not locked: the newest versions are those of today.
.PHONY: $(NEWEST)
$(NEWEST): | $(VENV)
	$(call install,.venv/newest,requirements-dev.lock)
	.venv/newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --upgrade-strategy eager --no-build-isolation --editable .

$(PYTHONS): $(VENV) tests/support/interpreters.py
	$(BIN)/python tests/support/interpreters.py
	@touch $@

$(NODE): tests/typescript/package-lock.json
	cd tests/typescript && npm ci --no-audit --no-fund
	@touch $@

# Frameworks of the example programs, and a Node that runs TypeScript for the program that needs one.
$(NODE_EXAMPLES): tests/examples/typescript/package-lock.json tests/examples/typescript/vendored-node/package-lock.json
	cd tests/examples/typescript && npm ci --ignore-scripts --no-audit --no-fund
	cd tests/examples/typescript/vendored-node && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
