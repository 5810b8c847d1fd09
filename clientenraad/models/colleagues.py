"""Somebody with an account: a person with a role in the admin."""

from django.contrib.auth.models import User


class Colleague(User):
    """An account as the administrator keeps it, and as somebody whom a letter can be written to."""

    # Whoever holds the link of an account becomes that person: it leaves by mail, never on paper from the outbox.
    link_only_by_mail = True

    class Meta:
        proxy = True
        verbose_name = "collega"
        verbose_name_plural = "collega's"
        ordering = ["first_name", "last_name", "username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def letter_name(self) -> str:
        return str(self)

    @property
    def letter_email(self) -> str:
        return self.email

    @property
    def address(self) -> str:
        return ""

    @property
    def role_names(self) -> list[str]:
        """The roles, in the order of the alphabet."""
        return sorted(group.name for group in self.groups.all())

    def new_personal_link(self) -> str:
        """The address where this colleague chooses a password; works once, for seven days."""
        from clientenraad.accounts.links import address_for

        return address_for(self)
