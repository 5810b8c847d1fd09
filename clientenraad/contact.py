"""The contact page and its short forms: form → check page → sent."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clientenraad.contact_forms import MessageForm
from clientenraad.messages import FormUsed, receive
from clientenraad.models import Message
from members import safety
from members.stamped_forms import stamped

FORM, CHECK = "clientenraad/message.html", "clientenraad/message_check.html"


@dataclass(frozen=True)
class Subject:
    """What one of the forms is for; the key in ``SUBJECTS`` is the last part of its address."""

    kind: str
    title: str
    lead: str
    button: str

    @property
    def is_for_council(self) -> bool:
        """Whether it may be about a problem of one's own, for which others help better."""
        return self.kind in {Message.Kind.QUESTION, Message.Kind.CALL}


SUBJECTS = {
    "bericht": Subject(
        Message.Kind.QUESTION,
        "Stuur ons een bericht",
        "Stel uw vraag, of vertel wat wij moeten weten. U hoeft uw naam niet te noemen.",
        "Bericht versturen",
    ),
    "bel-mij": Subject(
        Message.Kind.CALL,
        "Laat ons u bellen",
        "Vul uw nummer in. Dan bellen wij u.",
        "Vraag versturen",
    ),
    "toegankelijkheid": Subject(
        Message.Kind.ACCESSIBILITY,
        "Iets op de website lukt niet",
        "Vertel wat u wilde doen, en op welke pagina. Vertel ook welk apparaat u gebruikt.",
        "Melding versturen",
    ),
    "veiligheid": Subject(
        Message.Kind.SAFETY,
        "Iets op de website is niet veilig",
        "Vertel wat u zag, en op welke pagina. Zet er geen gegevens van andere mensen bij.",
        "Melding versturen",
    ),
}


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Who helps with a problem of one's own, and then how to reach the council."""
    return render(request, "clientenraad/contact.html")


# No CSRF cookie: nobody is logged in here, and the sealed stamp shows that the form is ours. So the form also
# works where cookies are off.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class Write(View):
    """/contact/<subject>/: the answers travel in the form itself, and nothing is kept before it is sent."""

    def setup(self, request: HttpRequest, *args: object, subject: str, **kwargs: object) -> None:
        super().setup(request, *args, subject=subject, **kwargs)
        if subject not in SUBJECTS:
            raise Http404
        self.subject = SUBJECTS[subject]

    def get(self, request: HttpRequest, subject: str) -> HttpResponse:
        return self._show(MessageForm(kind=self.subject.kind, initial={"stamp": safety.new_stamp()}))

    def post(self, request: HttpRequest, subject: str) -> HttpResponse:
        form = MessageForm(stamped(request.POST), kind=self.subject.kind)
        if not form.is_valid() or request.POST.get("step") == "change":
            return self._show(form)
        if request.POST.get("step") != "send" or form.data["stamp"] != request.POST.get("stamp"):
            return self._show(form, CHECK)
        return self._send(form)

    def _send(self, form: MessageForm) -> HttpResponse:
        stamp = safety.read_stamp(form.cleaned_data["stamp"])
        message = form.save(commit=False)
        message.form_number = stamp.number
        # One transaction with the counting, so that a locked database is waited for once.
        with transaction.atomic():
            if safety.too_many(self.request, "contact", fresh=stamp.is_fresh):
                return self._show(form, CHECK, status=429)
            try:
                receive(message, today=timezone.localdate())
            except FormUsed:  # counted like any other
                form.data = {**form.data, "stamp": safety.new_stamp()}
                return self._show(form, CHECK, status=409)
        return redirect("contact_sent")

    def _show(self, form: MessageForm, template: str = FORM, status: int = 200) -> HttpResponse:
        context = {"subject": self.subject, "form": form, "status": status}
        response = render(self.request, template, context, status=status)
        if status == 429:
            response["Retry-After"] = str(int(safety.WINDOW.total_seconds()))
        return response


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """After sending: what happens next, and within how many days. Knows nothing of who sent."""
    return render(request, "clientenraad/message_sent.html")
