"""How lists and fields of the admin write a moment: as on the rest of the site, with a point and the word *uur*."""

DATETIME_FORMAT = r"j F Y, H.i \u\u\r"
TIME_FORMAT = r"H.i \u\u\r"
