"""The demo council of Groningen: it has places left, so it is always looking."""

from clientenraad.demo import texts
from clientenraad.demo.last_year import GRONINGEN_LAST_YEAR
from clientenraad.demo.spec import Applicant, DemoCouncil, Helper, News, Sitting

ABOUT = """
<p>De Cliëntenraad Groningen is een groep van inwoners. Wij denken mee en praten mee over Werk &amp; Inkomen.
Dat is het deel van de gemeente voor werk, uitkeringen en schulden.</p>
<h2>Wat doen wij?</h2>
<p>Wij geven advies aan het college van burgemeester en wethouders. Soms vraagt het college daarom.
Soms geven wij advies zonder dat iemand het vraagt.</p>
<p>Ons advies gaat ook naar de gemeenteraad. En het gaat naar de directie die over het onderwerp gaat.
Het college heeft beloofd dat het elk advies meeneemt. Wij krijgen altijd antwoord.</p>
<h2>Zijn wij van de gemeente?</h2>
<p>De gemeente heeft de raad gemaakt. Toch zijn wij helemaal vrij. Wij kiezen zelf wat wij zeggen.</p>
<h2>Waar praten wij over?</h2>
<ul>
<li>Hoe gaat de gemeente met mensen om, in brieven en in gesprekken?</li>
<li>Is alles duidelijk? Zegt de gemeente steeds hetzelfde?</li>
<li>Wat doet de gemeente voor mensen met weinig geld? Daar zijn veel plannen voor.</li>
<li>Hulp bij schulden, door de GKB.</li>
<li>De zorgverzekering van Menzis, waar de gemeente aan meedoet.</li>
<li>Plannen om mensen aan werk te helpen. Denk aan een kleine baan naast de uitkering,
aan Flextensie of aan bijstand op maat.</li>
</ul>
<h2>Wie zitten er in de raad?</h2>
<p>Er zijn minstens 5 en hoogstens 15 leden. Daarnaast is er een voorzitter. Die is onafhankelijk
en neemt geen plaats in. De ambtelijk secretaris werkt bij de gemeente en helpt ons. Die is geen lid.</p>
<p>Een lid begint met drie jaar. Daarna kan het lid nog twee jaar blijven.
Heel soms komen er nog eens twee jaar bij.</p>
<p>Wie de langste tijd heeft gehad, stopt. Soms stopt een lid eerder, bijvoorbeeld door een baan.
Dus het aantal leden wordt vaak anders. Is er een plaats vrij? Dan zoeken wij een nieuw lid.</p>
<h2>Hoe wordt u lid?</h2>
<ol>
<li>U meldt zich aan.</li>
<li>U hebt een kennismakingsgesprek met de voorzitter en de ambtelijk secretaris. Wat verwacht u?
Wat verwachten wij? Wij kijken of dat past.</li>
<li>U hebt een gesprek met een delegatie. Dat zijn een paar leden van de raad.</li>
<li>U denkt na en wij denken na. Zeggen wij allebei ja? Dan gaan wij door.</li>
<li>U doet drie maanden mee op proef.</li>
<li>U hebt een aanstellingsgesprek met de voorzitter.</li>
<li>De raad draagt u voor aan het college.</li>
<li>Het college benoemt u. Meestal is daar geen gesprek meer over.</li>
</ol>
<p>Wilt u iets vragen of zeggen? Stuur liefst een e-mail. Het adres staat bij Contact.</p>
<p><em>Dit is een voorbeeld. De mensen, de nummers en de adressen zijn verzonnen.</em></p>
"""

VACANCY = {
    "slug": "lid",
    "title": "Lid van de raad",
    "summary": "Denk mee en praat mee over Werk & Inkomen in Groningen. U weet zelf wat beter kan.",
    "text": """
<p>Wat doet de gemeente voor mensen met een uitkering of met schulden? Wat gaat goed en wat kan beter?
Daarover denken en praten onze leden mee. Samen maken zij een advies voor het college.</p>
<p>Wij zijn vrij om te zeggen wat wij vinden. Het college neemt elk advies mee en geeft ons antwoord.</p>
<p>Leden stoppen als hun tijd om is. Of eerder, bijvoorbeeld door een baan. Daarom komt er vaak weer plaats.</p>
""",
    "wanted": """
<ul>
<li>U woont in de gemeente Groningen.</li>
<li>U hebt zelf te maken met Werk &amp; Inkomen.</li>
<li>U hebt er zin in. U hebt ideeën over hoe het beter kan.</li>
<li>U weet hoe wij veel mensen kunnen laten meedoen. Of u denkt daar graag over na.</li>
<li>U zit niet in de gemeenteraad en u werkt niet voor de gemeente.</li>
</ul>
<p>U hoeft geen diploma te hebben. Wat u zelf hebt meegemaakt, telt voor ons het meest.</p>
""",
    "offered": """
<ul>
<li>Werk dat ertoe doet: wat u zegt, komt bij het college op tafel.</li>
<li>Een groep waarin u rustig mag leren. Niemand kan alles meteen.</li>
<li>Drie maanden op proef. Past het niet? Dan stopt u gewoon.</li>
<li>Elke maand een borrel en twee keer per jaar samen eten.</li>
</ul>
""",
    "themes": """
<ul>
<li>hoe de gemeente met u omgaat, in brieven en in gesprekken</li>
<li>duidelijke informatie die steeds hetzelfde is</li>
<li>minimabeleid en armoedebeleid: wat er is voor mensen met weinig geld</li>
<li>hulp bij schulden (GKB)</li>
<li>de zorgverzekering via de gemeente (Menzis)</li>
<li>hulp naar werk: een kleine baan naast de uitkering, Flextensie en bijstand op maat</li>
</ul>
""",
    "hours": "Ongeveer 12 uur in de maand",
}

MEMBERS = [
    Sitting(
        "Desmond Kompas",
        -20,
        office="voorzitter",
        text="Ik leid de vergadering. Ik heb zelf geen stem. Zo kan ik goed naar iedereen luisteren.",
    ),
    Sitting(
        "Fatima Zonneschijn",
        -27,
        office="vicevoorzitter",
        text="Ik let op de brieven. Een brief moet in één keer duidelijk zijn.",
    ),
    Sitting(
        "Sjoerd Appelboom",
        -43,
        terms=2,
        office="penningmeester",
        text="Ik weet hoe het is om schulden te hebben. Daar praat ik open over.",
    ),
    Sitting(
        "Aylin Regenboog",
        -15,
        committees=[texts.COMMUNICATION],
        text="Ik schrijf het nieuws. Vertel mij gerust wat u wilt lezen.",
    ),
    # reaches the longest time within two months
    Sitting("Henk Dauwdruppel", -58, terms=2, text="Bijna vijf jaar heb ik meegedaan. Ik ga iedereen missen."),
    Sitting(
        "Shanice Lantaarn",
        -9,
        public_name="Shanice",
        committees=["commissie Armoede en schulden"],
        text="Ik werk een paar uur naast mijn uitkering. Dat moet makkelijker.",
    ),
    Sitting(
        "Tesfay Kersenbloesem",
        -31,
        committees=["commissie Armoede en schulden"],
        text="Ik help mensen die nog niet goed Nederlands lezen.",
    ),
    Sitting("Grietje Vuurtoren", -6, consent=False),
    Sitting("Wei Morgenrood", -12, committees=[texts.COMMUNICATION], consent=False),
    Sitting("Ruben Sneeuwvlok", -4, text="Ik ben nieuw en stel veel vragen. Dat mag hier."),
    # former members
    Sitting("Johanna Theepot", -75, terms=2),
    Sitting("Kwame Noorderlicht", -40, until=-8, text="Ik kom nog elke maand naar de borrel."),
    Sitting("Marta Postduif", -30, until=-16, consent=False),
]

APPLICANTS = [
    Applicant("Noor Fietsbel", "today", "Ik heb ideeën over de brieven. Die kunnen korter.", keep=True),
    Applicant("Bram Walnoot", "silence", "Ik wil graag iets doen voor mensen met schulden."),
    Applicant(
        "Trijntje Boekenkast",
        "post",
        "Ik heb geen computer. Daar wil ik over meepraten.",
        contact_by="post",
        way_in="letter",
    ),
    Applicant(
        "Ibrahim Kastanje",
        "talk_planned",
        "Belde na de borrel. Wil weten hoe het werkt.",
        contact_by="phone",
        way_in="phone",
    ),
    Applicant("Priya Saffraan", "talk_not_recorded", "Ik heb veel formulieren ingevuld. Ik weet waar het misgaat."),
    Applicant("Luuk Zeepbel", "delegation_planned", "Mijn buren weten niet welke hulp er is. Dat moet anders."),
    Applicant(
        "Svetlana Klaproos", "delegation_heard", "Ik werk met Flextensie. Ik wil vertellen hoe dat gaat.", delegation=1
    ),
    Applicant("Omar Lavendel", "one_answer", "Ik wil dat de gemeente beter luistert.", contact_by="whatsapp"),
    Applicant("Femke Knikker", "two_answers", "Ik ken de GKB van dichtbij. Ik weet wat helpt.", delegation=1),
    Applicant("Yusuf Maneschijn", "trial_half_way", "Ik was vroeger kok. Nu zoek ik weer iets met mensen."),
    Applicant("Anneke Paraplu", "trial_ends_soon", "Ik wil meepraten over de zorgverzekering.", delegation=1),
    Applicant("Samuel Granaatappel", "appointment_talk", "Ik wil iets terugdoen voor de hulp die ik kreeg."),
    Applicant("Lotte Wolkenveld", "nominated", "Ik kan goed luisteren. Ik durf ook nee te zeggen.", delegation=1),
    Applicant("Hassan Zonnebloem", "appointed", "Ik wil dat werken altijd loont.", way_in="in_person"),
    Applicant("Corrie Donsveer", "declined", "Ik zoek vooral hulp bij mijn eigen brief.", delegation=1),
    Applicant("Milan Vlieger", "declined_kept", "Ik wil graag de website maken en ook lid zijn.", keep=True),
    Applicant("Esther Peperkoek", "withdrawn", "Ik wil graag meedoen, maar ik zoek ook een baan."),
    Applicant("Dewi Inktvlek", "committee_talk", "Ik schrijf graag korte stukjes.", vacancy="communicatie"),
    Applicant(
        "Pieter Stuiterbal", "committee_answer", "Ik maak al jaren websites.", vacancy="communicatie", way_in="mail"
    ),
    Applicant("Amina Citroenvlinder", "committee_member", "Ik maak foto’s. Ook van mensen.", vacancy="communicatie"),
]

NEWS = [
    News(
        "Nieuwe leden welkom",
        "nieuwe-leden-welkom",
        "Er zijn plaatsen vrij in de raad. Meldt u zich aan?",
        """
<p>Er zijn weer plaatsen vrij in de raad. Wij zoeken mensen die willen meedenken en meepraten.
U hoeft geen diploma te hebben. U moet er wel zin in hebben.</p>
<p>Bij <a href="/vacatures/lid/">de vacature</a> leest u wat wij zoeken. Daar ziet u ook wat er na uw aanmelding gebeurt.</p>
""",
        5,
    ),
    News(
        "Ons advies: maak brieven korter",
        "advies-brieven",
        "Wij lazen brieven van de gemeente. De helft kan korter.",
        """
<p>Een paar leden lazen samen twintig brieven van de gemeente. Zij letten op één ding: weet u na het lezen wat u moet doen?</p>
<p>Bij de helft was dat niet zo. Wij geven het college daarom drie tips.</p>
<ul>
<li>Zet bovenaan wat er verandert.</li>
<li>Zeg daarna wat iemand moet doen, en voor welke dag.</li>
<li>Zet er een naam en een nummer bij.</li>
</ul>
<p>Wij gaven dit advies zonder dat het college erom vroeg. Het gaat ook naar de gemeenteraad.</p>
""",
        19,
    ),
    News(
        "Het college geeft antwoord",
        "antwoord-van-het-college",
        "Het college neemt ons advies over hulp bij schulden bijna helemaal over.",
        """
<p>Wij gaven advies over hulp bij schulden. Het college vroeg daar zelf om. Nu is er een antwoord.</p>
<p>Mensen krijgen eerder een eerste gesprek. Dat wilden wij graag. Eén punt neemt het college niet over.
Het college schrijft waarom. Wij praten daar nog over door.</p>
""",
        47,
    ),
    News(
        "Bedankt, oud-leden",
        "afscheid-van-leden",
        "Er zijn leden gestopt. Wij bedanken hen met een etentje.",
        """
<p>Dit jaar zijn er leden gestopt. Zij hebben veel voor de raad gedaan. Wij bedanken hen bij het etentje.</p>
<p>Zo gaat het vaak. De tijd van een lid is om. Of een lid vindt een baan. Dan komt er plaats voor iemand die nieuw is.</p>
""",
        200,
    ),
    News(
        "Uw vragen over de zorgverzekering",
        "vragen-zorgverzekering",
        "Wij vroegen mensen naar de zorgverzekering via de gemeente.",
        """
<p>De gemeente heeft met Menzis een zorgverzekering voor mensen met weinig geld. Wij vroegen op de open vergadering wat u ervan vindt.</p>
<p>Veel mensen weten niet wat er in zit. Ook is het lastig om over te stappen. Dat nemen wij mee in een advies.</p>
""",
        110,
    ),
]

GRONINGEN = DemoCouncil(
    settings={
        "name": "Cliëntenraad Groningen",
        "municipality": "Groningen",
        "minimum_members": 5,
        "term_lengths": "3, 2",
        "exceptional_years": 2,
        "trial_months": 3,
        "contact_email": "raad@groningen.example",
        "phone": "050 000 0000",
        "whatsapp": "06 0000 0050",
        "postal_address": "Cliëntenraad Groningen\nVerzinstraat 1\n0000 AA Groningen",
        "visiting": "Verzinstraat 1 in Groningen, elke woensdag van 10.00 tot 12.00 uur.",
        "secretary_email": "secretaris@groningen.example",
    },
    seats=15,
    secretary="Marijke Inktpot",
    chair_takes_seat=False,
    committees={
        texts.COMMUNICATION: texts.COMMUNICATION_TEXT,
        "commissie Armoede en schulden": "<p>De commissie zoekt uit wat er is voor mensen met weinig geld.</p>",
    },
    members=MEMBERS,
    helpers=[Helper("Bente Kandelaar", texts.COMMUNICATION, -10, "Ik houd de website bij.")],
    chair="Desmond Kompas",
    delegations=[["Fatima Zonneschijn", "Tesfay Kersenbloesem"], ["Sjoerd Appelboom", "Aylin Regenboog"]],
    applicants=APPLICANTS,
    vacancy=VACANCY,
    pages={
        "over-ons": ("Over ons", ABOUT),
        "uitkering": ("Meedoen en uw uitkering", texts.BENEFIT),
    },
    news=NEWS,
    place="buurthuis De Verzonnen Hoek",
    last_year=GRONINGEN_LAST_YEAR,
    address="Verzinstraat 1, Groningen",
)
