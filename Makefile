# Everything a fresh machine needs: Python 3.11 or newer and make.
PORT ?= 8501
PYTHON ?= python3
# EDIT=1 has suggestions reviewed at /review.
EDIT ?=
# A folder with corpus/ and geodata/ to serve instead of the project's own.
DATA ?=
# Which lines the tests reach is printed, and the least share held, where Python tells it cheaply:
# from 3.12 on. Before, it is slow and has to be asked for: `make test COV=--cov`.
CORE = $(shell $(BIN)/python -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")')
COV ?= $(if $(filter sysmon,$(CORE)),--cov)
BIN := .venv/bin
# Hundreds of processes are started from the same source: they need not all compile it.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SCRIPTS := tests/javascript
NPM_BIN := $(SCRIPTS)/node_modules/.bin

.PHONY: run test interop javascript bench soak pictures lint types style data browser

run: .venv/ready
	@exec $(BIN)/python -m dashboard --port $(PORT) $(if $(EDIT),--edit) $(if $(DATA),--data "$(DATA)")

test: .venv/ready-for-tests
	@$(MAKE) --no-print-directory -j2 types style data browser
	@COVERAGE_CORE=$(CORE) $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(COV)

# The exports in QGIS, GDAL, LibreOffice, poppler and node, which are installed where missing;
# with node there, the page's scripts and styles too.
interop: .venv/ready-for-tests
	@$(BIN)/python -m tests.interop.programs
	@$(MAKE) --no-print-directory javascript
	@$(BIN)/python -m pytest tests/interop -n 2 --dist loadfile --no-loadscope-reorder

# Format, lint, types and tests of the page's scripts and styles; needs node.
javascript: $(SCRIPTS)/node_modules/ready
	@$(NPM_BIN)/prettier --config $(SCRIPTS)/prettier.config.js --check dashboard/assets $(SCRIPTS)
	@$(NPM_BIN)/eslint --config $(SCRIPTS)/eslint.config.js dashboard/assets $(SCRIPTS)
	@$(NPM_BIN)/stylelint --config $(SCRIPTS)/stylelint.config.js "dashboard/assets/*.css"
	@$(NPM_BIN)/tsc --project $(SCRIPTS)
	@node --test --test-reporter=spec $(SCRIPTS)/*.test.js

lint: types style

types: .venv/ready-for-tests
	@$(BIN)/mypy

style: .venv/ready-for-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

data: .venv/ready-for-tests
	@$(BIN)/python -m corpus check
	@$(BIN)/python -m geodata check

bench: browser
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench_points --large
	@$(BIN)/python -m tests.bench_search
	@$(BIN)/python -m tests.bench_collection
	@$(BIN)/python -m tests.bench_exports
	@$(BIN)/python -m tests.bench_suggestions

# Clicks under load, floods, half-open connections, kills, and thousands of broken files: slow.
soak: .venv/ready-for-tests
	@$(BIN)/python -m tests.soak

# The README's pictures, taken anew.
pictures: browser
	@$(BIN)/python -m tests.pictures

# A Chromium or Chrome that is there, else Debian's, else Playwright's own.
browser: .venv/ready-for-tests
	@$(BIN)/python -m tests.chromium

# What the page needs, and what its tests need beside that; again when a list changes.
.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=...")'
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/ready-for-tests: .venv/ready tests/requirements.txt
	@echo "Installing what the tests need (once) ..."
	@$(PIP) -r tests/requirements.txt
	@touch $@

$(SCRIPTS)/node_modules/ready: $(SCRIPTS)/package.json
	@echo "Installing what checks the page's scripts (once) ..."
	@npm install --prefix $(SCRIPTS) --package-lock=false --no-audit --no-fund --silent
	@touch $@
