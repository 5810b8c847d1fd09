"""One settings file for every installation, read from the environment (docs/variables.md).

Nothing secret or unsafe has a default. A wrong value stops the start and names the variable.
"""

import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

BASE_DIR = Path(__file__).resolve().parent.parent


class Variables(FileAwareMapping):
    """The environment, in which any NAME may be given as NAME_FILE; a newline at the end of a file is no part of it."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name).strip()


class Env(environ.FileAwareEnv):
    ENVIRON = Variables()


env = Env()


def read(name: str, kind: str, default: Any) -> Any:
    """A variable of this kind; a value that cannot be read stops the start and is named."""
    try:
        return getattr(env, kind)(name, default=default)
    except OSError as error:
        raise ImproperlyConfigured(f"De website kan het bestand van {name} niet lezen ({error.filename}).") from error
    except Exception as error:
        raise ImproperlyConfigured(f"{name} heeft een waarde die niet klopt. Zie docs/variables.md.") from error


def needed(name: str) -> str:
    """A variable without a default."""
    value: str = read(name, "str", "")
    if not value:
        raise ImproperlyConfigured(f"{name} ontbreekt. Zie docs/variables.md.")
    return value


# What only this project reads ------------------------------------------------------------------

DATA_DIR = Path(read("DATA_DIR", "str", str(BASE_DIR / "var"))).resolve()
TRUSTED_PROXIES = read("TRUSTED_PROXIES", "int", 0)
if TRUSTED_PROXIES < 0:
    raise ImproperlyConfigured("TRUSTED_PROXIES moet 0 of meer zijn. Zie docs/variables.md.")
# Without a mail server letters are kept and shown, and none leaves.
MAIL_LEAVES = bool(read("EMAIL_URL", "str", ""))
# Whether logging in asks for a second step; None: on a real site it does, in the demo it does not.
_second_step = read("SECOND_STEP", "str", "")
if _second_step not in {"", "0", "1"}:
    raise ImproperlyConfigured("SECOND_STEP moet 1 of 0 zijn. Zie docs/variables.md.")
SECOND_STEP = {"1": True, "0": False}.get(_second_step)

# Address ---------------------------------------------------------------------------------------

SITE_URL = needed("SITE_URL").rstrip("/")
if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", SITE_URL, re.IGNORECASE):
    raise ImproperlyConfigured("SITE_URL moet een adres zijn als https://raad.example, zonder iets erachter.")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname]
if _site.hostname == "localhost":
    ALLOWED_HOSTS.append("127.0.0.1")
# The site stands at the root. A header of that name would put words of a visitor in front of every link.
FORCE_SCRIPT_NAME = ""

# Secrets ---------------------------------------------------------------------------------------

SECRET_KEY = needed("SECRET_KEY")
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS", "list", [])

# Rooms (a room imports only from floors below it) ----------------------------------------------

INSTALLED_APPS = [
    "clientenraad.apps.SiteConfig",  # roof
    "clientenraad.apps.CouncilAdminConfig",
    "recruitment",  # first floor
    "events",
    "members",  # ground floor
    "auditlog",
    "crispy_forms",
    "csp",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "clientenraad.middleware.Knowing",
    "clientenraad.middleware.PersonalPages",
    "clientenraad.middleware.PermissionsPolicy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "clientenraad.middleware.RefuseNul",
    "clientenraad.middleware.FriendlyUnavailable",
    "clientenraad.middleware.PatientSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "clientenraad.accounts.middleware.LivingSessions",
    "clientenraad.trail.AtTheDesk",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clientenraad.accounts.middleware.SecondStep",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "clientenraad.urls"
WSGI_APPLICATION = "clientenraad.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clientenraad.context.site",
            ],
        },
    },
]
# Widgets come from templates/django/forms too, so that the admin and the site share them.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["forms"]

# Storage ---------------------------------------------------------------------------------------

DATABASES = {"default": read("DATABASE_URL", "db_url", f"sqlite:///{DATA_DIR / 'raad.sqlite3'}")}
if DATABASES["default"].get("ENGINE", "").rpartition(".")[2] not in {"sqlite3", "postgresql"}:
    raise ImproperlyConfigured("DATABASE_URL moet met sqlite:// of postgres:// beginnen. Zie docs/variables.md.")
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "clientenraad.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        # Takes the write lock when atomic begins: what is counted in it stays true until it is written.
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        # Each of the many threads has a connection of its own: little is kept in each (docs/performance.md, Memory).
        "cached_statements": 40,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            "PRAGMA cache_size=-256;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Others count for one process only, or not at all, or ask for a package that is not in the lock.
_cache = read("CACHE_URL", "str", "dbcache://cache")
if not re.fullmatch(r"(dbcache|rediss?)://\S+", _cache):
    raise ImproperlyConfigured("CACHE_URL moet met redis:// of rediss:// beginnen. Zie docs/variables.md.")
CACHES = {"default": read("CACHE_URL", "cache_url", _cache)}
if _cache.startswith("dbcache"):
    # Django keeps 300 by itself: whoever filled those with nonsense would wipe out what a limit has counted.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640

# A pasted book comes back with a message in its own form, not as a bare error; beyond this: page 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "members.uploads.KeepEnough",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Mail ------------------------------------------------------------------------------------------

_mail = read("EMAIL_URL", "email_url", "dummymail://")
if _mail["EMAIL_FILE_PATH"]:
    # filemail:///a/folder names a folder from the root, as every address of a file does.
    _mail["EMAIL_FILE_PATH"] = f"/{_mail['EMAIL_FILE_PATH'].lstrip('/')}"
vars().update(_mail)
EMAIL_TIMEOUT = 10
ADMINS = [("beheerder", address) for address in read("ADMIN_EMAIL", "list", [])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", "str", f"raad@{_site.hostname}")

# Language and time -----------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
FORMAT_MODULE_PATH = "clientenraad.formats"
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Safety ----------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser, like the session
if HTTPS:
    # A browser takes a name like this from this very host only, not from another site under the same domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# Longer than a colleague stays logged in (clientenraad/accounts/sessions.py), so that an ended one is still known.
SESSION_COOKIE_AGE = 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "clientenraad.views.csrf_failure"

# The trail keeps no address of a computer, and nothing of rows that are loaded from a file.
AUDITLOG_DISABLE_REMOTE_ADDR = AUDITLOG_DISABLE_ON_RAW_SAVE = True

# Logging in (docs/decisions/0010-login.md) ------------------------------------------------------

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "logged_out"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # how long the link for a colleague works, in seconds
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "clientenraad.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "clientenraad.accounts.passwords.NoWordsOfOurs"},
]

ACCOUNT_ADAPTER = "clientenraad.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "clientenraad.accounts.forms.LogInForm",
    "reauthenticate": "clientenraad.accounts.forms.PasswordForm",
}
# Counted in the shared cache, for all processes. "key" is one account from one address, or the codes of one account.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/10m/key,50/10m/ip", "account_failed": "50/h/key"}
MFA_ADAPTER = "clientenraad.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "clientenraad.accounts.forms.CodeForm",
    "reauthenticate": "clientenraad.accounts.forms.CodeAgainForm",
    "activate_totp": "clientenraad.accounts.forms.FirstCodeForm",
    "add_webauthn": "clientenraad.accounts.forms.PasskeyForm",
    "login_webauthn": "clientenraad.accounts.forms.PasskeyLogInForm",
    "authenticate_webauthn": "clientenraad.accounts.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "clientenraad.accounts.forms.PasskeyAgainForm",
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF, NONCE],  # the nonce shows up only where the editor's import map asks for it
        "style-src": [SELF],
    }
}

# Logs: one line an event, no names, no addresses, no query strings ------------------------------

LOG_LEVEL = read("LOG_LEVEL", "str", "INFO").upper()
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured("LOG_LEVEL moet INFO, WARNING of een ander niveau zijn. Zie docs/variables.md.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "clientenraad.logs.OneLine", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "administrator": {"class": "clientenraad.logs.TellAdministrator", "formatter": "line", "level": "ERROR"},
    },
    "root": {"handlers": ["console", "administrator"], "level": LOG_LEVEL},
    # Django's own handlers would mail and repeat what the root already prints.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": []},
        # Every scanner tries another name; the line of the request says 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # So it does for 403, 404 and the like; what broke (5xx) is an error, and keeps its line and its mail.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        # Tells at every login which passkey was used.
        "fido2": {"level": "WARNING"},
        # A request that gunicorn cannot read holds its address as well.
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
