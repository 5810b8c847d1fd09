"""Whole public pages, kept ready in each process and answered before Django is entered.

Docs/decisions/0013-page-cache.md. ``front`` stands at the door, ``kept`` is one page, ``listed`` says which addresses
may be kept, ``watched`` which tables they are made of. ``triggers`` has the database give the site another version
with every committed change of those, ``version`` reads it at each request, and ``turns`` knows when the clock alone
changes a page.
"""
