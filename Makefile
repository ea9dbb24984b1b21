# Two commands do it all from a fresh clone: `make run` and `make test`. `make help` lists the others.

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
LOCKS := packaging/locks

# Tests start many processes; compiled anew in each, the modules would take most of their time.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test stress bench lint format lock screenshots wheel clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: ## make .venv with everything locked in packaging/locks, and the loci command in it
	@sh packaging/setup.sh

run: setup ## open the window; where there is no display, the terminal chat
	@$(BIN)/loci

test: setup ## all tests, the long ones with fewer repetitions; ARGS="-k word" narrows them
	@$(PYTEST) $(ARGS)

stress: setup ## all tests with the full number of repetitions
	@LOCI_STRESS=1 $(PYTEST) --timeout=7200 $(ARGS)

bench: setup ## all benchmarks, each beside its baseline; ONLY=decode runs one
	@set -e; for bench in tests/benchmarks/bench_$(or $(ONLY),*).py; do \
		printf '\n== %s\n' "$$bench"; PYTHONPATH=tests/support:tests/guard $(BIN)/python "$$bench" $(ARGS); done

lint: setup ## ruff, mypy and the import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: setup ## let ruff order imports and lay out the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: setup ## renew the locks after a change of pyproject.toml; UPGRADE=1 takes newer versions too
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $(LOCKS)/lock.txt
	@$(COMPILE) --group dev --output-file $(LOCKS)/dev.txt pyproject.toml
	@$(COMPILE) --constraints $(LOCKS)/dev.txt --output-file $(LOCKS)/runtime.txt pyproject.toml
	@$(COMPILE) --constraints $(LOCKS)/dev.txt --group pyproject.toml:build --output-file $(LOCKS)/build.txt
	@$(COMPILE) --group pyproject.toml:lock --output-file $(LOCKS)/lock.txt

screenshots: setup ## draw docs/screenshots anew, from a scripted conversation
	@$(BIN)/python packaging/screenshots.py

wheel: setup ## build dist/loci-*.whl, the assets inside it
	@$(BIN)/python -m hatchling build --target wheel

clean: ## remove .venv, caches and builds; never your memory, which lies elsewhere
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find app runtime models tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
