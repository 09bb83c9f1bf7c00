"""Settings of the test suite: an own folder, quick password hashing, no background processes.

``ZHONGSHU_TEST_DATABASE=postgresql`` runs it on a PostgreSQL that tests/postgres.py starts: here, because Django reads
the address of the database when it reads its settings. Workers of pytest-xdist inherit the address and start none.
"""

import atexit
import os
import tempfile

from tests import postgres

os.environ.setdefault("ZHONGSHU_HOME", tempfile.mkdtemp(prefix="zhongshu-test-"))
if os.environ.get("ZHONGSHU_TEST_DATABASE") == "postgresql" and "ZHONGSHU_DATABASE" not in os.environ:
    _cluster = postgres.Cluster()
    os.environ["ZHONGSHU_DATABASE"] = _cluster.start()
    atexit.register(_cluster.stop)

from zhongshu.config.settings import *
from zhongshu.config.settings import STATIC_ROOT, STORAGES

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty, but looked for
REQUIRE_ADMIN_MFA = False
AXES_ENABLED = False
