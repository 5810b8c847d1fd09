"""Telling whether a row is still what somebody looked at, without showing anything of it."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.crypto import salted_hmac


def seal(row: Model, fields: Iterable[str]) -> str:
    """Stands for the values of these fields: other values, another seal. Shows none of them."""
    values = repr([(field, getattr(row, field)) for field in sorted(fields)])
    return salted_hmac("members.seals", values).hexdigest()
