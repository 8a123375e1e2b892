# Every target sets up what it needs: `make demo` on a fresh machine is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOWEST := .venv-lowest
RELEASE := .venv-release
comma := ,
TARGETS := readers importers decisions what-if dates numbers quotations
SECONDS := 60
EXTRAS := arrow,dask,desk,docx,png,xlsx
COMPILE := $(BIN)/uv pip compile --quiet --python-version 3.11 --no-header --no-annotate pyproject.toml

.PHONY: demo case benchmarks check test gold site pictures wheel lowest build sbom release coverage fuzz lock upgrade train clean

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

# Builds the package, installs it with plain pip into empty environments of every Python at hand (or of those in PYTHONS), reads a
# file of every format there and runs tests against what is installed.
wheel: $(READY)
	FACTA_PYTHONS="$(PYTHONS)" $(BIN)/pytest -n 2 --dist loadfile -rs -m wheel tests/packaging

# All tests against the wheel, with the oldest libraries that pyproject.toml allows and today's test tools. Gold floors belong to the
# locked ones; what takes long (doubled inputs, kills) runs with these alone, too.
lowest: $(READY)
	rm -rf $(LOWEST)
	$(BIN)/uv build --quiet -o $(LOWEST)/dist
	$(PYTHON) -m venv $(LOWEST)
	$(COMPILE) $(addprefix --extra ,$(subst $(comma), ,$(EXTRAS))) --resolution lowest-direct -o $(LOWEST)/lowest.txt
	$(BIN)/uv pip install --quiet --python $(LOWEST) --constraint $(LOWEST)/lowest.txt "facta[dev] @ file://$(CURDIR)/$$(ls $(LOWEST)/dist/*.whl)"
	$(LOWEST)/bin/python -I -c "import facta; assert 'site-packages' in facta.__file__, facta.__file__"
	$(LOWEST)/bin/pytest -n 2 -m "not gold and not browser and not wheel and not slow"
	$(LOWEST)/bin/facta demo -q -o $(LOWEST)/demo.html

# The source archive and the wheel made from it, in dist/: the same bytes each time.
build: $(READY)
	rm -rf dist
	$(BIN)/uv build --quiet -o dist
	rm -f dist/.gitignore

# What a plain installation and one with all extras hold, as CycloneDX, with the texts of all licences, in dist/.
sbom: build
	rm -rf $(RELEASE)
	for name in tools plain all; do $(BIN)/uv venv --quiet $(RELEASE)/$$name; done
	$(BIN)/uv pip install --quiet --python $(RELEASE)/tools -r pyproject.toml --extra release
	$(BIN)/uv pip install --quiet --python $(RELEASE)/plain -c requirements.lock "facta @ file://$(CURDIR)/$$(ls dist/*.whl)"
	$(BIN)/uv pip install --quiet --python $(RELEASE)/all -c requirements.lock "facta[$(EXTRAS)] @ file://$(CURDIR)/$$(ls dist/*.whl)"
	for name in plain all; do \
		$(RELEASE)/tools/bin/cyclonedx-py environment $(RELEASE)/$$name --pyproject pyproject.toml --output-reproducible \
			-o dist/facta-$$name.cdx.json || exit 1; \
	done
	$(BIN)/python -m tools.licences --sbom dist/facta-plain.cdx.json dist/facta-all.cdx.json
	$(RELEASE)/tools/bin/pip-licenses --python $(RELEASE)/all/bin/python --ignore-packages facta --format plain-vertical \
		--with-license-file --with-notice-file --no-license-path --output-file dist/licences.txt

# All that a release consists of, tried first (docs/contributing/releasing.md).
release: check test wheel sbom
	cd dist && sha256sum *.whl *.tar.gz *.json *.txt > SHA256SUMS
	cat dist/SHA256SUMS

# Which lines and branches of the package the tests run over, those of commands and processes that they start among them; fails
# below the floors. Takes twice as long as the tests. Left out is a test that stops a thread, which a trace of that thread holds up.
coverage: $(READY)
	$(BIN)/uv pip install --quiet --python $(VENV) -c requirements.lock -r pyproject.toml --extra release
	rm -rf build/coverage && mkdir -p build/coverage
	COVERAGE_FILE=$(CURDIR)/build/coverage/run $(BIN)/coverage run -m pytest -n 2 -m "not wheel and not gold and not browser" \
		--deselect tests/test_limits.py::test_another_thread_is_stopped \
		--deselect tests/python/test_face.py::test_importing_facta_loads_nothing_heavy
	COVERAGE_FILE=$(CURDIR)/build/coverage/run $(BIN)/coverage combine --quiet build/coverage
	COVERAGE_FILE=$(CURDIR)/build/coverage/run $(BIN)/coverage json --quiet -o build/coverage.json
	$(BIN)/python -m tools.covered build/coverage.json

# Bytes that a fuzzer thinks of, given to each thing that takes bytes from outside: make fuzz SECONDS=3600, or one of them with TARGETS=dates.
fuzz: $(READY)
	$(BIN)/uv pip install --quiet --python $(VENV) -c requirements.lock -r pyproject.toml --extra fuzz
	for target in $(TARGETS); do $(BIN)/python -m tools.fuzz $$target --seconds $(SECONDS) || exit 1; done

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
	rm -rf $(VENV) $(LOWEST) $(RELEASE) build dist demo site
