# Two commands on a fresh machine: `make demo` shows the tracker, `make test` proves it.
# The environment is made once in .venv and again only when pyproject.toml or constraints.txt change.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
SHARED := ../shared
COMPILED := build/compiled
PYTEST_ARGS ?=

.PHONY: help install demo compiled test test-compiled lint score bench bench-site schema docs figures pictures clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo       add the example articles to a demo database and serve them'
	@echo 'make test       run every test (browser tests need Chromium, else they are skipped)'
	@echo 'make compiled   the extraction compiled, in build/compiled (needs a C compiler)'
	@echo 'make test-compiled  run the tests of the extraction on its compiled form'
	@echo 'make lint       ruff and mypy'
	@echo 'make score      measure extraction on the gold set beside the checkout, against the floors'
	@echo 'make bench      print the speed and memory figures'
	@echo 'make bench-site how fast the site answers with 200,000 quotes (needs wrk)'
	@echo 'make figures    measure, and write the figures into README'
	@echo 'make pictures   take the pictures in docs/images anew (needs Chromium)'
	@echo 'make schema     write db/schema.sql from the migrations'
	@echo 'make docs       write what the commands print into README and docs/cli.md'
	@echo 'make install    only make the environment: .venv/bin/tracker'
	@echo 'make clean      remove the environment and what tools left behind'

# A stamp is written only after its install ended well, so an interrupted install is done again.
# hatchling and editables come first, pinned, because pip does not apply constraints to isolated builds.
$(VENV)/.installed: pyproject.toml constraints.txt
	@scripts/make-venv $(VENV)
	@echo 'Installing the pinned versions (once; a minute or two)' >&2
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation -e .
	@$(BIN)/python -m compileall -q tracker
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(PIP) --no-build-isolation -e '.[test]'
	@touch $@

$(VENV)/.installed-lint: $(VENV)/.installed
	@$(PIP) --no-build-isolation -e '.[lint]'
	@touch $@

$(VENV)/.installed-compile: $(VENV)/.installed
	@$(PIP) --no-build-isolation -e '.[compile]'
	@touch $@

# Built from a copy: a compiled file left beside its source would be run in its place, whatever the source says by then.
$(COMPILED)/.made: $(VENV)/.installed-compile $(shell find tracker -type f -not -name '*.pyc')
	@command -v cc >/dev/null && $(BIN)/python -c \
	    'import sysconfig, pathlib; raise SystemExit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())' \
	    || { echo 'Compiling needs a C compiler and the headers of Python (on Debian or Ubuntu: sudo apt install gcc python3-dev).' >&2; exit 1; }
	@rm -rf build/source build/wheel $(COMPILED)
	@mkdir -p build/source
	@cp -R pyproject.toml README.md LICENSE tracker examples build/source
	@echo 'Compiling the extraction (a minute or two)' >&2
	@cd build/source && HATCH_BUILD_HOOK_ENABLE_MYPYC=1 ../../$(BIN)/python -m pip wheel -q --disable-pip-version-check \
	    --no-build-isolation --no-deps -w ../wheel .
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --target $(COMPILED) build/wheel/*.whl
	@touch $@

install: $(VENV)/.installed

compiled: $(COMPILED)/.made

demo: $(VENV)/.installed
	@$(BIN)/tracker demo --db db/demo.db

test-compiled: $(COMPILED)/.made $(VENV)/.installed-test
	@PYTHONPATH=$(CURDIR)/$(COMPILED) $(BIN)/pytest -n auto tests/extract $(PYTEST_ARGS)

test: $(VENV)/.installed-test
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

lint: $(VENV)/.installed-test $(VENV)/.installed-lint
	@$(BIN)/ruff check .
	@$(BIN)/mypy

score: $(VENV)/.installed
	@$(BIN)/python scripts/score.py $(SHARED)

# Without a compiler, the compiled form is left out of the figures.
bench: $(VENV)/.installed
	@$(MAKE) -s compiled || true
	@$(BIN)/python -m compileall -q tracker
	@$(BIN)/python bench/bench.py --shared $(SHARED)

bench-site: $(VENV)/.installed
	@$(BIN)/python bench/site.py --shared $(SHARED)

schema: $(VENV)/.installed
	@$(BIN)/python -m tracker.store.schema

docs: $(VENV)/.installed
	@$(BIN)/python scripts/sessions.py README.md README.ko.md docs/cli.md

figures: $(VENV)/.installed
	@$(MAKE) -s compiled || true
	@$(BIN)/python -m compileall -q tracker
	@$(BIN)/python scripts/figures.py $(SHARED)

pictures: $(VENV)/.installed-test
	@$(BIN)/python scripts/pictures.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
