# Every command a contributor types. `make` lists them.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
BIN := .venv/bin
SETUP := .venv/.ready
LOCK := uv pip compile --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal -q

.DEFAULT_GOAL := help
.PHONY: help setup demo run test chaos fuzz check format bench docs lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(SETUP) ## make .venv with everything locked, and safelight in it

$(SETUP): requirements.lock pyproject.toml hatch_build.py src/safelight/contract/generate.py $(wildcard src/safelight/contract/data/*.json)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(SETUP) ## from nothing to served pictures, by an ordinary SOAP client
	$(BIN)/python tools/demo.py

run: $(SETUP) ## server and worker on the embedded default with a sample company
	$(BIN)/python tools/run.py

test: $(SETUP) ## every test, in parallel, on SQLite and on PostgreSQL where it can be started
	$(BIN)/python -m pytest -n auto --dist worksteal

chaos: $(SETUP) ## ten long storms over the job system, on PostgreSQL and S3
	$(BIN)/python -m pytest -s tests/jobs/long_storm.py

fuzz: $(SETUP) ## 20,000 hostile calls over every operation
	FUZZ_EXAMPLES=20000 $(BIN)/python -m pytest --database=sqlite tests/gateway/test_wire_fuzz.py

check: $(SETUP) ## format, lint, types, import rules, sizes, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/measure.py
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/locks.py

format: $(SETUP) ## bring every file into form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

bench: $(SETUP) ## the benchmarks of docs/performance.md
	$(BIN)/python tools/bench.py

docs: $(SETUP) ## write the generated reference pages
	$(BIN)/python tools/reference.py

lock: ## lock the dependencies anew (needs uv): all there are, those of a run, those of a build
	$(LOCK) pyproject.toml --group dev -o requirements.lock
	$(LOCK) pyproject.toml -c requirements.lock -o deploy/requirements.lock
	$(LOCK) --group build -c requirements.lock -o deploy/build.lock

clean: ## remove what make setup and the tests made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
