"""Texts that both demo councils share; ``{gemeente}`` is the name of the municipality."""

INVENTED = "<p><em>Dit is een verzonnen bericht voor de demonstratie.</em></p>"

OWN_PROBLEM = """
<p>Hebt u zelf een probleem met uw uitkering, een brief of een schuld? Dat is vervelend.
Wij kunnen u daar helaas niet bij helpen. De raad praat alleen over regels die voor iedereen gelden.</p>
<p>Hier krijgt u wel hulp:</p>
<ul>
<li>Bel of mail de gemeente {gemeente}. Vraag naar uw klantmanager.</li>
<li>Ga naar de sociaal raadslieden. Zij helpen u met brieven, geld en regels.</li>
<li>Bent u niet tevreden over de gemeente? Dan mag u daar een klacht indienen.</li>
</ul>
<p>Denkt u dat meer mensen dit probleem hebben? Dat willen wij graag weten. U hoeft uw naam niet te noemen.</p>
"""

BENEFIT = """
<p>Krijgt u een uitkering? Dan wilt u weten wat er verandert als u meedoet. Hier leest u wat u moet weten.</p>
<h2>Mag ik meedoen naast mijn uitkering?</h2>
<p>Meestal mag dat. Vertel het wel eerst aan de gemeente. Vraag uw klantmanager of het past bij uw afspraken.</p>
<h2>Krijg ik geld voor het werk?</h2>
<p>Het is werk voor vrijwilligers. U krijgt dus geen loon. Soms is er een vergoeding.
Vraag daarnaar in het eerste gesprek.</p>
<h2>Gaat dat geld van mijn uitkering af?</h2>
<p>Er is een bedrag dat u mag houden. Dat bedrag wordt bijna elk jaar anders. Daarom staat het hier niet.
De gemeente weet welk bedrag nu geldt.</p>
<p>Bent u nog geen 27 jaar? Of krijgt u meer dan het bedrag? Dan kan het anders zijn. Vraag dat eerst aan de gemeente.</p>
<h2>En mijn reiskosten?</h2>
<p>Maakt u echt kosten, zoals voor de bus? Dan mag u dat geld houden. Bewaar wel uw bonnen.</p>
<h2>Moet ik het melden?</h2>
<p>Ja. Meld elke vergoeding bij de gemeente. Doe dat op tijd. Zo voorkomt u problemen.</p>
<h2>Ik krijg een andere uitkering</h2>
<p>Krijgt u geld van het UWV of van iemand anders? Vraag dan daar wat de regels zijn.</p>
<p>Weet u het niet zeker? Bel dan eerst met de gemeente. Daarna kunt u zich altijd nog aanmelden.</p>
"""

COMMUNICATION = "commissie Communicatie"
COMMUNICATION_TEXT = """
<p>De commissie vertelt wat de raad doet. Zij schrijft het nieuws en houdt deze website bij.</p>
"""

COMMUNICATION_VACANCY = {
    "slug": "communicatie",
    "title": "Meedoen met de commissie Communicatie",
    "summary": "Schrijft u graag, of houdt u graag een website bij? De commissie Communicatie zoekt u.",
    "text": """
<p>De raad doet veel, maar niet iedereen weet dat. De commissie Communicatie vertelt het verder.
Zij maakt het nieuws, de agenda en de website.</p>
<p>U hoeft geen lid van de raad te zijn. Er is dus altijd plaats, ook als de raad vol is.</p>
""",
    "wanted": """
<ul>
<li>U schrijft graag korte en duidelijke teksten. Of u werkt graag aan een website.</li>
<li>U kunt goed luisteren naar mensen met weinig geld.</li>
<li>U woont in de gemeente {gemeente}.</li>
<li>U zit niet in de gemeenteraad en u werkt niet voor de gemeente.</li>
</ul>
<p>Kunt u nog niet alles? Dat geeft niet. Wij leren het u graag.</p>
""",
    "offered": """
<ul>
<li>Een kleine en vrolijke groep.</li>
<li>Werk dat veel mensen zien.</li>
<li>U werkt vaak thuis, op uw eigen tijd.</li>
<li>U bent ook welkom op de borrel en bij het eten.</li>
</ul>
""",
    "themes": """
<ul>
<li>nieuws schrijven</li>
<li>foto’s maken</li>
<li>de agenda bijhouden</li>
<li>moeilijke teksten makkelijk maken</li>
</ul>
""",
    "hours": "Ongeveer 6 uur in de maand",
}
