# Everything a person runs here. `make` alone lists the goals; on Windows make.bat knows the everyday ones.
#
# The environment .venv is made from the locked packages only: every file is checked against its hash, nothing is
# compiled, and the project itself is installed without asking a registry again. It is made anew when
# requirements.lock changed, when its Python is gone (a system upgrade) or when the folder was moved or copied.

PYTHON ?= python3.14 python3.13 python3.12 python3.11 python3 python
RUN := .venv/bin/python -m
INSTALL := $(RUN) pip install --quiet --disable-pip-version-check --no-input
LOCKED := $(INSTALL) --only-binary :all: --require-hashes
LOCK := $(RUN) uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --group install \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# Where .venv was made stands in its stamp.
ifneq ($(shell .venv/bin/python -c pass 2>/dev/null && test "$$(cat .venv/ready 2>/dev/null)" = "$$(pwd -P)" && echo usable),usable)
.PHONY: .venv/ready
endif

.DEFAULT_GOAL := help
.PHONY: help run test test-fast lab bench docs catalogue lock clean

help:  # this list · diese Liste
	@echo "make GOAL   (make ZIEL)"
	@sed -n 's/^\([a-z-]*\):.*  # \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

run: .venv/ready  # read all of data/raw/, check, store, report · alles einlesen, prüfen, speichern, berichten
	@$(RUN) pipeline run || { status=$$?; test $$status -eq 1 || exit $$status; }

test: .venv/ready-for-tests  # all checks and tests · alle Prüfungen und Tests
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) pytest --numprocesses 2

test-fast: .venv/ready-for-tests  # the tests that take no time · nur die schnellen Tests
	$(RUN) pytest -m "not slow" --numprocesses 2

lab: .venv/ready  # JupyterLab on notebooks/ · JupyterLab mit den Notizbüchern öffnen
	@$(RUN) jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks

bench: .venv/ready-for-tests  # measure how long things take, write docs/benchmarks.md · Laufzeiten messen
	.venv/bin/python -m venv build/peers
	build/peers/bin/python -m pip install --quiet -r benchmarks/requirements-peers.txt
	.venv/bin/python benchmarks --peers build/peers/bin/python

docs: .venv/ready  # write the generated pages of docs/ · erzeugte Seiten in docs/ schreiben
	$(RUN) pipeline.docs

catalogue: .venv/ready  # collect the texts to translate, compile the translations · Texte zum Übersetzen sammeln
	@mkdir -p build
	$(RUN) babel.messages.frontend extract --mapping-file babel.cfg -k N_ -k say -k say_many:1,2 \
		--add-location file --sort-by-file --project pipeline --output-file build/pipeline.pot pipeline
	$(RUN) babel.messages.frontend update --domain pipeline --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --input-file build/pipeline.pot --output-dir pipeline/locale
	$(RUN) babel.messages.frontend compile --domain pipeline --statistics --directory pipeline/locale

lock: .venv/ready-for-tests  # pin the packages again; UPGRADE=1 takes the newest · Pakete neu festschreiben
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --constraints requirements.lock --output-file requirements-dev.lock

clean:  # remove .venv and caches, never data or reports · .venv und Zwischenspeicher löschen, nie Daten
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find pipeline tests tools benchmarks notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune \
		-exec rm -rf {} + 2>/dev/null || true

# Debian's Python may come without the means to make an environment: it counts only when no other is there.
.venv/ready: requirements.lock
	@python= package=; \
	for name in $(PYTHON); do \
		"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then python=$$name; break; fi; \
		package=$$("$$name" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	done; \
	if test -z "$$python" && test -n "$$package"; then \
		echo "Python kann hier noch keine Umgebung anlegen. Bitte einmal ausführen: sudo apt install $$package"; \
		echo "Python cannot make an environment here yet. Please run once: sudo apt install $$package"; \
		exit 1; \
	elif test -z "$$python"; then \
		echo "Python 3.11 oder neuer wurde nicht gefunden. Bitte installieren (python.org), dann noch einmal."; \
		echo "Python 3.11 or later was not found. Please install it (python.org), then try again."; \
		exit 1; \
	fi >&2; \
	echo "Die Pakete werden eingerichtet, nur beim ersten Mal (1 bis 3 Minuten) ..."; \
	echo "Setting up the packages, the first time only (1 to 3 minutes) ..."; \
	"$$python" -m venv --clear .venv
	@$(LOCKED) -r requirements.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@pwd -P > $@

.venv/ready-for-tests: requirements-dev.lock .venv/ready
	@echo "Die Pakete zum Testen werden eingerichtet ... / Setting up the packages for the tests ..."
	@$(LOCKED) -r requirements-dev.lock
	@touch $@
