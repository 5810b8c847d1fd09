"""The letters that come with the software: one for every moment of the road, in the order of the road.

Words between braces are filled in when the letter is written; recruitment/letter_texts.py says what each means. How
to reach the council, and who greets, is set below every letter (members.letters.parting).
"""

from dataclasses import dataclass

EVERYWHERE = frozenset({"naam", "raad"})
TALK = frozenset({"gesprek", "dag", "dag_en_tijd", "plek", "mensen", "meenemen"})


@dataclass(frozen=True)
class Moment:
    """A moment of the road and its letter: ``needs`` must stand in the text, ``may`` may as well."""

    kind: str
    title: str
    about: str
    subject: str
    body: str
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = EVERYWHERE

    @property
    def allowed(self) -> frozenset[str]:
        return self.needs | self.may


LINK = """Op uw eigen pagina ziet u waar u bent en wat er nog komt:
{link}"""

MOMENTS = [
    Moment(
        "received",
        "Aanmelding ontvangen",
        "Meteen na de aanmelding, als er een plaats vrij is.",
        "U hoeft niets te doen: wij hebben uw aanmelding",
        f"""Beste {{naam}},

Fijn dat u mee wilt doen met de {{raad}}. Wij hebben uw aanmelding ontvangen.

Wat gebeurt er nu?
Wij nemen binnen {{werkdagen}} werkdagen contact met u op. Dan maken wij een afspraak voor een kennismakingsgesprek.
U hoeft nu niets te doen.

{LINK}""",
        needs=frozenset({"werkdagen", "link"}),
    ),
    Moment(
        "received_full",
        "Aanmelding ontvangen, geen plaats vrij",
        "Meteen na de aanmelding, als alle plaatsen bezet zijn.",
        "U hoeft niets te doen: u staat op de wachtlijst",
        f"""Beste {{naam}},

Fijn dat u mee wilt doen met de {{raad}}. Wij hebben uw aanmelding ontvangen.

Wat gebeurt er nu?
Er is nu geen plaats vrij. Daarom staat u op de wachtlijst.
Komt er een plaats vrij? Dan laten wij u dat weten. Wij weten niet wanneer dat is.
Duurt het lang? Dan vragen wij u of u nog wilt wachten. U hoeft nu niets te doen.

{LINK}""",
        needs=frozenset({"link"}),
        may=EVERYWHERE | {"werkdagen"},
    ),
    Moment(
        "confirm_address",
        "E-mailadres bevestigen",
        "Als wij niet zeker weten of het e-mailadres klopt.",
        "Graag uw antwoord: klopt dit e-mailadres?",
        """Beste {naam},

U gaf ons dit e-mailadres. Klopt het? Open dan uw eigen pagina en druk op ‘Ja, dit adres klopt’:
{link}

Daarna hoeft u niets te doen. Wij sturen onze volgende brief naar dit adres.
Hebt u dit adres niet aan ons gegeven? Dan hoeft u niets te doen.""",
        needs=frozenset({"link"}),
    ),
    Moment(
        "new_link",
        "Nieuwe link",
        "Als iemand op de website een nieuwe link vraagt.",
        "Uw nieuwe link: open uw eigen pagina",
        f"""Beste {{naam}},

U vroeg om een nieuwe link. {LINK}

De link werkt 90 dagen. Vroeg u niet om een link? Dan hoeft u niets te doen.""",
        needs=frozenset({"link"}),
    ),
    Moment(
        "talk_planned",
        "Uitnodiging voor een gesprek",
        "Als u een gesprek plant. In de e-mail zit ook een afspraak voor de agenda.",
        "Noteer in uw agenda: {gesprek} op {dag}",
        f"""Beste {{naam}},

Wij nodigen u uit voor een {{gesprek}}.

Wanneer: {{dag_en_tijd}}
Waar: {{plek}}
Met wie: {{mensen}}
{{meenemen}}

Kunt u niet? Laat het ons dan weten. Wij kiezen samen een andere tijd.
Na het gesprek hoort u binnen {{werkdagen}} werkdagen hoe het verdergaat.

{LINK}""",
        needs=frozenset({"dag_en_tijd", "plek", "mensen", "meenemen", "link"}),
        may=EVERYWHERE | TALK | {"werkdagen"},
    ),
    Moment(
        "talk_moved",
        "Gesprek verzet",
        "Als u een gesprek verzet of er iets aan verandert. In de e-mail zit ook de nieuwe afspraak voor de agenda.",
        "Noteer de nieuwe afspraak: {gesprek} op {dag}",
        f"""Beste {{naam}},

Er is iets veranderd aan uw {{gesprek}}. De oude afspraak vervalt. Dit is de nieuwe:

Wanneer: {{dag_en_tijd}}
Waar: {{plek}}
Met wie: {{mensen}}
{{meenemen}}

Kunt u niet? Laat het ons dan weten. Wij kiezen samen een andere tijd.
Na het gesprek hoort u binnen {{werkdagen}} werkdagen hoe het verdergaat.

{LINK}""",
        needs=frozenset({"dag_en_tijd", "plek", "mensen", "meenemen", "link"}),
        may=EVERYWHERE | TALK | {"werkdagen"},
    ),
    Moment(
        "talk_tomorrow",
        "Herinnering aan een gesprek",
        "De dag voor een gesprek. Niet op papier, want dan komt de brief te laat.",
        "Niet vergeten: {gesprek} op {dag}",
        f"""Beste {{naam}},

Dit is een herinnering. Wij spreken u morgen.

Wat: {{gesprek}}
Wanneer: {{dag_en_tijd}}
Waar: {{plek}}
Met wie: {{mensen}}
{{meenemen}}

Kunt u toch niet? Laat het ons vandaag nog weten. Dan kiezen wij samen een andere tijd.

{LINK}""",
        needs=frozenset({"dag_en_tijd", "plek", "mensen", "meenemen"}),
        may=EVERYWHERE | TALK | {"link"},
    ),
    Moment(
        "agreement",
        "Wilt u verder?",
        "Als u vraagt of de kandidaat verder wil.",
        "Graag uw antwoord: wilt u verder met de {raad}?",
        """Beste {naam},

Wij hebben met elkaar gesproken. Nu vragen wij u: wilt u verder?
De raad denkt hier ook over na. Alleen als u en de raad allebei ja zeggen, gaan wij door.

Bellen of mailen is goed. U kunt ook antwoord geven op uw eigen pagina:
{link}

Daarna laten wij u weten wat het antwoord van de raad is.""",
        needs=frozenset({"link"}),
    ),
    Moment(
        "trial",
        "Proefperiode begint",
        "Als u de proefperiode start.",
        "U hoeft niets te doen: uw proefperiode begint op {proef_begin}",
        f"""Beste {{naam}},

U en de raad hebben allebei ja gezegd. Daarom krijgt u een proefperiode.

Eerste dag: {{proef_begin}}
Laatste dag: {{proef_einde}}

In deze tijd doet u mee op proef. U bent nog geen lid. Past het toch niet? Dan mag u altijd stoppen.
Rond de laatste dag is het aanstellingsgesprek. U praat dan met de voorzitter over hoe het ging.

{LINK}""",
        needs=frozenset({"proef_begin", "proef_einde", "link"}),
    ),
    Moment(
        "extended",
        "Proefperiode duurt langer",
        "Als u de proefperiode verlengt.",
        "U hoeft niets te doen: uw proefperiode duurt langer",
        f"""Beste {{naam}},

Uw proefperiode is verlengd. De laatste dag is nu {{proef_einde}}.
Rond die dag is het aanstellingsgesprek. U praat dan met de voorzitter over hoe het ging.

{LINK}""",
        needs=frozenset({"proef_einde", "link"}),
        may=EVERYWHERE | {"proef_begin"},
    ),
    Moment(
        "trial_halfway",
        "Halverwege de proefperiode",
        "Halverwege de proefperiode.",
        "U hoeft niets te doen: u bent halverwege uw proefperiode",
        f"""Beste {{naam}},

U bent nu halverwege uw proefperiode. De laatste dag is {{proef_einde}}.
Wij bellen of spreken u binnenkort, om te horen hoe het gaat.
Wilt u eerder iets kwijt? Laat het ons weten.

{LINK}""",
        needs=frozenset({"proef_einde"}),
        may=EVERYWHERE | {"proef_begin", "link"},
    ),
    Moment(
        "trial_ends_soon",
        "Proefperiode eindigt bijna",
        "Twee weken voor de laatste dag van de proefperiode.",
        "U hoeft niets te doen: uw proefperiode eindigt op {proef_einde}",
        f"""Beste {{naam}},

De laatste dag van uw proefperiode is {{proef_einde}}.
Rond die dag is het aanstellingsgesprek. U praat dan met de voorzitter over hoe het ging.
U krijgt daarvoor een uitnodiging.

{LINK}""",
        needs=frozenset({"proef_einde"}),
        may=EVERYWHERE | {"proef_begin", "link"},
    ),
    Moment(
        "nominated",
        "Voorgedragen aan het college",
        "Als u de voordracht noteert.",
        "U hoeft niets te doen: de raad draagt u voor",
        f"""Beste {{naam}},

De raad draagt u voor aan het college van burgemeester en wethouders.
Het college krijgt alleen uw naam en de dagen van uw proefperiode. Het college neemt het besluit.
U hoeft nu niets te doen. Wij laten u weten wanneer het besluit er is.

{LINK}""",
        needs=frozenset({"link"}),
    ),
    Moment(
        "appointed",
        "Benoemd en welkom",
        "Als u de benoeming door het college noteert.",
        "U hoeft niets te doen: u bent benoemd",
        """Beste {naam},

Van harte welkom bij de {raad}! Het college heeft u benoemd tot lid van de raad.

Eerste dag als lid: {lid_begin}
Laatste dag van deze termijn: {lid_einde}

Vóór uw eerste dag hoort u van ons wanneer de eerste vergadering is.""",
        needs=frozenset({"lid_begin", "lid_einde"}),
        may=EVERYWHERE | {"link"},
    ),
    Moment(
        "committee_member",
        "Welkom in de commissie",
        "Als u iemand opneemt in een commissie.",
        "U hoeft niets te doen: welkom bij de {commissie}",
        """Beste {naam},

Van harte welkom! U doet mee in de {commissie} van de {raad}.

Eerste dag: {lid_begin}

U hoort van ons wanneer de commissie weer bij elkaar komt.""",
        needs=frozenset({"commissie", "lid_begin"}),
        may=EVERYWHERE | {"link"},
    ),
    Moment(
        "declined",
        "Afgewezen",
        "Als u iemand afwijst. Deze brief gaat pas weg als u ja zegt.",
        "U hoeft niets te doen: ons antwoord op uw aanmelding",
        """Beste {naam},

Dank u wel dat u mee wilde doen met de {raad}. Wij hebben goed nagedacht.
Wij gaan niet met u verder. Dat is geen leuk bericht.

{afspraak}

Wilt u weten waarom? Bel of mail ons. Wij leggen het u graag uit.
{bewaren}""",
        needs=frozenset({"bewaren", "afspraak"}),
        may=EVERYWHERE | {"link"},
    ),
    Moment(
        "withdrawn",
        "Gestopt",
        "Als de kandidaat stopt.",
        "U hoeft niets te doen: u bent gestopt met uw aanmelding",
        """Beste {naam},

U wilt niet verder met uw aanmelding. Dat is goed. Dank u wel voor uw interesse.

{afspraak}

Is dit een vergissing? Bel of mail ons. Meestal kunnen wij het terugdraaien.
{bewaren}""",
        needs=frozenset({"bewaren", "afspraak"}),
        may=EVERYWHERE | {"link"},
    ),
    Moment(
        "taken_back",
        "Een stap teruggedraaid",
        "Als u een stap terugdraait. Deze brief gaat pas weg als u ja zegt.",
        "U hoeft niets te doen: wij hebben een stap teruggedraaid",
        f"""Beste {{naam}},

Wij hebben een stap in uw aanmelding teruggedraaid.
U bent nu weer bij deze stap: {{stap}}.

{{afspraak}}

Wij nemen contact met u op. U hoeft nu niets te doen.

{LINK}""",
        needs=frozenset({"stap", "afspraak"}),
        may=EVERYWHERE | {"link"},
    ),
    Moment(
        "seat_free",
        "Er is een plaats vrij",
        "Als u zegt dat er een plaats vrij is voor iemand op de wachtlijst.",
        "Graag uw antwoord: er is een plaats vrij. Wilt u nog meedoen?",
        """Beste {naam},

Er is een plaats vrij in de {raad}. U staat op de wachtlijst. Wilt u nog meedoen?

Bellen of mailen is goed. U kunt ook antwoord geven op uw eigen pagina:
{link}

Zegt u ja? Dan maken wij een afspraak voor een kennismakingsgesprek.""",
        needs=frozenset({"link"}),
    ),
    Moment(
        "still_waiting",
        "Wilt u blijven wachten?",
        "Als iemand lang op de wachtlijst staat.",
        "Graag uw antwoord: wilt u op de wachtlijst blijven?",
        """Beste {naam},

U staat al een tijd op de wachtlijst van de {raad}. Er is nog geen plaats vrij.
Wilt u op de wachtlijst blijven? Laat het ons binnen {wachtweken} weken weten.

Bellen of mailen is goed. U kunt ook antwoord geven op uw eigen pagina:
{link}

Horen wij niets? Dan halen wij u van de lijst en wissen wij uw gegevens.""",
        needs=frozenset({"wachtweken", "link"}),
    ),
    Moment(
        "erased",
        "Gegevens gewist",
        "Als de gegevens van iemand zijn gewist. Dit is de laatste e-mail, zonder naam.",
        "U hoeft niets te doen: uw gegevens zijn gewist",
        """Goedendag,

U had zich aangemeld bij de {raad}. Wij hebben uw gegevens gewist. Ook deze e-mail bewaren wij niet.

Uw gegevens staan nog hoogstens {kopieweken} weken in reservekopieën. Daarna zijn ze overal weg.
Wilt u later toch meedoen? Dan mag u zich gewoon opnieuw aanmelden.""",
        needs=frozenset({"kopieweken"}),
        may=frozenset({"raad"}),
    ),
]
BY_KIND = {moment.kind: moment for moment in MOMENTS}
