"""What every letter of the council ends with."""

from members.models import Council


def parting(council: Council) -> str:
    """How to reach the council, and who greets."""
    return f"""
Hebt u een vraag?
{contact(council)}

Met vriendelijke groet,
{council.secretary_name}
{council.name}
"""


def contact(council: Council) -> str:
    """The ways to reach the council, as one line."""
    ways = []
    if council.phone:
        ways.append(f"bel {council.phone}")
    if council.contact_email:
        ways.append(f"mail naar {council.contact_email}")
    # No full stop: mail programs take it into the address.
    text = " of ".join(ways) or "neem contact met ons op"
    return f"{text[0].upper()}{text[1:]}"
