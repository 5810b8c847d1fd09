"""Small PDFs, made by hand: what an editor uploads, and what somebody could try."""

import zlib

from django.core.files.uploadedfile import SimpleUploadedFile


def pdf(inside: bytes = b"", *, packed: bytes = b"") -> bytes:
    """A PDF with this in its catalogue, and these objects packed together."""
    parts = [b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b" >>\nendobj\n"]
    parts.append(b"2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n")
    if packed:
        stream = zlib.compress(packed)
        head = b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
        parts.append(head + stream + b"\nendstream\nendobj\n")
    return b"".join([*parts, b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"])


def upload(content: bytes | None = None, name: str = "advies.pdf") -> SimpleUploadedFile:
    """A file as the form receives it."""
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type="application/pdf")
