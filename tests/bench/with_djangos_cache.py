"""The site's settings with the cache middleware that comes with Django, in the memory of each process."""

from clientenraad.settings import *  # noqa: F403
from clientenraad.settings import CACHES, MIDDLEWARE

CACHES["pages"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHE_MIDDLEWARE_ALIAS = "pages"
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
