"""The interface's own phrases, in English in the code and in other languages as gettext catalogues.

`Phrases` is called with an English phrase and gives that of the interface's language; numbers go in by name, so that
a translation may put them elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from recoupe.errors import UsageError

INTERFACE_LANGUAGES = ("en", "fr")


class Phrases:
    """A catalogue: English phrase -> phrase of the interface's language."""

    def __init__(self, language: str, catalogue: Mapping[str, str]) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, phrase: str, **values: object) -> str:
        """The phrase in the interface's language, with `values` put in."""
        translated = self._catalogue.get(phrase) or phrase
        return translated.format(**values) if values else translated

    def count(self, one: str, many: str, n: int) -> str:
        """One of two phrases, by the plural rule of the interface's language (CLDR)."""
        from babel import Locale  # noqa: PLC0415 - babel loads slowly; JSON needs none of it

        return self(one if Locale(self.language).plural_form(n) == "one" else many, n=n)

    def number(self, value: float) -> str:
        """A number as the interface's language writes it."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - as above

        return str(format_decimal(value, locale=self.language))

    def date(self, iso: str | None) -> str:
        """An ISO date, perhaps partial, as the interface's language writes it; other TIMEX3 values as they are."""
        from datetime import date  # noqa: PLC0415

        from babel.dates import format_date, format_skeleton  # noqa: PLC0415

        if not iso:
            return self("date unknown")
        parts = iso.split("-")
        if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
            return iso
        try:
            day = date(*(int(part) for part in [*parts, "01", "01"][:3]))
        except ValueError:
            return iso
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", day, locale=self.language))
        return str(format_date(day, format="long", locale=self.language))


@cache
def load_phrases(language: str) -> Phrases:
    """The catalogue of an interface language.

    Raises:
        UsageError: the interface does not speak the language.
    """
    if language not in INTERFACE_LANGUAGES:
        raise UsageError(f"the interface speaks {' and '.join(INTERFACE_LANGUAGES)}, not {language!r}")
    if language == "en":
        return Phrases("en", {})
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    with files(__package__).joinpath("locale", f"{language}.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    return Phrases(language, {str(m.id): str(m.string) for m in catalogue if m.id and m.string})
