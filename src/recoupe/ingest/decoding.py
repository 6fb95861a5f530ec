"""Bytes into text.

The order of evidence: a byte order mark, a declared charset (of a web page), strict UTF-8, UTF-16 by where its zero
bytes stand, UTF-8 with a few foreign bytes, windows-1252 when the result reads like a Western European text, and last
the guess of charset-normalizer. Whatever is not plain UTF-8 is said in a warning. Newlines and zero characters stay:
offsets never move.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from recoupe.text.normalize import replace_surrogates

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF; save its text as .txt"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive or an office file (.docx, .odt, .epub); save its text as .txt"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
    (b"Rar!\x1a", "a RAR archive; unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file (.doc, .xls); save its text as .txt"),
    (b"{\\rtf", "a rich text file; save its text as .txt"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.05
"""Share of control characters above which a text is none: a report has none, a binary file about a tenth."""

_SAMPLE = 65_536
"""How much is looked at to tell a binary file or a charset: enough for the statistics, bounded for the time."""

_WESTERN = frozenset("ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜÁÍÓÚÑÃÕÅØßàâäæçèéêëîïôöùûüÿáíóúñãõåøìòœŒŸª°º")
_WITHIN_WORDS = frozenset("'’\u00ad·–-\u00a0")
_MAX_WESTERN = 0.25
"""Share of letters outside ASCII: about 4 % in French or German, 10 % in Portuguese, nearly all in Greek or Russian."""

_LATIN = frozenset({"iso8859-1", "cp1252", "ascii"})
"""Charsets that a page declares by habit; a browser reads the three alike, as windows-1252 (WHATWG Encoding)."""


class Decoded(NamedTuple):
    """A text read from bytes, and what a reader should know about how."""

    text: str
    warnings: tuple[str, ...]


def decode_bytes(raw: bytes, declared: str | None = None) -> Decoded | None:
    """Decode bytes.

    Args:
        raw: the bytes of a whole file.
        declared: the charset that the page or its server names, if any.

    Returns:
        The text, or None when the bytes are no text.
    """
    decoded = _by_mark(raw) or _by_declaration(raw, declared) or _by_content(raw)
    if decoded is None or _is_noise(decoded.text):
        return None
    zeros = decoded.text.count("\0")
    if not zeros:
        return decoded
    return Decoded(decoded.text, (*decoded.warnings, f"holds {zeros} NUL characters, kept so that offsets stay true"))


def name_binary(raw: bytes) -> str | None:
    """What a file that is no text is, by its first bytes; None when they say nothing."""
    return next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, charset in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            text = _strictly(body, charset)
            if text is not None:
                return Decoded(text, ())
            text = body.decode(charset, "replace")
            return Decoded(text, (f"its mark says {charset}, but {text.count(chr(0xFFFD))} characters are broken",))
    return None


def _by_declaration(raw: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        charset = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    if charset in _LATIN:
        # Valid UTF-8 beyond ASCII does not come about by chance: the declaration is out of date.
        if not raw.isascii() and (text := _strictly(raw, "utf-8")) is not None:
            return Decoded(text, (f"read as utf-8 although the page declares {declared}",))
        charset = "cp1252"
    text = _strictly(raw, charset)
    # A codec of Python that is no charset, such as unicode_escape, may give half characters.
    return None if text is None or replace_surrogates(text)[1] else Decoded(text, ())


def _by_content(raw: bytes) -> Decoded | None:
    text = _strictly(raw, "utf-8")
    if text is not None and not _looks_wide(raw):
        return Decoded(text, ())
    return _as_wide(raw) or _as_mixed(raw) or _as_western(raw) or _as_guessed(raw)


def _strictly(raw: bytes, charset: str) -> str | None:
    try:
        text = raw.decode(charset)
    except (UnicodeError, LookupError, AssertionError):
        # LookupError: a codec that is no charset, such as base64; AssertionError: an old codec given half a character.
        return None
    return text if isinstance(text, str) else None


def _looks_wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: nearly all zero bytes of a Western text stand on one side."""
    sample = raw[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(raw) % 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    if high > 0.6 * pairs and low < 0.1 * pairs:
        return "utf-16-le"
    if low > 0.6 * pairs and high < 0.1 * pairs:
        return "utf-16-be"
    return None


def _as_wide(raw: bytes) -> Decoded | None:
    charset = _looks_wide(raw)
    text = _strictly(raw, charset) if charset else None
    return None if text is None else Decoded(text, (f"read as {charset}: zero bytes, but no byte order mark",))


def _as_mixed(raw: bytes) -> Decoded | None:
    """UTF-8 with some bytes of windows-1252 pasted in: more characters are whole than broken."""
    text = raw.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in text)
    whole = sum(c > "\x7f" for c in text) - broken
    if not broken or whole <= broken:
        return None
    mended = "".join(_from_windows(c) if "\udc80" <= c <= "\udcff" else c for c in text)
    return Decoded(mended, (f"{broken} bytes are not valid UTF-8: read as windows-1252",))


def _from_windows(escaped: str) -> str:
    return bytes([ord(escaped) - 0xDC00]).decode("cp1252", "replace")


def _as_western(raw: bytes) -> Decoded | None:
    """windows-1252, when its letters are those of Western Europe and no sign stands inside a word.

    charset-normalizer takes short French texts for Central European ones (``à`` becomes ``ŕ``), so this comes first.
    """
    text = _strictly(raw, "cp1252")
    if text is None:
        return None
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    foreign = [i for i, c in enumerate(sample) if c > "\x7f"]
    if sum(sample[i].isalpha() for i in foreign) > _MAX_WESTERN * letters:
        return None
    for i in foreign:
        character = sample[i]
        if character.isalpha():
            if character not in _WESTERN:
                return None
        elif character not in _WITHIN_WORDS and sample[i - 1 : i].isalpha() and sample[i + 1 : i + 2].isalpha():
            return None
    return Decoded(text, ("read as windows-1252: not valid UTF-8",))


def _as_guessed(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # heavy: loaded for the rare file

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        return None
    text = _strictly(raw, best.encoding)
    broken = text is None
    text = raw.decode(best.encoding, "replace") if text is None else text
    warning = f"read as {best.encoding.replace('_', '-')}, a guess: not valid UTF-8"
    return Decoded(text, (warning + (", and some characters are broken" if broken else ""),))


def _is_noise(text: str) -> bool:
    """Whether a text holds too many control characters to be one."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(3, _MAX_CONTROL * len(sample))
