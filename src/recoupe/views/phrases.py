"""The interface's own phrases, in English in the code and in other languages as gettext catalogues.

`Phrases` is called with an English phrase and gives that of the interface's language; numbers go in by name, so that
a translation may put them elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from recoupe.errors import UsageError

UNKNOWN_YEAR = "XXXX"
"""How TIMEX3 writes a year that is not known."""

_DELAY = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_DATE = re.compile(rf"(\d{{4}}|{UNKNOWN_YEAR})(?:-(\d\d)(?:-(\d\d))?)?")

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

        return self(one if Locale(self.language).plural_form(n) == "one" else many, n=self.number(n))

    def number(self, value: float) -> str:
        """A number as the interface's language writes it."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - as above

        return str(format_decimal(value, locale=self.language))

    def share(self, value: float) -> str:
        """A share, 0 to 1, in whole hundredths as the interface's language writes them."""
        from babel.numbers import format_percent  # noqa: PLC0415 - as above

        return str(format_percent(value, locale=self.language))

    def date(self, iso: str | None) -> str:
        """An ISO date, perhaps partial, as the interface's language writes it; other TIMEX3 values as they are."""
        if not iso:
            return self("date unknown")
        match = _DATE.fullmatch(iso)
        try:
            return self._written(*match.groups()) if match else iso
        except ValueError:
            return iso

    def delay(self, duration: str | None) -> str:
        """An ISO duration of days, hours and minutes as the interface's language writes it; empty without one."""
        match = _DELAY.fullmatch(duration or "")
        if match is None:
            return ""
        from babel.units import format_unit  # noqa: PLC0415 - as above

        units = zip(match.groups()[1:], ("duration-day", "duration-hour", "duration-minute"), strict=True)
        parts = [format_unit(int(n), unit, "short", locale=self.language) for n, unit in units if n]
        return ("−" if match[1] else "") + " ".join(parts)

    def _written(self, year: str, month: str | None, day: str | None) -> str:
        """A date by its parts; a year that is not known is left out."""
        from datetime import date  # noqa: PLC0415

        from babel.dates import format_date, format_skeleton  # noqa: PLC0415

        if month is None:
            return year
        # A leap year stands for the unknown one, so that 29 February can be written.
        when = date(2000 if year == UNKNOWN_YEAR else int(year), int(month), int(day or 1))
        if year == UNKNOWN_YEAR:
            return str(format_skeleton("MMMMd" if day else "MMMM", when, locale=self.language))
        if day is None:
            return str(format_skeleton("yMMMM", when, locale=self.language))
        return str(format_date(when, format="long", locale=self.language))


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
