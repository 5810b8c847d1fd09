"""Text as a searcher types it."""

import pytest

from members.plain import bare


@pytest.mark.parametrize(
    ("rich", "words"),
    [
        ("<h2>Wie</h2><p>Jan &amp; Piet</p>", "Wie Jan & Piet"),
        ("<p>Eén  <strong>twee</strong></p>\n<ul><li>drie</li></ul>", "Eén twee drie"),
        ("zonder tekens", "zonder tekens"),
        ("", ""),
    ],
)
def test_bare_text_is_the_words_without_the_tags(rich, words):
    assert bare(rich) == words
