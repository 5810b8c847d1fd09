"""Rich text: nothing in it ever runs, and its headings can be followed by ear."""

import html5lib
import pytest

from members.rich import cleaned

HARMFUL = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//raad.example/x.js></SCRIPT>",
    "<style>body{display:none}</style>",
    '<link rel="stylesheet" href="//raad.example/x.css">',
    '<p onclick="alert(1)">a</p>',
    "<p onmouseover=alert(1)>a</p>",
    '<p style="position:fixed">a</p>',
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<form action="javascript:alert(1)"><button>a</button></form>',
    '<base href="javascript:alert(1)//">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href=" javascript:alert(1)">a</a>',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<a href="java&#9;script:alert(1)">a</a>',
    '<a href="java&#10;script&colon;alert(1)">a</a>',
    '<a href="\x01javascript:alert(1)">a</a>',
    '<a href="vbscript:msgbox(1)">a</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">a</a>',
    '<a href="file:///etc/passwd">a</a>',
    '<a href="blob:x">a</a>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<<script>script>alert(1)<</script>/script>",
    "<!--><script>alert(1)</script>-->",
    "<h1><script>alert(1)</script></h1>",
]
TAGS = {"p", "strong", "em", "ul", "ol", "li", "h2", "h3", "a", "br"}
SCHEMES = ("http:", "https:", "mailto:", "tel:")


@pytest.mark.parametrize("html", HARMFUL)
def test_nothing_that_could_run_is_left(html):
    for element in html5lib.parseFragment(cleaned(html), namespaceHTMLElements=False).iter():
        assert element.tag in {"DOCUMENT_FRAGMENT", *TAGS}
        assert set(element.attrib) <= {"href", "rel"}
        assert element.get("href", "http:").startswith(SCHEMES)


@pytest.mark.parametrize("html", HARMFUL)
def test_what_is_clean_stays_as_it_is(html):
    assert cleaned(cleaned(html)) == cleaned(html)


@pytest.mark.parametrize(
    ("came", "levels"),
    [
        ("23", "23"),
        ("1", "2"),
        ("4", "2"),
        ("12", "23"),
        ("14", "23"),
        ("31", "22"),
        ("2423", "2323"),
        ("123456", "233333"),
        ("6543", "2222"),
        ("1331", "2332"),
    ],
)
def test_headings_start_at_two_and_skip_no_level(came, levels):
    html = "".join(f"<h{level}>Kop</h{level}><p>a</p>" for level in came)
    assert cleaned(html) == "".join(f"<h{level}>Kop</h{level}><p>a</p>" for level in levels)


def test_headings_inside_each_other_are_closed_as_they_were_opened():
    assert cleaned("<h1><div><h4>b</h4></div></h1>") == "<h2><h3>b</h3></h2>"


def test_what_only_looks_like_a_heading_is_left_alone():
    assert cleaned("<p>&lt;h1&gt; en 3 &lt; 4</p>") == "<p>&lt;h1&gt; en 3 &lt; 4</p>"


def test_an_empty_paragraph_is_no_text():
    assert cleaned("<p></p>") == ""


def test_an_article_of_5000_words_comes_through_whole():
    html = "<p>" + "woord " * 5000 + "</p>"
    assert cleaned(html) == html


def test_the_words_of_two_cells_of_a_table_do_not_run_together():
    table = "<table><tr><th>Dag</th><TD>Uur</TD></tr><tr><td>maandag</td><td>9</td></tr></table>"
    assert cleaned(table).split() == ["Dag", "Uur", "maandag", "9"]
