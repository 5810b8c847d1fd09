"""The settings of a real site, read by a Python of their own: what is safe, and what stops the start."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

ASKED = """
import json
from clientenraad import settings
print(json.dumps(vars(settings), default=str, skipkeys=True))
"""
SAFE = {"SECRET_KEY": "geheim", "SITE_URL": "https://raad.example"}


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    own = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "-c", ASKED], env=own, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


def known(**variables: str) -> dict[str, Any]:
    done = start(**variables)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_on_a_safe_site_cookies_and_pages_go_by_https_only():
    found = known(**SAFE)
    cookies = [(found[f"{kind}_COOKIE_NAME"], found[f"{kind}_COOKIE_SECURE"]) for kind in ("SESSION", "CSRF")]
    assert cookies == [("__Host-session", True), ("__Host-csrf", True)]
    assert [found[f"{kind}_COOKIE_HTTPONLY"] for kind in ("SESSION", "CSRF")] == [True, True]
    assert [found[f"{kind}_COOKIE_SAMESITE"] for kind in ("SESSION", "CSRF")] == ["Lax", "Lax"]
    assert (found["SECURE_SSL_REDIRECT"], found["SECURE_HSTS_SECONDS"]) == (True, 63_072_000)
    assert found["ALLOWED_HOSTS"] == ["raad.example"]


def test_without_https_no_cookie_asks_for_it():
    found = known(**SAFE | {"SITE_URL": "http://localhost:8000"})
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"], found["SECURE_SSL_REDIRECT"]) == (False,) * 3
    assert "SESSION_COOKIE_NAME" not in found
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1"]


def test_of_older_keys_what_was_sealed_stays_readable():
    assert known(**SAFE, SECRET_KEY_FALLBACKS="oud,ouder")["SECRET_KEY_FALLBACKS"] == ["oud", "ouder"]


DATABASE = "django.core.cache.backends.db.DatabaseCache"
REDIS = "django.core.cache.backends.redis.RedisCache"


@pytest.mark.parametrize(
    ("variables", "cache"),
    [
        ({}, {"BACKEND": DATABASE, "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}),
        (
            {"CACHE_URL": "dbcache://telling?max_entries=5000"},
            {"BACKEND": DATABASE, "LOCATION": "telling", "OPTIONS": {"MAX_ENTRIES": 5000}},
        ),
        (
            {"CACHE_URL": "redis://:geh%40im@cache.example:6379/1"},
            {"BACKEND": REDIS, "LOCATION": "redis://:geh%40im@cache.example:6379/1"},
        ),
        (
            {"CACHE_URL": "rediss://cache.example?socket_timeout=5"},
            {"BACKEND": REDIS, "LOCATION": "rediss://cache.example", "OPTIONS": {"socket_timeout": 5}},
        ),
    ],
)
def test_what_logging_in_counts_is_kept_in_a_table_or_in_redis(variables, cache):
    assert known(**SAFE, **variables)["CACHES"] == {"default": cache}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SITE_URL", ""),
        ("SITE_URL", "raad.example"),
        ("SITE_URL", "https://raad.example/pad"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "veel"),
        ("SECOND_STEP", "nee"),
        ("DATABASE_URL", "mysql://x"),
        ("CACHE_URL", ""),
        ("CACHE_URL", "redis://"),
        ("CACHE_URL", "redis://[cache.example"),
        ("CACHE_URL", "valkey://cache.example"),
        ("CACHE_URL", "locmemcache://"),
        ("CACHE_URL", "memcache://cache.example:11211"),
        ("LOG_LEVEL", "ALLES"),
    ],
)
def test_a_value_that_is_wrong_or_missing_stops_the_start_and_is_named(name, value):
    done = start(**SAFE | {name: value})
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name} " in done.stderr.splitlines()[-1]


def test_a_file_of_a_variable_that_cannot_be_read_is_named(tmp_path):
    done = start(SITE_URL="https://raad.example", SECRET_KEY_FILE=str(tmp_path))
    assert done.returncode == 1
    assert f"De website kan het bestand van SECRET_KEY niet lezen ({tmp_path})." in done.stderr
