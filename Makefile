# The two commands: `make run` does the main job on a fresh machine, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
export DATELINES_HOME ?= $(CURDIR)/.datelines
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test check quick eval blind ablate bench bench-large bench-peers soak docs lock clean
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: .venv/run.stamp ## set up, read the documents that ship, print the Central Asia timeline
	@$(BIN)/datelines ingest
	@$(BIN)/datelines timeline --region central-asia
	@$(BIN)/datelines status --next

test: check ## lint, types, every test, and the evaluation gate where ../shared is
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup
	$(BIN)/python -m benchmarks.gate
	$(BIN)/python -m benchmarks.blind
	$(BIN)/python -m benchmarks.coreference

quick: .venv/dev.stamp ## the tests that take about a minute
	$(BIN)/python -m pytest -q -m "not slow"

check: .venv/dev.stamp ## lint, types, import arrows, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check

eval: .venv/dev.stamp ## quality against the gold, the TIMEX3 corpora and our own documents, beside the floors
	$(BIN)/python -m benchmarks.gate --show
	$(BIN)/python -m benchmarks.invented
	$(BIN)/python -m benchmarks.coreference --show

blind: .venv/dev.stamp ## totals on documents that nobody reads, beside their floors
	@$(BIN)/python -m benchmarks.blind --show

ablate: .venv/dev.stamp ## what each step of reading is worth on the gold, and what it costs
	@$(BIN)/python -m benchmarks.ablation

bench: .venv/dev.stamp ## speed, as ratios against a yardstick in the same run: reading, warehouse, flow
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.warehouse
	$(BIN)/python -m benchmarks.flow

bench-large: .venv/dev.stamp ## the warehouse at ten million events (an hour, 30 GB of disk)
	$(BIN)/python -m benchmarks.warehouse --events 10000000

soak: .venv/dev.stamp ## a simulated month of hourly runs, killed at random, against a made-up site (hours)
	$(BIN)/python -m pytest -q -m scale
	DATELINES_SOAK_KILLS=100 $(BIN)/python -m pytest -q tests/flows/run/test_crashes.py
	$(BIN)/python -m benchmarks.soak

bench-peers: .venv/dev.stamp ## our time expressions beside other taggers' (fetches them; HeidelTime needs Java)
	$(BIN)/python -m benchmarks.peers --corpus aquaint

docs: .venv/dev.stamp ## write the generated blocks of README and docs again
	$(BIN)/python -m docs.generate

lock: ## pin and hash the requirements again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra build pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements/dev.txt

clean: ## forget the environment and the data
	rm -rf .venv .datelines

.venv/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"datelines needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}; try: make PYTHON=python3.12 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/dev.txt
	@touch $@
