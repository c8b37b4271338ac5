# The two commands everybody needs are `make analyse` and `make test`; `make` lists the rest.
# Without make: scripts/setup, scripts/analyse, scripts/test.
.DEFAULT_GOAL := help
.PHONY: help setup analyse test format lab notebooks figures bench accuracy lock clean

bin := .venv/bin
lock := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: ## the environment in .venv (the other commands do this by themselves)
	@scripts/setup

analyse: ## the main job: every talk in transcripts/ → tables, figures and a page in figures/
	@scripts/analyse

test: ## every check: style, types, imports, tests, notebooks
	@scripts/test

format: setup ## puts the code into the project's format
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

lab: setup ## the notebooks in JupyterLab
	$(bin)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks

notebooks: setup ## runs the notebooks and keeps their outputs
	JUPYTER_PLATFORM_DIRS=1 $(bin)/jupyter nbconvert --to notebook --execute --inplace \
		--ExecutePreprocessor.record_timing=False notebooks/*.ipynb

figures: setup ## only the figures of every talk
	@for talk in transcripts/*/; do $(bin)/cxtext figures "$$talk" --out figures || exit; done

bench: setup ## speed and cost, and ours against other packages, each in one run
	@scripts/setup-bench
	@for each in speed alignment cost; do $(bin)/python benchmarks/$$each.py || exit; done
	@PYTHONPATH=. .venv-bench/bin/python benchmarks/peers.py

accuracy: setup ## accuracy on our own labelled sentences
	$(bin)/python benchmarks/accuracy.py
	$(bin)/python benchmarks/planted.py

lock: setup ## writes the locked requirements anew; make lock UPGRADE=--upgrade takes the newest
	$(lock) $(UPGRADE) --all-extras --group build --group test pyproject.toml -o requirements.lock
	echo uv | $(lock) $(UPGRADE) - -o requirements-uv.lock
	$(lock) $(UPGRADE) --constraint requirements.lock --group bench pyproject.toml -o benchmarks/requirements.lock
	@! grep -n '://' requirements.lock requirements-uv.lock benchmarks/requirements.lock

clean: ## removes what the commands made, the environment included
	rm -rf .venv .venv-bench figures/*/ figures/*.html build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
