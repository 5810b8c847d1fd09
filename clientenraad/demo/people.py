"""The invented people of the demo: nobody is called like this, and every address ends in .example."""

from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize
from zlib import crc32

STREETS = ["Verzinstraat", "Bedachtlaan", "Nergensweg", "Sprookjeskade", "Fantasieplein"]


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist; everything else about them follows from the name."""

    name: str

    @property
    def email(self) -> str:
        plain = normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return f"{plain.lower().replace(' ', '.')}@voorbeeld.example"

    @property
    def phone(self) -> str:
        """A number that is not in use: 06 0000 and four digits."""
        return f"06 0000 {self._number % 10_000:04}"

    def address(self, municipality: str) -> str:
        street = STREETS[self._number % len(STREETS)]
        return f"{street} {self._number % 90 + 1}\n0000 AA {municipality}"

    @cached_property
    def _number(self) -> int:
        return crc32(self.name.encode())
