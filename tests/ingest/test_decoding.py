import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.ingest.decoding import decode_bytes, name_binary

FRENCH = "Le maire de Marvelle a été réélu, « sans surprise », à l’issue d’un scrutin très disputé."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_utf8_is_read_as_it_is_with_its_newlines(newline: str) -> None:
    text = f"Un{newline}deux « été »{newline}"
    assert decode_bytes(text.encode()) == (text, ())


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_names_the_charset_and_is_no_text(mark: bytes, charset: str) -> None:
    assert decode_bytes(mark + FRENCH.encode(charset)) == (FRENCH, ())


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(charset: str) -> None:
    decoded = decode_bytes(FRENCH.encode(charset))
    assert decoded is not None
    assert decoded.text == FRENCH
    assert charset in decoded.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Besançon, à midi",
        "Der Bürgermeister schloß die Straße für Fußgänger.",
        "El alcalde cerró la calle: «No había opción», dijo. ¿Quién pagará?",
        "The mayor’s office said – “no comment” – on the £3m plan for the café.",
    ],
)
def test_windows_1252_of_western_languages_keeps_every_letter(text: str) -> None:
    decoded = decode_bytes(text.encode("cp1252"))
    assert decoded == (text, ("read as windows-1252: not valid UTF-8",))


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Мэр города заявил, что мост будет закрыт до понедельника.", "cp1251"),
        ("Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει μέχρι τη Δευτέρα.", "cp1253"),
        ("Мэр города заявил, что мост будет закрыт до понедельника.", "koi8_r"),
    ],
)
def test_other_charsets_are_guessed_and_said_so(text: str, charset: str) -> None:
    decoded = decode_bytes(text.encode(charset))
    assert decoded is not None
    assert decoded.text == text
    assert "a guess" in decoded.warnings[0]


def test_a_few_foreign_bytes_in_utf8_do_not_spoil_the_rest() -> None:
    decoded = decode_bytes(FRENCH.encode() + " côté".encode("cp1252"))
    assert decoded == (FRENCH + " côté", ("2 bytes are not valid UTF-8: read as windows-1252",))


def test_nul_characters_stay_where_they_are_and_are_said() -> None:
    decoded = decode_bytes(b"Un texte sain\0 avec un trou, et bien d'autres mots ensuite.")
    assert decoded is not None
    assert decoded.text[13] == "\0"
    assert "NUL" in decoded.warnings[0]


def test_the_declared_charset_of_a_page_comes_first() -> None:
    decoded = decode_bytes("zażółć".encode("iso8859-2"), "ISO-8859-2")
    assert decoded == ("zażółć", ())


def test_an_outdated_declaration_of_latin_1_gives_way_to_valid_utf8() -> None:
    decoded = decode_bytes("été".encode(), "iso-8859-1")
    assert decoded is not None
    assert decoded.text == "été"
    assert "although" in decoded.warnings[0]


@pytest.mark.parametrize("declared", ["no-such-charset", "base64", "", "\0", "utf-8"])
def test_a_useless_declaration_is_passed_over(declared: str) -> None:
    decoded = decode_bytes("Besançon, à midi".encode("cp1252"), declared)
    assert decoded is not None
    assert decoded.text == "Besançon, à midi"


def test_a_declared_codec_that_gives_half_characters_is_passed_over() -> None:
    assert decode_bytes(rb"Le \ud800 pont", "unicode_escape") == (r"Le \ud800 pont", ())


def test_binary_bytes_are_no_text() -> None:
    assert decode_bytes(bytes(range(256)) * 40) is None
    assert decode_bytes(b"\0" * 5000) is None


def test_known_binary_files_are_named() -> None:
    assert name_binary(b"%PDF-1.7 ...") == "a PDF; save its text as .txt"
    assert name_binary(b"\x89PNG\r\n\x1a\n") == "a PNG picture"
    assert name_binary(b"Le pont") is None


@given(
    st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["utf-16", "utf-7", "big5"]))
)
def test_any_bytes_give_an_encodable_text_or_none(raw: bytes, declared: str | None) -> None:
    decoded = decode_bytes(raw, declared)
    if decoded is not None:
        decoded.text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode_bytes(text.encode()) == (text, ())
