"""Django settings. What an owner may change is in ``home.SETTINGS``; the rest is decided here."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from zhongshu.config import databases
from zhongshu.config.home import Home

HOME = Home.find()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = HOME.secret_key()
ALLOWED_HOSTS = [host.strip() for host in HOME.get("allowed_hosts").split(",") if host.strip()]
ROOT_URLCONF = "zhongshu.config.urls"
WSGI_APPLICATION = "zhongshu.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": databases.from_setting(HOME.get("database"), HOME.path)}

GROUND = ["audit", "org", "access", "files", "flow", "search", "jobs", "shell"]
FUNCTIONS = ["lexicon", "coordination", "outgoing", "incoming", "archive", "supervision", "meetings", "desk", "demo"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_q",
    "axes",
    "csp",
    *[f"zhongshu.apps.{name}" for name in (*GROUND, *FUNCTIONS)],
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "zhongshu.apps.shell.middleware.UploadLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhongshu.apps.shell.middleware.IdleMiddleware",
    "zhongshu.apps.shell.middleware.SignInRequiredMiddleware",
    "zhongshu.apps.shell.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhongshu.apps.shell.middleware.SignInDutyMiddleware",
    "zhongshu.apps.shell.middleware.RefusedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Language and time
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# Static and stored files
STATIC_URL = "/static/"
STATIC_ROOT = HOME.path / "static"
STORAGES = {
    "default": {
        "BACKEND": "zhongshu.apps.files.storage.WholeFileStorage",
        "OPTIONS": {"location": HOME.path / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
#: The office's proofreading pack as files; what is kept in the site is added to it.
PACK_FOLDER = HOME.path / "pack"
#: What ``zhongshu learn`` made of the office's own papers.
SPELLING_FOLDER = HOME.path / "spelling"
#: The second opinion on spelling; nothing of it is seen where the first is empty.
SECOND_OPINION = HOME.get("second_opinion")
SECOND_OPINION_MODEL = HOME.get("second_opinion_model")
SECOND_OPINION_KEY = HOME.get("second_opinion_key")
SECOND_OPINION_SECONDS = HOME.get("second_opinion_seconds")
MAX_UPLOAD_MB = HOME.get("max_upload_mb")
# 500,000 characters of a paper's body take 4.5 MB when a form sends them percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Secrecy and output
SECRECY_CEILING = HOME.get("secrecy_ceiling")
FONT_FOLDER = HOME.get("fonts")
TEMPLATE_FOLDER = HOME.get("templates")
SIGNING_CERTIFICATE = HOME.get("signing_certificate")
SIGNING_PASSWORD = HOME.get("signing_password")

# Sign-in
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "zhongshu.apps.shell.sign_in.MixedCharacters"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
REQUIRE_ADMIN_MFA = HOME.get("require_admin_mfa")
SESSION_COOKIE_AGE = HOME.get("session_minutes") * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HOME.get("https")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# shell: settings of sign-in pages and the page frame (kept together; see apps/shell)
SESSION_IDLE_MINUTES = HOME.get("session_minutes")
CSRF_FAILURE_VIEW = "zhongshu.apps.shell.errors.csrf_failure"
# Vite has put a hash into these names: browsers may keep them for good.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-][0-9a-zA-Z_-]{8,12}\..+$"
ACCOUNT_ADAPTER = "zhongshu.apps.shell.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_FORMS = {
    "login": "zhongshu.apps.shell.account_forms.SignInForm",
    "change_password": "zhongshu.apps.shell.account_forms.PasswordForm",
    "reauthenticate": "zhongshu.apps.shell.account_forms.ConfirmForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted by axes, which tells the person; "login_failed" here counts second-factor codes.
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": "5/300s/key"}
MFA_ADAPTER = "zhongshu.apps.shell.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "zhongshu.apps.shell.account_forms.CodeForm",
    "reauthenticate": "zhongshu.apps.shell.account_forms.ConfirmCodeForm",
    "activate_totp": "zhongshu.apps.shell.account_forms.ActivateCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "中枢"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HOME.get("https")
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
# The account is locked, not the address: a whole office may stand behind one address.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_USERNAME_CALLABLE = "zhongshu.apps.shell.sign_in.counted_name"
AXES_LOCKOUT_CALLABLE = "zhongshu.apps.shell.sign_in.locked_out"

# Jobs (hold no truth: everything due is found again by a sweep)
Q_CLUSTER = {
    "name": "zhongshu",
    "orm": "default",
    "workers": 1,
    "timeout": 300,
    "retry": 600,
    "max_attempts": 3,
    "poll": 1,
    "catch_up": False,
    "label": "后台任务",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
