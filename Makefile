# make help lists the targets. Everything is set up on first use and skipped when nothing changed.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FRONTEND := src/zhongshu/apps/shell/static/shell/dist
export ZHONGSHU_HOME ?= $(CURDIR)/var

.DEFAULT_GOAL := help
.PHONY: help run setup test test-fast test-postgres lint bench bench-proofread conformance fonts rules schema handbook lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: setup ## Set up everything and serve the demo county on 127.0.0.1:8000
	@ZHONGSHU_REQUIRE_ADMIN_MFA=false $(BIN)/zhongshu demo
	@ZHONGSHU_REQUIRE_ADMIN_MFA=false $(BIN)/zhongshu serve

setup: $(VENV)/.done $(FRONTEND)/.done ## Virtual environment, locked dependencies, front end

$(VENV)/.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本，当前是 $$($(PYTHON) --version)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "安装 Python 依赖……"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

frontend/node_modules/.done: frontend/package-lock.json
	@command -v npm >/dev/null || { echo "需要 Node.js 20 或更新的版本（含 npm）"; exit 1; }
	@echo "安装前端依赖……"
	@cd frontend && npm ci --silent --no-audit --no-fund
	@touch $@

$(FRONTEND)/.done: frontend/node_modules/.done $(shell find frontend/src frontend/vite.config.js -type f)
	@echo "构建前端……"
	@cd frontend && npm run --silent build -- --logLevel warn
	@touch $@

test: setup ## The whole suite, browser tests included
	@bash tools/test.sh

test-fast: setup ## Without browser and slow tests
	@$(BIN)/pytest -q -n 2 --dist loadgroup -m "not browser and not slow"

test-postgres: setup ## The apps and scenarios on PostgreSQL (starts its own when the binaries are there)
	@ZHONGSHU_TEST_DATABASE=postgresql $(BIN)/pytest -q -n 2 --dist loadgroup tests/apps tests/scenarios -m "not browser and not slow"

lint: setup ## Layers, style, types, sizes
	@$(BIN)/ruff check src tests tools
	@$(BIN)/ruff format --check src tests tools
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python tools/check_sizes.py

bench: setup ## Measure; the figures go to docs/bench.md
	@$(BIN)/python -m tools.bench

bench-proofread: setup ## Measure the proofreader beside other correctors (FILES="odw.test law.test …")
	@$(BIN)/python -m tools.bench.proofread_table $(FILES)

conformance: setup ## Measure rendered pages against GB/T 9704-2012; writes docs/conformance.md
	@$(BIN)/python -m tests.lib.typeset.conformance

fonts: ## Free fonts for this user (Fandol, Noto, LXGW WenKai), out of Debian packages
	@bash tools/fonts.sh

rules: setup ## Write the pages of the proofreading rules, docs/rules
	@$(BIN)/python -m zhongshu.lib.proofread.pages

schema: setup ## Write the JSON Schema of documents, docs/document.schema.json
	@$(BIN)/python -m zhongshu.lib.document.schema

handbook: setup ## Take the handbook's pictures anew
	@$(BIN)/pytest -q tests/e2e/test_main_job.py tests/e2e/test_incoming.py tests/e2e/test_supervision.py tests/e2e/test_congress.py --handbook

lock: ## Compile the locks from pyproject.toml and package.json
	@$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.lock pyproject.toml
	@cd frontend && npm install --package-lock-only --silent

models: setup ## Build the model of the spelling engine from the shared data
	@$(BIN)/python -m tools.models

clean: ## Remove what was built (never var/, the data)
	rm -rf $(VENV) frontend/node_modules $(FRONTEND)
