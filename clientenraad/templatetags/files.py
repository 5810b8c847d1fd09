"""What a link to a file says about it."""

from django import template

from clientenraad.documents import size_in_words

register = template.Library()
register.filter("size_in_words", size_in_words)
