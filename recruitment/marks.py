"""What two applications of one person have in common, however it was written: one of these is enough.

Kept with the candidate (``Candidate.keep_in_step``), so that the database can look for others who have the same.
"""

from members.plain import plain

MARKS = ["name_mark", "email_mark", "phone_mark", "address_mark"]
LONGEST = 200  # letters; beyond that two texts are the same, and PostgreSQL can keep no index
SHORTEST_NUMBER = 8  # fewer digits are an extension or a slip, and match by accident


def marks_of(name: str, email: str, phone: str, address: str) -> dict[str, str]:
    """The marks of what somebody told; empty for what was not told. A name says something within a vacancy only."""
    number = plain_number(phone)
    texts = (
        plain(name),
        plain(email),
        number if len(number) >= SHORTEST_NUMBER else "",
        plain(address.replace(",", " ")),
    )
    return {mark: text[:LONGEST] for mark, text in zip(MARKS, texts, strict=True)}


def plain_number(phone: str) -> str:
    """A telephone number as digits only, a Dutch one from abroad as it is dialled here: ``+31 6…`` is ``06…``."""
    digits = "".join(filter(str.isdigit, phone))
    for abroad in ("0031", "31"):
        if digits.startswith(abroad) and (phone.strip().startswith("+") or abroad == "0031"):
            return f"0{digits.removeprefix(abroad).removeprefix('0')}"
    return digits
