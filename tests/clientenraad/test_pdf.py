"""An uploaded PDF can be read and nothing else, or it is refused in words."""

import zlib

import pytest

from clientenraad import pdf
from clientenraad.pdf import IS_ACTIVE, NO_PDF, TOO_BIG, UNREADABLE, refuse_unfit
from members.refusals import Refusal
from members.uploads import MOST_BYTES
from tests.pdfs import pdf as made
from tests.pdfs import upload


@pytest.mark.parametrize(
    "content",
    [
        made(),
        made(b"/OpenAction [2 0 R /Fit]"),
        made(b"/Title (How to /Launchpad)"),
        made(packed=b"3 0 << /Type /Font /BaseFont /Times#20New#20Roman >>"),
        made() + b"\n" * 1000,
    ],
)
def test_an_ordinary_document_is_fine_and_can_be_read_again(content):
    file = upload(content)
    refuse_unfit(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", NO_PDF),
        (b"<html>%PDF-1.5 %%EOF</html>", NO_PDF),
        (b"\n" + made(), NO_PDF),
        (made().replace(b"%%EOF", b""), NO_PDF),
        (made() + b"x" * 2048, NO_PDF),
        (made(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), IS_ACTIVE),
        (made(b"/OpenAction << /S /J#61vaScr#69pt /JS (x) >>"), IS_ACTIVE),
        (made(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), IS_ACTIVE),
        (made(b"/Names << /EmbeddedFiles 4 0 R >>"), IS_ACTIVE),
        (made(b"/Type /EmbeddedFile"), IS_ACTIVE),
        (made(b"/Subtype /RichMedia"), IS_ACTIVE),
        (made(b"/AcroForm << /XFA [ (x) ] >>"), IS_ACTIVE),
        (made(packed=b"4 0 << /S /JavaScript /JS (x) >>"), IS_ACTIVE),
        (
            made(packed=b"4 0 << /S /JavaScript >>").replace(zlib.compress(b"4 0 << /S /JavaScript >>"), b"?"),
            UNREADABLE,
        ),
        (made(b"/Encrypt 5 0 R"), UNREADABLE),
    ],
)
def test_what_is_no_document_or_more_than_one_is_refused(content, said):
    with pytest.raises(Refusal) as refused:
        refuse_unfit(upload(content))
    assert str(refused.value) == said


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_ten_megabytes_is_the_most(more, refused):
    content = made()
    file = upload(content.replace(b"%%EOF", b"%" * (MOST_BYTES + more - len(content)) + b"%%EOF"))
    assert file.size == MOST_BYTES + more
    if not refused:
        return refuse_unfit(file)
    with pytest.raises(Refusal, match="hoogstens 10 MB"):
        refuse_unfit(file)
    return None


@pytest.mark.parametrize(("room", "refused"), [(1000, False), (999, True)])
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch, room, refused):
    monkeypatch.setattr(pdf, "MOST_UNPACKED", room)
    file = upload(made(packed=b" " * 1000))
    if not refused:
        return refuse_unfit(file)
    with pytest.raises(Refusal, match="Wij kunnen niet in deze pdf kijken"):
        refuse_unfit(file)
    return None


def test_the_words_name_what_to_do():
    assert TOO_BIG == "Dit bestand is te groot. Kies een pdf van hoogstens 10 MB."
