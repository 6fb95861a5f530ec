import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.detect import detect_language

FRENCH = "Le conseil de Marvelle a voté hier la réfection du pont, que la préfecture jugeait dangereux depuis l'hiver. "
ENGLISH = "The council of Harwick Ford voted yesterday to mend the bridge, which the county had called unsafe. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La mairie ferme le pont", "fr"),
        ("Il a nié avoir été prévenu", "fr"),
        ("The mayor closed the bridge", "en"),
        ("She said it would not reopen", "en"),
        (FRENCH, "fr"),
        (ENGLISH, "en"),
        ("Der Bürgermeister ließ die Brücke am Montag schließen, weil sie nicht mehr sicher war.", "de"),
        ("El alcalde cerró el puente el lunes porque ya no era seguro para los vecinos.", "es"),
        ("Il sindaco ha chiuso il ponte lunedì perché non era più sicuro per i cittadini.", "it"),
        ("O presidente da câmara fechou a ponte na segunda-feira porque já não era segura.", "pt"),
        ("De burgemeester sloot de brug op maandag omdat ze niet meer veilig was.", "nl"),
        ("Мэр закрыл мост в понедельник, потому что он стал опасен.", "ru"),
        ("市長は月曜日に橋を閉鎖した。", "ja"),
        ("أغلق رئيس البلدية الجسر يوم الاثنين.", "ar"),
        (FRENCH.upper(), "fr"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "12 34 567 2031-05-04",
        "!!! ... «»",
        "😀😀😀",
        "OK",
        "\0\0\0",
        "\ud800",
        "https://example.org/le/pont",
    ],
)
def test_what_is_no_language_has_none(text: str) -> None:
    assert detect_language(text) == "und"


def test_a_mix_of_two_languages_has_none() -> None:
    assert detect_language(FRENCH * 5 + ENGLISH * 5) == "und"


def test_a_quotation_in_another_language_does_not_count() -> None:
    assert detect_language(FRENCH * 8 + ENGLISH + FRENCH * 8) == "fr"


def test_only_a_sample_of_a_long_text_is_read() -> None:
    assert detect_language(FRENCH * 50_000) == "fr"


@given(st.text())
def test_any_text_has_a_code(text: str) -> None:
    code = detect_language(text)
    assert code == "und" or (len(code) == 2 and code.isalpha() and code.islower())
    assert detect_language(text) == code


def test_a_text_of_some_length_in_a_language_with_a_pack_needs_no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_piece: str) -> str:
        raise AssertionError("the classifier was asked")

    monkeypatch.setattr("recoupe.languages.detect._classify", refuse)
    french = (
        "Le conseil de la ville a voté hier le budget de l'année, mais le maire ne veut pas que les impôts augmentent. "
    )
    english = (
        "The council of the town has voted on its budget, but the mayor does not want the taxes to be raised for it. "
    )
    assert detect_language(french * 3) == "fr"
    assert detect_language(english * 3) == "en"


def test_stopwords_leave_a_neighbouring_language_to_the_classifier() -> None:
    spanish = (
        "El consejo de la ciudad votó ayer el presupuesto del año, pero la alcaldesa no quiere que se suban las tasas. "
    )
    assert detect_language(spanish * 3) == "es"
