"""The site's own settings, with what tests need: a folder and database of their own, and no slow parts."""

import atexit
import os
import shutil
import tempfile

# One a process: tests that run side by side share nothing on disk.
_folder = tempfile.mkdtemp(prefix="raad-test-")
os.mkdir(f"{_folder}/static")  # whitenoise warns when it is missing
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
# What the shell says about a site of its own is not for tests; only the database may be chosen.
NAMES = [
    "ADMIN_EMAIL",
    "CACHE_URL",
    "DATA_DIR",
    "DEFAULT_FROM_EMAIL",
    "DEMO_COUNCIL",
    "DEMO_PASSWORD",
    "EMAIL_URL",
    "PORT",
]
NAMES += ["SECOND_STEP", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "SITE_URL", "TRUSTED_PROXIES", "WEB_CONCURRENCY"]
for name in NAMES:
    os.environ.pop(name, None)
    os.environ.pop(f"{name}_FILE", None)
os.environ.update(DATA_DIR=_folder, SECRET_KEY="only-for-tests", SITE_URL="http://testserver", SECOND_STEP="0")

from clientenraad.settings import *
from clientenraad.settings import DATABASES

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, since threads do not share a database in memory; it need not survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    pragmas = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = pragmas.replace("synchronous=FULL", "synchronous=OFF")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
