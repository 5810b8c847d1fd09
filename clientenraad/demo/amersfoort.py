"""The demo council of Amersfoort: all places are taken, so it shows the waiting list."""

from datetime import date

from clientenraad.demo import texts
from clientenraad.demo.last_year import AMERSFOORT_LAST_YEAR
from clientenraad.demo.prizes import AMERSFOORT_2012
from clientenraad.demo.spec import Applicant, DemoCouncil, Helper, News, Sitting

ABOUT = """
<p>De Cliëntenraad Werk &amp; Inkomen Amersfoort is een groep van inwoners. Wij praten mee over wat de gemeente doet
voor mensen met een uitkering, weinig geld of schulden.</p>
<h2>Wat doen wij?</h2>
<p>Wij geven advies aan het college van burgemeester en wethouders. Soms vraagt het college daarom.
Soms beginnen wij er zelf over. Wij kiezen zelf wat wij zeggen.</p>
<h2>Wie zitten er in de raad?</h2>
<p>Er zijn minstens 7 en hoogstens 13 leden. De leden kiezen de voorzitter uit hun eigen groep.
De voorzitter is dus ook een gewoon lid en neemt een plaats in.</p>
<p>Een lid begint met vier jaar. Daarna kan het lid nog vier jaar blijven.</p>
<h2>Is het ook gezellig?</h2>
<p>Ja! Ongeveer elke maand is er een borrel. Twee keer per jaar eten wij samen. Zo leren wij elkaar goed kennen.</p>
<h2>Hoe wordt u lid?</h2>
<p>Er moet een plaats vrij zijn. Is de raad vol? Dan zetten wij u op de lijst. Wij bellen u als er plaats komt.</p>
<ol>
<li>U meldt zich aan.</li>
<li>U praat met de voorzitter en de ambtelijk secretaris.</li>
<li>U praat met een paar leden.</li>
<li>U en de raad zeggen allebei ja.</li>
<li>U doet drie maanden mee op proef.</li>
<li>U praat nog een keer met de voorzitter.</li>
<li>De raad draagt u voor. Het college benoemt u.</li>
</ol>
<p><em>Dit is een voorbeeld. De mensen, de nummers en de adressen zijn verzonnen.</em></p>
"""

VACANCY = {
    "slug": "lid",
    "title": "Lid van de raad",
    "summary": "Praat mee over werk, geld en schulden in Amersfoort. Ook als u nog nooit hebt vergaderd.",
    "text": """
<p>U weet hoe het is om rond te komen van weinig geld. Of u kent mensen die dat weten.
Dan hebt u de raad veel te vertellen.</p>
<p>Samen lezen wij de plannen van de gemeente. Wij praten erover en geven advies aan het college.</p>
""",
    "wanted": """
<ul>
<li>U woont in de gemeente Amersfoort.</li>
<li>U hebt zelf te maken met Werk &amp; Inkomen.</li>
<li>U luistert goed en u durft te zeggen wat u vindt.</li>
<li>U zit niet in de gemeenteraad en u werkt niet voor de gemeente.</li>
</ul>
""",
    "offered": """
<ul>
<li>Een warme groep die al veel heeft bereikt.</li>
<li>Een vaste plaats in de raad voor vier jaar.</li>
<li>Een borrel per maand en twee keer per jaar samen eten.</li>
</ul>
""",
    "themes": """
<ul>
<li>werk en scholing</li>
<li>rondkomen met weinig geld</li>
<li>hulp bij schulden</li>
<li>duidelijke brieven en goede gesprekken</li>
</ul>
""",
    "hours": "Ongeveer 10 uur in de maand",
}

MEMBERS = [
    Sitting(
        "Roos Notendop",
        -62,
        terms=2,
        office="voorzitter",
        text="De leden hebben mij gekozen. Ik zorg dat iedereen aan het woord komt.",
    ),
    Sitting("Mehmet Kaneel", -40, office="vicevoorzitter", text="Ik let erop dat plannen ook echt werken."),
    Sitting("Ineke Kruiwagen", -30, office="penningmeester", text="Ik tel graag. Ook de uren van de leden."),
    # reaches the longest time within half a year
    Sitting("Joost Hagelslag", -91, terms=2, text="Bijna acht jaar, en nog nooit een borrel gemist."),
    Sitting("Leila Mandarijn", -22, text="Ik vraag altijd: wat merkt iemand hier thuis van?"),
    # can be appointed again
    Sitting("Arjen Druppel", -46, text="Ik ga over scholing. Leren kan op elke leeftijd."),
    Sitting("Chantal Kiezelsteen", -18, committees=[texts.COMMUNICATION], text="Ik maak het nieuws op deze website."),
    Sitting("Dawit Bosbes", -14, public_name="Dawit", text="Ik kom uit een ander land. Ik ken beide kanten."),
    Sitting("Wil Gordijn", -36, consent=False),
    Sitting("Xiu Vlinderstruik", -9, committees=[texts.COMMUNICATION], text="Ik teken en ik schrijf."),
    Sitting("Gerard Tulpenbol", -7, consent=False),
    # former members
    Sitting("Betty Schommelstoel", -110, terms=2),
    Sitting("Farid Ochtenddauw", -50, until=-10),
]

APPLICANTS = [
    Applicant("Naima Kaarsvlam", "trial_half_way", "Ik wil laten zien dat meedoen kan met kleine kinderen."),
    Applicant("Olaf Rietkraag", "appointed_and_started", "Ik wil iets doen voor mensen in de buurt."),
    Applicant("Selma Peterselie", "today", "Ik wacht graag tot er een plaats is.", keep=True),
    Applicant("Kees Luciferdoos", "waiting", "Bel mij als er een plaats vrijkomt.", keep=True, contact_by="phone"),
    Applicant("Jolanda Breinaald", "post", "Ik schrijf liever een brief.", contact_by="post", way_in="letter"),
    Applicant("Rachid Korenbloem", "talk_planned", "Ik wil weten hoe de raad werkt."),
    Applicant("Tineke Zandloper", "delegation_planned", "Ik ken veel mensen met schulden.", delegation=1),
    Applicant("Jerome Havermout", "one_answer", "Ik wil meepraten over scholing."),
    Applicant("Bilal Grasspriet", "withdrawn", "Ik wil graag, maar ik ga misschien verhuizen."),
    Applicant("Hilde Stroopwafel", "declined", "Ik zoek een betaalde baan.", delegation=1),
    Applicant("Mia Potlood", "committee_member", "Ik schrijf in makkelijke taal.", vacancy="communicatie"),
    Applicant("Stefan Penseel", "committee_talk", "Ik wil foto’s maken.", vacancy="communicatie"),
]

NEWS = [
    News(
        "De raad is vol, de lijst is open",
        "de-raad-is-vol",
        "Alle plaatsen zijn bezet. U kunt wel op de lijst komen.",
        """
<p>Alle 13 plaatsen zijn bezet. Daar zijn wij blij mee. Toch kunt u zich aanmelden.
Dan komt u op de lijst. Komt er een plaats vrij? Dan hoort u dat van ons.</p>
<p>De commissie Communicatie heeft nog wel plaats.</p>
""",
        6,
    ),
    News(
        "Samen eten: wie kookt er?",
        "samen-eten",
        "Twee keer per jaar eten wij samen. Wij zoeken nog koks.",
        """
<p>Twee keer per jaar zitten wij met elkaar aan tafel. Oud-leden zijn ook welkom. Iedereen neemt iets mee.</p>
<p>Kookt u graag? Vertel het op de borrel. Kijk in <a href="/agenda/">de agenda</a> wanneer die is.</p>
""",
        24,
    ),
    News(
        "Advies: help eerder bij schulden",
        "advies-schulden",
        "Wie drie brieven niet opent, heeft hulp nodig. Dat schrijven wij aan het college.",
        """
<p>Wie veel schulden heeft, maakt vaak geen brieven meer open. Dan helpt nog een brief niet.</p>
<p>Wij vragen het college om na drie brieven te bellen of langs te gaan. Dat is eerlijker. Het kost op het eind ook minder.</p>
""",
        60,
    ),
    News(
        "Twee prijzen voor onze raad",
        "twee-prijzen",
        "De raad kreeg de prijs van de jury en de prijs van het publiek. Dat lukte nog geen enkele raad.",
        """
<p>Het werd een van de grootste feesten die wij ooit hadden. De Landelijke Cliëntenraad bestond tien jaar en hield een congres.
Daar kregen wij twee prijzen die elke raad graag wil. Bij elke prijs hoort € 2.500.</p>
<ul>
<li>De jury gaf ons de Cliënt in Beeld-prijs.</li>
<li>Het publiek gaf ons zijn eigen prijs.</li>
</ul>
<p>Voor het eerst in tien jaar gingen beide prijzen naar dezelfde raad.</p>
<h2>Waarom wij?</h2>
<p>Wij volgen de politiek in de stad. Dat is voor ons geen project. Zo werken wij altijd.
Heel 2011 spraken wij over minder geld voor mensen met een laag inkomen. Dat deden wij bij elke vergadering van de gemeenteraad.</p>
<h2>En de Inspiratieprijs?</h2>
<p>De jury had voor het feestjaar nog een extra prijs: de Inspiratieprijs. Die was voor een goed voorbeeld dat andere raden kunnen volgen.</p>
<p>Wij heetten toen Cliëntenraad Sociale Zekerheid Amersfoort.</p>
""",
        date(2012, 3, 29),
        invented=False,
    ),
]

AMERSFOORT = DemoCouncil(
    settings={
        "name": "Cliëntenraad Werk & Inkomen Amersfoort",
        "municipality": "Amersfoort",
        "minimum_members": 7,
        "term_lengths": "4, 4",
        "exceptional_years": 0,
        "trial_months": 3,
        "contact_email": "raad@amersfoort.example",
        "phone": "033 000 0000",
        "whatsapp": "06 0000 0033",
        "postal_address": "Cliëntenraad Werk & Inkomen\nBedachtlaan 2\n0000 AA Amersfoort",
        "visiting": "Bedachtlaan 2 in Amersfoort, elke dinsdag van 14.00 tot 16.00 uur.",
        "secretary_email": "secretaris@amersfoort.example",
    },
    seats=13,
    secretary="Karel Nietmachine",
    chair_takes_seat=True,
    committees={texts.COMMUNICATION: texts.COMMUNICATION_TEXT},
    members=MEMBERS,
    helpers=[Helper("Sanne Liniaal", texts.COMMUNICATION, -14, "Ik maak de foto’s.")],
    chair="Roos Notendop",
    delegations=[["Mehmet Kaneel", "Leila Mandarijn"], ["Ineke Kruiwagen", "Dawit Bosbes"]],
    applicants=APPLICANTS,
    vacancy=VACANCY,
    pages={
        "over-ons": ("Over ons", ABOUT),
        "uitkering": ("Meedoen en uw uitkering", texts.BENEFIT),
    },
    news=NEWS,
    prizes=AMERSFOORT_2012,
    last_year=AMERSFOORT_LAST_YEAR,
    place="buurtkamer Het Bedachte Huis",
    address="Bedachtlaan 2, Amersfoort",
)
