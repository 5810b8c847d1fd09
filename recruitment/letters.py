"""The letters of the road: for each moment a subject and a text with placeholders between braces.

The only text by a stranger in them is the name. {link} becomes the personal link when the letter leaves.
"""

from django.utils import timezone
from django.utils.formats import date_format

from members import post
from members.former import BACKUP_WEEKS
from members.letters import parting
from members.models import Council, Letter
from recruitment.keeping import last_day_kept
from recruitment.models import Candidate, Talk

LINK = """
Op uw eigen pagina ziet u waar u bent en wat er nog komt:
{link}
"""

TEXTS = {
    "received": (
        "Wij hebben uw aanmelding ontvangen",
        """Beste {naam},

Fijn dat u mee wilt doen met de {raad}. Wij hebben uw aanmelding ontvangen.

Wat gebeurt er nu?
Wij nemen binnen {werkdagen} werkdagen contact met u op. Dan maken we een afspraak voor een eerste gesprek.
U hoeft nu niets te doen.
""",
    ),
    "received_full": (
        "Wij hebben uw aanmelding ontvangen",
        """Beste {naam},

Fijn dat u mee wilt doen met de {raad}. Wij hebben uw aanmelding ontvangen.

Wat gebeurt er nu?
Er is nu geen plaats vrij. Daarom staat u op de wachtlijst.
Komt er een plaats vrij? Dan laten wij u dat weten.
Wij nemen binnen {werkdagen} werkdagen contact met u op. U hoeft nu niets te doen.
""",
    ),
    "new_link": (
        "Een nieuwe link naar uw eigen pagina",
        """Beste {naam},

U vroeg om een nieuwe link. Hebt u dat niet gedaan? Dan hoeft u niets te doen.
""",
    ),
    "talk_planned": (
        "Afspraak: {gesprek} op {dag}",
        """Beste {naam},

Wij nodigen u uit voor een {gesprek}.

Wanneer: {dag_en_tijd}
Waar: {plek}
Met wie: {mensen}

U hoeft niets voor te bereiden. Kunt u niet? Laat het ons dan weten. Wij kiezen samen een andere tijd.
""",
    ),
    "talk_moved": (
        "Nieuwe afspraak: {gesprek} op {dag}",
        """Beste {naam},

Er is een nieuwe afspraak voor uw {gesprek}. Had u al een afspraak? Die vervalt.

Wanneer: {dag_en_tijd}
Waar: {plek}
Met wie: {mensen}

Kunt u niet? Laat het ons dan weten. Wij kiezen samen een andere tijd.
""",
    ),
    "agreement": (
        "Wilt u verder met de {raad}?",
        """Beste {naam},

Wij hebben met elkaar gesproken. Nu vragen wij u: wilt u verder?
De raad denkt hier ook over na. Alleen als u en de raad allebei ja zeggen, gaan wij door.

Laat ons uw antwoord weten. Bellen of mailen is goed.
""",
    ),
    "trial": (
        "Uw proefperiode begint",
        """Beste {naam},

U en de raad hebben allebei ja gezegd. Daarom begint nu uw proefperiode.

Eerste dag: {proef_begin}
Laatste dag: {proef_einde}

In deze tijd doet u mee op proef. U bent nog geen lid. Past het toch niet? Dan mag u altijd stoppen.
""",
    ),
    "extended": (
        "Uw proefperiode duurt langer",
        """Beste {naam},

Uw proefperiode is verlengd. De laatste dag is nu {proef_einde}.
""",
    ),
    "nominated": (
        "De raad draagt u voor",
        """Beste {naam},

De raad draagt u voor aan het college van burgemeester en wethouders.
Het college krijgt alleen uw naam en de data. Het college neemt het besluit.
U hoeft nu niets te doen. Wij laten u weten wanneer het besluit er is.
""",
    ),
    "appointed": (
        "Welkom bij de {raad}",
        """Beste {naam},

Van harte welkom! Het college heeft u benoemd tot lid van de raad.

Eerste dag als lid: {lid_begin}
Laatste dag van deze termijn: {lid_einde}
""",
    ),
    "committee_member": (
        "Welkom bij de {raad}",
        """Beste {naam},

Van harte welkom! U doet vanaf nu mee in de {commissie}.
""",
    ),
    "confirm_address": (
        "Wilt u uw e-mailadres bevestigen?",
        """Beste {naam},

U gaf ons dit e-mailadres. Klopt het? Open dan uw eigen pagina en druk op ‘Ja, dit adres klopt’.
""",
    ),
    "seat_free": (
        "Er is een plaats vrij. Wilt u nog meedoen?",
        """Beste {naam},

Er is een plaats vrij in de {raad}. U staat op de wachtlijst. Wilt u nog meedoen?

Laat het ons weten. Bellen of mailen is goed. Dan maken wij een afspraak voor een eerste gesprek.
""",
    ),
    "still_waiting": (
        "Wilt u op de wachtlijst blijven staan?",
        """Beste {naam},

U staat al een tijd op de wachtlijst van de {raad}. Er is nog geen plaats vrij.
Wilt u op de wachtlijst blijven? Laat het ons binnen {wachtweken} weken weten.

Horen wij niets? Dan halen wij u van de lijst en wissen wij uw gegevens.
""",
    ),
    "taken_back": (
        "Wij hebben een stap teruggedraaid",
        """Beste {naam},

Er ging bij ons iets mis. Wij hebben daarom een stap in uw aanmelding teruggedraaid. Het spijt ons.
U bent nu weer bij deze stap: {stap}.
U hoeft niets te doen. Wij nemen contact met u op.
""",
    ),
    "declined": (
        "Over uw aanmelding",
        """Beste {naam},

Dank u wel dat u mee wilde doen met de {raad}. Wij hebben goed nagedacht.
Wij gaan niet met u verder. Dat is geen leuk bericht.

Wilt u weten waarom? Bel of mail ons. Wij leggen het u graag uit.
{bewaren}
""",
    ),
    "withdrawn": (
        "U bent gestopt met uw aanmelding",
        """Beste {naam},

U wilt niet verder met uw aanmelding. Dat is goed. Dank u wel voor uw interesse.

Is dit een vergissing? Bel of mail ons. Dan draaien wij het terug.
{bewaren}
""",
    ),
    "erased": (
        "Wij hebben uw gegevens gewist",
        """Goedendag,

U had zich aangemeld bij de {raad}. Wij hebben uw gegevens gewist. Ook deze e-mail bewaren wij niet.
U hoeft niets te doen.

Uw gegevens staan nog hoogstens {kopieweken} weken in reservekopieën. Daarna zijn ze overal weg.
Wilt u later toch meedoen? Dan mag u zich gewoon opnieuw aanmelden.
""",
    ),
}
WITHOUT_LINK = {"declined", "withdrawn", "appointed", "committee_member"}


def write_for(candidate: Candidate, kind: str, *, draft: bool = False) -> Letter:
    """Write the letter of this moment to the candidate, in the transaction of the change it tells of."""
    subject, body = TEXTS[kind]
    words = _words(candidate)
    whole = (body + ("" if kind in WITHOUT_LINK else LINK)).format(**words) + parting(Council.objects.get())
    return post.write(candidate, kind, subject.format(**words), whole, draft=draft)


def farewell() -> tuple[str, str]:
    """Subject and text of the mail to somebody who was just erased; without a name, since we have none any more."""
    council = Council.objects.get()
    subject, body = TEXTS["erased"]
    return subject, body.format(raad=council.name, kopieweken=BACKUP_WEEKS) + parting(council)


def _words(candidate: Candidate) -> dict[str, str]:
    council = Council.objects.get()
    talk = candidate.talks.order_by("-pk").first()
    return {
        "naam": candidate.name,
        "stap": candidate.get_stage_display(),
        "raad": council.name,
        "werkdagen": str(council.answer_days),
        "wachtweken": str(council.waiting_answer_weeks),
        "commissie": str(candidate.vacancy.committee or ""),
        "link": Letter.PERSONAL_LINK,
        "bewaren": _keeping(candidate, council),
        **_trial_words(candidate),
        **_term_words(candidate),
        **(_talk_words(talk) if talk else {}),
    }


def _keeping(candidate: Candidate, council: Council) -> str:
    last = last_day_kept(candidate, council)
    if last is None:
        return ""
    text = f"Wij bewaren uw gegevens tot en met {date_format(last)}. Daarna wissen wij ze."
    return f"{text} Komt er eerder een plaats vrij? Dan laten wij u dat weten." if candidate.keep else text


def _trial_words(candidate: Candidate) -> dict[str, str]:
    return {
        "proef_begin": date_format(candidate.trial_starts_on) if candidate.trial_starts_on else "",
        "proef_einde": date_format(candidate.trial_ends_on) if candidate.trial_ends_on else "",
    }


def _term_words(candidate: Candidate) -> dict[str, str]:
    term = candidate.member.terms.order_by("-starts_on").first() if candidate.member else None
    return {
        "lid_begin": date_format(term.starts_on) if term else "",
        "lid_einde": date_format(term.ends_on) if term else "",
    }


def _talk_words(talk: Talk) -> dict[str, str]:
    start = timezone.localtime(talk.planned_at)
    return {
        "gesprek": talk.get_kind_display(),
        "dag": date_format(start, "j F"),
        "dag_en_tijd": date_format(start, "l j F Y, H.i") + " uur",
        "plek": talk.where,
        "mensen": talk.who,
    }
