# Sugar over run.py, for those who like to type make.
.PHONY: start test messages style lock

start:
	python3 run.py

test:
	python3 run.py test

messages:
	python3 run.py messages

style:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Needs uv. Take newer versions: make lock UPGRADE=--upgrade
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --only-binary :all: --no-header \
		--quiet $(UPGRADE) --extra postgres -o requirements.lock
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --only-binary :all: --no-header \
		--quiet $(UPGRADE) --extra postgres --extra sso --group dev -c requirements.lock -o requirements-dev.lock
