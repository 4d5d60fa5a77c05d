"""The settings of the tests: those of the application on a data folder of its own, made hostile."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

for name in [name for name in os.environ if name.startswith("PROMOST_") and not name.startswith("PROMOST_TEST_")]:
    del os.environ[name]  # what a developer's own site is told must not reach a test
HOME_FOLDER = Path(tempfile.mkdtemp(prefix="promost-tests-"))
atexit.register(shutil.rmtree, HOME_FOLDER, ignore_errors=True)
os.environ["PROMOST_HOME"] = str(HOME_FOLDER)
os.environ["PROMOST_SECRET_KEY"] = "known to every test"
os.environ["PROMOST_JOBS_INLINE"] = "1"  # a job is done where it is queued: no worker runs beside the tests

from promost.conf.settings import *  # noqa: E402, F403
from promost.conf.settings import DATABASES, MIDDLEWARE, TEMPLATES  # noqa: E402
from tests.harness.templates import Undefined  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; no password here is secret
WHITENOISE_AUTOREFRESH = True  # static files are looked for when asked for, not listed anew for each test's client
MIDDLEWARE = ["tests.harness.templates.BracesMiddleware", *MIDDLEWARE]
_template_options: Any = TEMPLATES[0]["OPTIONS"]
_template_options["string_if_invalid"] = Undefined("%s")

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because threads of a live server cannot share a database in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME_FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"
