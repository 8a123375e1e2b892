# Every target sets up what it needs: `make demo` on a fresh machine is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOWEST := .venv-lowest
COMPILE := $(BIN)/uv pip compile --quiet --python-version 3.11 --no-header --no-annotate pyproject.toml

.PHONY: demo case benchmarks check test gold site pictures wheel lowest lock upgrade train clean

demo: $(READY)
	$(BIN)/facta demo -o demo/brief.html

# Three and a half years of White House statements as one ledger, and the pages of four relationships: make case NEWS=folder of
# whitehouse-statements.tar.xz. Half an hour on two cores; what was read is kept, so that it
# goes on where it stopped.
case: $(READY)
	mkdir -p case/statements
	tar -xJf $(NEWS)/whitehouse-statements.tar.xz -C case/statements
	$(BIN)/facta build case/statements --ledger case/facta.db --no-brief || test $$? -eq 1  # some are not in English
	for other in RUS CHN ISR UKR; do \
		$(BIN)/facta relationship USA $$other --ledger case/facta.db --since 2021-01-20 -o case/USA-$$other.html || exit 1; \
	done

# Every figure anew, the page of accuracy and the figures of the other pages: make benchmarks DATA=DIR ACCOUNTS=DIR, as
# docs/measuring.md says; without them, what the project's own gold gives.
benchmarks: $(READY)
	$(BIN)/python -m benchmarks.figures $(if $(DATA),--data $(DATA)) $(if $(ACCOUNTS),--accounts $(ACCOUNTS))
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m tools.docs --write --figures

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deptry src  # what the package imports is declared, and nothing else
	$(BIN)/deptry src tests benchmarks training tools --exclude '^\.venv' --ignore DEP002,DEP004

test: $(READY)
	$(BIN)/pytest -n 2

gold: $(READY)
	$(BIN)/pytest -m gold

# The documentation as a site in site/: every link and anchor is checked, and a page that asks the network for anything fails.
# MkDocs is not told to be quiet, for then warnings pass.
site: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	$(BIN)/python -m tools.loads site

# The pictures of the documentation anew; needs Chromium.
pictures: $(READY)
	$(BIN)/python -m tools.pictures

# Builds the package, installs it with plain pip into an empty environment and reads a file of every format there.
wheel: $(READY)
	$(BIN)/pytest -m wheel tests/packaging

# The oldest libraries that pyproject.toml allows, with today's test tools. Gold floors belong to the locked ones.
lowest: $(READY)
	rm -rf $(LOWEST)
	$(PYTHON) -m venv $(LOWEST)
	$(COMPILE) --extra arrow --extra dask --extra desk --extra docx --extra xlsx --extra png --resolution lowest-direct -o $(LOWEST)/lowest.txt
	$(BIN)/uv pip install --quiet --python $(LOWEST) --constraint $(LOWEST)/lowest.txt --editable ".[dev]"
	$(LOWEST)/bin/pytest -n 2 -m "not gold and not browser and not wheel"
	$(LOWEST)/bin/facta demo -q -o $(LOWEST)/demo.html

# The lock follows pyproject.toml and keeps the versions it has; `make upgrade gold` takes newer ones and tries them.
lock: $(READY)
	$(COMPILE) --extra dev -o requirements.lock

upgrade: $(READY)
	$(COMPILE) --extra dev --upgrade -o requirements.lock

# From treebank and corpus to what ships: make train TREEBANK=folder of the ewt and gum files. Hours on two cores;
# `python -m training --again` goes on from the model that ships, in one.
train: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[training]"
	$(BIN)/python -m training --treebank $(TREEBANK)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $(READY)

clean:
	rm -rf $(VENV) $(LOWEST) build dist demo site
