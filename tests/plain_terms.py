"""One word for one thing: what must not stand in a text that people read, and what stands there instead.

What a reader has learned on one page must mean the same on the next (docs/rules.md, the words). Patterns are
searched for as whole words, in capitals or not.
"""

TERMS = {
    # the road and the council
    r"sollicit\w*": "aanmelden, aanmelding",
    r"(?:gegadigden?|aspirant\w*)": "kandidaat",
    r"intake\w*": "kennismakingsgesprek",
    r"(?:proeftijd|proefmaanden)": "proefperiode",
    r"(?:zetels?|vaste plek|(?:er|altijd|geen|nog|wel) plek)": "plaats; een plek is waar u elkaar ontmoet",
    r"(?:ambtstermijn\w*|zittingsperiodes?|zittingsduur)": "zittingstermijn",
    r"aftreedrooster\w*": "rooster van aftreden",
    r"ondersteuner": "ambtelijk secretaris",
    r"herverki\w+": "herbenoeming",
    r"(?:evenement\w*|agendapunt\w*|events?)": "bijeenkomst",
    r"diner\w*": "etentje",
    # the website
    r"bladzijden?": "pagina",
    r"sites?": "website",
    r"(?:home|homepage|startpagina)": "voorpagina",
    r"(?:emails?|mailtjes?|mails|e-mailberichten|e-mailbericht)": "e-mail",
    r"(?:een|de|per|elke|deze|die|geen|onze|uw|laatste) mail|mail (?:of|en) brief|brief (?:of|en) mail": "e-mail",
    r"(?:back-?ups?|reservebestand\w*)": "reservekopie",
    r"(?:submit|submitten|uploaden|klik|klikt|klikken|status)": "een gewoon woord: verstuur, kies, druk op, stap",
    r"(?:verzenden|verzonden|verzend)": "versturen",
    r"(?:typefout\w*|typo\w*)": "tikfout",
    r"verwijder\w*": "wis, haal weg",
    r"systeem": "website",
    # who speaks, and how
    r"(?:je|jij|jou|jouw|jullie)": "u, uw",
    r"(?:we|me|m'n|z'n)": "wij, mij",
    r"men": "u, of wie het is",
    r"diegenen?": "die persoon",
    r"(?:direct|onmiddellijk|terstond)": "meteen",
    r"(?:maximaal|ten hoogste|uiterlijk)": "hoogstens",
    r"(?:minimaal|ten minste|tenminste)": "minstens",
    r"(?:indien|mits|tenzij)": "als",
    r"(?:middels|door middel van|d\.m\.v\.)": "met",
    r"(?:tevens|alsmede|alsook)": "ook",
    r"(?:teneinde|ten behoeve van|ter zake|inzake|omtrent|conform|desbetreffende|betreffende)": "een kort woord",
    r"(?:reeds|thans|echter|derhalve|doch|daar(?:toe|mede)|hiertoe)": "al, nu, maar, daarom",
    r"(?:dient|dienen) te": "moet",
    r"(?:gelieve|verzoeken wij)": "vraag het gewoon",
    # short for something
    r"(?:bijv|bv|enz|etc|evt|incl|excl|i\.v\.m|o\.a|d\.w\.z|m\.b\.t|a\.u\.b|t\.a\.v|b&w)\.?": "het hele woord",
    r"t/m": "tot en met",
}
