"""The prizes of 2012 in Amersfoort: what really happened, in our own words."""

from datetime import date

from clientenraad.demo.spec import Prize

THEN = "Cliëntenraad Sociale Zekerheid Amersfoort"
LCR = "Landelijke Cliëntenraad"
CONGRESS = "congres bij het tienjarig bestaan van de Landelijke Cliëntenraad"
JURY_DAY = date(2012, 3, 29)  # of the jury's report
NEWS = "twee-prijzen"
DATE = "<p>De datum is de dag van het verslag van de jury.</p>"
BOTH = "jury en publiek"
WHO_SAID = "De bron noemt de reacties van jury en publiek bij elkaar. Wie wat zei, is niet bekend."

JURY = Prize(
    "Cliënt in Beeld-prijs van de jury",
    "client-in-beeld-prijs-jury",
    "jury",
    LCR,
    CONGRESS,
    JURY_DAY,
    amount=2500,
    recipient=THEN,
    text=f"<p>De Landelijke Cliëntenraad bestond tien jaar. Op het feest kreeg onze raad deze prijs van de jury.</p>{DATE}",
    reasons=[
        "De raad blijft de politiek volgen, ook als dat lastig gevonden wordt. Dat is geen project. Zo werkt de raad altijd.",
        "De raad sprak heel 2011 bij alle vergaderingen, hoorzittingen, rondes en debatten van de gemeenteraad.",
        "Het ging over minder geld voor mensen met een laag inkomen. De partijen in het college hadden dat al afgesproken.",
        "De raad sprak scherp en soms met humor.",
        "Fracties en raadsleden gaven soms een verkeerd beeld van mensen met weinig geld. De raad zette dat steeds weer recht.",
        "De raad telt mee. Hij was soms heel hard over de plannen en de gevolgen. Toch bleef de omgang goed.",
        "De raad was ook hard tegen raadsleden die het leven van deze mensen amper kenden.",
    ],
    comments=[
        (BOTH, "Slim, positief en met een plan. Zij weten waar zij over praten en hoe zij invloed krijgen."),
        (BOTH, "Door deze raad gaat de gemeenteraad zich druk maken om wat een cliëntenraad belangrijk vindt."),
        (BOTH, "Veel cliëntenraden durven niet naar de gemeenteraad te stappen. Deze raad gaat wel."),
        (
            BOTH,
            "Het zou mooi zijn als elke raad zo werkt. Gemeenten krijgen steeds meer te zeggen. Dan is dit nog belangrijker.",
        ),
    ],
    note=WHO_SAID,
    news=NEWS,
)

PUBLIC = Prize(
    "Cliënt in Beeld-prijs van het publiek",
    "client-in-beeld-prijs-publiek",
    "public",
    LCR,
    CONGRESS,
    JURY_DAY,
    amount=2500,
    recipient=THEN,
    text=f"<p>Het publiek koos dezelfde raad als de jury. Dat was in tien jaar nog niet gebeurd.</p>{DATE}",
    comments=[
        (BOTH, "Wie een goed verhaal heeft, krijgt raadsleden mee."),
        (BOTH, "De raad durft te zeggen dat een plan niet goed is."),
        (BOTH, "De raad geeft ook complimenten. Dat helpt als later de hulp van raadsleden nodig is."),
        (
            BOTH,
            "Leuk om te weten: de sociale dienst van Amersfoort won zelf ook. Dat was meer dan eens de prijs voor de beste sociale dienst.",
        ),
    ],
    note=WHO_SAID,
    news=NEWS,
)

INSPIRATION = Prize(
    "Inspiratieprijs",
    "inspiratieprijs",
    "extra",
    f"jury van de {LCR}",
    CONGRESS,
    JURY_DAY,
    text=f"<p>Deze prijs was er voor het feestjaar. De jury zocht een goed voorbeeld dat andere raden kunnen volgen. Dat mocht ook een verrassende buitenstaander zijn.</p>{DATE}",
    note=(
        "De bron is niet duidelijk. Op de oude website hoort de Inspiratieprijs bij de twee prijzen van de raad."
        " In het verslag van de jury is het een derde prijs. Daarom staan de drie prijzen los van elkaar."
        " Wie de Inspiratieprijs kreeg, is niet zeker."
    ),
    news=NEWS,
)

AMERSFOORT_2012 = [JURY, PUBLIC, INSPIRATION]
