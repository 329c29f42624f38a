# make run: the app.  make class: the same, for the phones in the hall.  make check: what to run at every save.  make test: all checks and tests.
# Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
NODE := node_modules/.installed
BIOME := node_modules/.bin/biome
# One test more at a time than there are cores: most of a browser test is waiting.
WORKERS ?= 3
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: run class check test test-browsers lint bench audit

run: $(VENV)/run
	@echo "ReLU Explorer: http://127.0.0.1:$(PORT)"
	$(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

# On this machine's own address in its network, which the QR code of a class carries.
class: $(VENV)/run
	@address=$$($(BIN)/python deploy/address.py) && echo "ReLU Explorer: http://$$address:$(PORT)" && \
	$(BIN)/streamlit run app.py --server.address $$address --server.port $(PORT) --server.headless true \
	    --browser.serverAddress $$address

check: lint
	$(BIN)/python -m pytest -q -n 2 tests/core tests/words tests/charts tests/language relu_explorer

test: lint browser proxy
	$(BIN)/python -m pytest -n $(WORKERS) --maxschedchunk 2 --ignore tests/everywhere

# The main flows in Firefox and in WebKit.
test-browsers: engines
	$(BIN)/python -m pytest tests/everywhere

lint: $(VENV)/dev $(NODE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIOME) check --error-on-warnings
	$(BIN)/pip check

bench: $(VENV)/dev browser proxy
	PYTHONPATH=.:tests $(BIN)/python benchmarks/core.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/fitting.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/links.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/drag.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/touch.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/solve_tasks.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/training.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/class_load.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/class_arrival.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/class_faults.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/class_room.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/first_load.py
	PYTHONPATH=.:tests $(BIN)/python benchmarks/hostile_inputs.py

# Asks the Python advisory database, which is on the internet.
audit: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --requirement requirements.txt --disable-pip --no-deps

# The browser tests drive Debian's Chromium; BROWSER names another one.
.PHONY: browser
browser: $(VENV)/dev
	@$(BIN)/python tests/chromium.py >/dev/null 2>&1 || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -qy chromium; }
	@$(BIN)/python tests/chromium.py

.PHONY: engines
engines: $(VENV)/dev
	@$(BIN)/python tests/engines.py >/dev/null 2>&1 || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -qy firefox-esr webkit2gtk-driver xvfb; }
	@$(BIN)/python tests/engines.py

.PHONY: proxy
proxy: $(VENV)/dev
	@$(BIN)/python tests/proxy.py >/dev/null 2>&1 || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -qy nginx-light brotli redis-server; }
	@$(BIN)/python tests/proxy.py

# The linter of the browser's modules, and what the tests of accessibility ask.
$(NODE): Makefile
	@command -v npm >/dev/null || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -qy npm; }
	npm install --prefix . --silent --no-save --no-package-lock axe-core@4.14.1 @biomejs/biome@2.6.8
	@touch $@

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV) || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -qy python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/run: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run
