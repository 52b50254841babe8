# Everything a fresh machine with Python 3.11 or newer and make needs.
#   make kit    installs kitgen into .venv, builds the flagship kit into output/small-door/ and proves it
#   make test   installs what the tests need and runs them all (make coverage counts branches too)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KITGEN := $(BIN)/kitgen
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Two cores suit two workers; more do no harm elsewhere.
WORKERS ?= auto

.PHONY: kit test coverage check bench clean

kit: $(VENV)/.installed
	$(KITGEN) build small-door -o output/small-door
	$(KITGEN) proof output/small-door
	@echo
	@echo "Print output/small-door/print/*.pdf at actual size; read output/small-door/host/guide.pdf first: it spoils nothing."

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n $(WORKERS)

# Counting branches makes solvers twice as slow, so it is asked for by itself.
coverage: $(VENV)/.tested
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term:skip-covered

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install -c constraints.txt -e .
	touch $@

$(VENV)/.tested: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install -c constraints.txt -e '.[test]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
