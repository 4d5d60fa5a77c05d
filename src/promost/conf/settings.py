"""Django's settings. What an installation may change comes from the environment (see ``environment``)."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from promost.conf import environment

HOME = environment.home()
DEMO = environment.flag("PROMOST_DEMO")
DEBUG = environment.flag("PROMOST_DEBUG")
SECRET_KEY = lazy(environment.secret_key, str)(HOME)
ALLOWED_HOSTS = environment.words("PROMOST_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("PROMOST_ORIGINS")
FROZEN_AT = os.environ.get("PROMOST_FROZEN_AT", "")
"""The moment at which the business clock of a demonstration stands still; empty for a clock that runs."""

ROOMS = [
    "promost.kit",
    "promost.registry",
    "promost.accounts",
    "promost.profiles",
    "promost.duties",
    "promost.comments",
    "promost.plans",
    "promost.ledger",
    "promost.progress",
    "promost.support",
    "promost.training",
    "promost.zones",
    "promost.tourism",
    "promost.supply",
    "promost.technology",
    "promost.reports",
    "promost.desks",
    "promost.api",
]
"""The rooms of the house, from the ground up. A new direction is one more line here and one new folder."""

INSTALLED_APPS = [
    *ROOMS,  # first, so that their templates and words go before those of the libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "promost.conf.apps.ReferenceAdminConfig",
    "django_htmx",
    "django_q",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "promost.kit.middleware.ContentSecurityMiddleware",  # outermost: refusals, redirects and files carry the policy too
    "promost.api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "promost.kit.middleware.CompressedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "promost.accounts.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "promost.conf.urls"
WSGI_APPLICATION = "promost.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "promost.accounts.context.page",
            ],
        },
    },
]

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # what throttles is kept here: it must not be pushed out by other entries
    }
}
API_CALLS_A_MINUTE = environment.number("PROMOST_API_CALLS", 600)
"""How often one token may call the API in a minute."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "promost.accounts.backends.SignInBackend",
    "promost.accounts.backends.RulesBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name", "position")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "promost.accounts.adapter.InvitedOnly"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROMOST_PROXIES", int(environment.flag("PROMOST_HTTPS")))
"""How many proxies stand before the site: lock-outs go by the address that the last of them was called from."""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Promost"
MFA_ADAPTER = "promost.accounts.second_step.SecondStep"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "promost_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = None  # files are served from where they stand (WHITENOISE_USE_FINDERS); nothing is collected
MEDIA_ROOT = HOME / "evidence"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SECURE = environment.flag("PROMOST_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "promost_session"
CSRF_COOKIE_NAME = "promost_csrf"
CSRF_FAILURE_VIEW = "promost.kit.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

EMAIL_HOST = os.environ.get("PROMOST_EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_PORT = environment.number("PROMOST_EMAIL_PORT", 25)
EMAIL_TIMEOUT = 15
EMAIL_HOST_USER = os.environ.get("PROMOST_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PROMOST_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("PROMOST_EMAIL_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("PROMOST_EMAIL_FROM", "promost@localhost")

Q_CLUSTER = {
    "name": "promost",
    "orm": "default",
    "workers": 1,
    "timeout": 240,
    "retry": 300,
    "max_attempts": 3,
    "ack_failures": False,
    "catch_up": False,
    "label": "Promost",
    "sync": environment.flag("PROMOST_JOBS_INLINE"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PROMOST_LOG", "WARNING")},
}

SITE_URL = os.environ.get("PROMOST_URL", "")
"""The address under which people open the site, for links in letters; empty takes the one a request came to."""
SOURCE_URL = os.environ.get("PROMOST_SOURCE_URL", "")
"""Where the source of the running version can be had, shown at the foot of every page (the licence asks for it)."""

PACKAGE = Path(__file__).resolve().parent.parent
