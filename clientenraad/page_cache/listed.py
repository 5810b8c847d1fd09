"""Which addresses may be kept ready, by name: the one list. A test holds every address of the site against it."""

KEPT = frozenset(
    {
        "home",
        "about",
        "benefit",
        "text_page",
        "documents",
        "contact",
        "glossary",
        "privacy",
        "accessibility",
        "security",
        "robots",
        "sitemap",
        "members",
        "roster",
        "roster_sheet",
        "roster_calendar",
        "vacancies",
        "vacancy",
        "agenda",
        "agenda_archive",
        "whole_calendar",
        "get_together",
        "get_together_calendar",
        "news",
        "news_feed",
        "news_of_year",
        "news_item",
        "awards",
        "award",
    }
)

# The ones that come in pages, by number. Elsewhere a number would make another copy of the same page.
PAGED = frozenset({"agenda", "agenda_archive", "awards", "news", "news_of_year"})

# The others, with the reason; addresses below these beginnings are not named one by one.
NEVER_BELOW = {"/aanmelding/": "one person's own page, and the ways to it", "/beheer/": "for who is logged in"}
NEVER = {
    "document": "a file, sent from disk",
    "document_answer": "a file, sent from disk",
    "portrait": "a file that must be gone with the consent",
    "photo": "a file, which an editor may see earlier",
    "search": "another page for every question",
    "health": "must ask the database each time",
    "write": "a form with a stamp of its own",
    "contact_sent": "seen once, after a form",
    "sign_up": "a form with a stamp of its own",
    "signed_up": "seen once, after a form",
}
