# Every target sets up what it needs in .venv: nothing but Python 3.11+, git and make has to be there before.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
unexport PYTHONDONTWRITEBYTECODE  # the processes that are started here and there would compile all of it anew

.PHONY: demo run test check soak bench screenshots migration messages lock clean
.DEFAULT_GOAL := help
help:
	@echo "make demo    a whole mentoring program, on a Slack workspace on this machine (PORT=8642)"
	@echo "make run     the bot, in a real workspace (see docs/running.md)"
	@echo "make test    everything: ruff, mypy, all tests; the slowest fifteen are named at the end"
	@echo "make check   the quick part of make test"
	@echo "make soak    the program's story with crashes and a bad network (SEEDS=1000, FROM=1), and processes killed (KILLS=100); 10,000 check-ins at once"
	@echo "make bench   matching measured against its peers, and the bot under load (QUICK=1, DATA=folder of texts)"
	@echo "make screenshots  new pictures of the page for docs/images, from the demo's story"
	@echo "make migration NAME='Keep a color'    write the migration that the changed tables want"
	@echo "make messages  bring the catalogs of sentences up to date (LANGUAGE=de: begin another language)"
	@echo "make lock    renew the pinned requirements"

$(VENV)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Alongside needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (on Debian: apt-get install python3-venv), then try again."; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run: $(VENV)/pip requirements.lock pyproject.toml
	@echo "Installing what Alongside runs on (a minute or two, once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	@echo "Installing the tools that check it ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/run
	@$(BIN)/alongside demo $(if $(PORT),--port $(PORT))

run: $(VENV)/run
	@$(BIN)/alongside run

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check
	$(BIN)/pytest -n $(JOBS) --dist worksteal --durations=15

soak: $(VENV)/dev
	$(BIN)/python -m tests.crash.soak $(or $(SEEDS),20) $(or $(FROM),1)
	ALONGSIDE_SEEDS=$(or $(SEEDS),20) $(BIN)/pytest -q tests/crash/test_machine.py --hypothesis-profile=soak
	$(BIN)/python -m tests.replicas.soak $(or $(KILLS),100) $(or $(FROM),1)
	ALONGSIDE_PAIRS=500 ALONGSIDE_CHECK_INS=10000 $(BIN)/pytest -q --timeout=1800 tests/journeys/test_tempo.py

screenshots: $(VENV)/dev
	$(BIN)/python -m tests.page.screenshots

migration: $(VENV)/run
	@$(BIN)/python -m storage.migrate "$(or $(NAME),$(error say what it does: make migration NAME='Keep a color'))"

messages: $(VENV)/run
	@$(BIN)/python -m handlers.catalogs $(LANGUAGE)

lock: $(VENV)/pip
	@$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --group pyproject.toml:build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --group pyproject.toml:build --group pyproject.toml:dev -c requirements.lock pyproject.toml -o requirements-dev.lock

bench: $(VENV)/run
	@$(BIN)/python -m bench $(if $(DATA),--data $(DATA)) $(if $(QUICK),--quick)

clean:
	rm -rf $(VENV)
