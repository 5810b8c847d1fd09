"""Texts that may be harder than the rest, each with its reason; one that is no longer needed fails the test."""

# By the name of the unit: a page in a state, a letter, or a file.
HARD: dict[str, str] = {}
# By the sentence.
LONG: dict[str, str] = {}
