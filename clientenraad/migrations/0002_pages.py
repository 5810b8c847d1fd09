"""The pages of text with words to start from, true for every council; each council changes them in the admin."""

from django.db import migrations

ABOUT = """
<p>De cliëntenraad is een groep mensen die zelf te maken hebben met Werk &amp; Inkomen van de gemeente. Wij geven de gemeente advies. Wij weten uit ervaring wat goed gaat en wat beter moet.</p>
<h2>Wat doet de raad?</h2>
<ul>
<li>Wij luisteren naar mensen met een uitkering of een laag inkomen.</li>
<li>Wij lezen plannen van de gemeente. Wij vertellen wat die voor mensen betekenen.</li>
<li>Wij geven ook advies als niemand erom vraagt.</li>
</ul>
<p>Ons advies gaat naar het college van burgemeester en wethouders. Dat is het bestuur van de gemeente. Het college beslist wat ermee gebeurt.</p>
<h2>Waar praten wij over?</h2>
<ul>
<li>Brieven van de gemeente en gesprekken met de gemeente.</li>
<li>Duidelijke informatie over regels en hulp.</li>
<li>Werk, en hulp bij het vinden van werk.</li>
<li>Armoede en schulden.</li>
</ul>
<h2>Wij zijn onafhankelijk</h2>
<p>Wij werken niet voor de gemeente. Wij bepalen zelf waarover wij praten en wat wij vinden.</p>
<h2>Wat doet de raad niet?</h2>
<p>De raad helpt niet bij één persoonlijk probleem. Op de <a href="/contact/">contactpagina</a> leest u wie dat wel doet.</p>
<h2>Wilt u meedoen?</h2>
<p>Bij de <a href="/vacatures/">vacatures</a> ziet u of er een plaats vrij is. Lees ook wat <a href="/uitkering/">meedoen betekent voor uw uitkering</a>.</p>
"""

BENEFIT = """
<p>Vraag dit eerst aan uw contactpersoon bij de gemeente. Vaak heet die uw klantmanager. Vraag het voordat u begint. Alleen de gemeente kan zeggen wat voor u geldt.</p>
<p>Krijgt u uw uitkering van UWV? Vraag het dan aan UWV.</p>
<h2>Wat kunt u vragen?</h2>
<ul>
<li>Mag ik meedoen aan de cliëntenraad?</li>
<li>Mag ik een vrijwilligersvergoeding houden?</li>
<li>Moet ik daarnaast werk blijven zoeken?</li>
</ul>
<p>Vraag om het antwoord op papier of in een e-mail. Dan kunt u het later laten zien.</p>
<h2>Krijgt u geld als lid?</h2>
<p>Leden krijgen soms een vrijwilligersvergoeding. Dat is een bedrag voor uw tijd en uw kosten. In het kennismakingsgesprek vertellen wij u meer.</p>
<p>Wij noemen hier geen bedragen. De regels veranderen vaak, en ze zijn niet voor iedereen hetzelfde.</p>
<h2>Geef een vergoeding altijd door</h2>
<p>Krijgt u een vergoeding? Vertel het dan aan wie uw uitkering betaalt. Doe dat ook als het weinig is. Zo krijgt u later geen problemen.</p>
<h2>Wat willen wij van u weten?</h2>
<p>Wij vragen niet of u een uitkering krijgt. Wij vragen ook niet welke. U hoeft het ons niet te vertellen.</p>
"""


def make_pages(apps, schema_editor):
    pages = apps.get_model("clientenraad", "Page").objects
    pages.create(slug="over-ons", title="Over ons", text=ABOUT)
    pages.create(slug="uitkering", title="Heeft meedoen gevolgen voor mijn uitkering?", text=BENEFIT)


class Migration(migrations.Migration):
    dependencies = [("clientenraad", "0001_initial")]
    operations = [migrations.RunPython(make_pages, migrations.RunPython.noop)]
