"""Texts that may be harder than the rest, each with its reason; one that is no longer needed fails the test.

By the unit and by what is wrong there: "hard" for the whole of it, a long sentence, or a word.
"""

EXCEPTIONS = {
    ("members/columns.py", "t/m"): "how other people's lists call a column",
    ("members/columns.py", "zetels"): "how other people's lists call a column",
    ("clientenraad/upgrades.py", "backups"): "the name of a file of ours",
}
