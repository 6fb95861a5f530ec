from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.pack import load_pack
from recoupe.languages.reading import token_rules
from recoupe.text.tokens import neutral_rules, tokenise

FRENCH = token_rules(load_pack("fr"))
ENGLISH = token_rules(load_pack("en"))
NASTY = st.text(
    alphabet="aZéÀ '’-–.,;:!?/@#&%°()«»“”\"0123456789\u00a0\u202f\n\t\u0301\u00ad\u200d\x00\ufffdא한नि😀$n't"
)


def words(text: str, rules=FRENCH) -> list[str]:
    return [text[t.start : t.end] for t in tokenise(text, rules)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a-t-il dit", ["a", "-t-il", "dit"]),
        ("A-t-elle l’âge ?", ["A", "-t-elle", "l’", "âge", "?"]),
        ("Donne-le-moi", ["Donne", "-le", "-moi"]),
        ("Mons-le-Duc", ["Mons-le-Duc"]),
        ("aujourd’hui", ["aujourd’hui"]),
        ("76 000 et 1\u202f234\u202f567,5", ["76 000", "et", "1\u202f234\u202f567,5"]),
        ("11 à 14 000", ["11", "à", "14 000"]),
        ("15h30, 19h, 80e, 1er", ["15h30", ",", "19h", ",", "80e", ",", "1er"]),
        ("3,5 puis 10%", ["3,5", "puis", "10", "%"]),
        ("25km et 12 km/h", ["25", "km", "et", "12", "km/h"]),
        ("les États-Unis nord-coréens de Min-ho", ["les", "États-Unis", "nord-coréens", "de", "Min-ho"]),
        ("M. Or, J.-P. Lac, l’U.R.S.S. dort", ["M.", "Or", ",", "J.-P.", "Lac", ",", "l’", "U.R.S.S.", "dort"]),
        ("le 28/04/2025 ou 2025-04-28", ["le", "28/04/2025", "ou", "2025-04-28"]),
        ("vers https://a.example/b?c=d. Fin", ["vers", "https://a.example/b?c=d", ".", "Fin"]),
        ("écrire à j.doe@post.example, vite", ["écrire", "à", "j.doe@post.example", ",", "vite"]),
        ("#digue par @mairie_or", ["#digue", "par", "@mairie_or"]),
        ("N’Dara et L’Isle", ["N’Dara", "et", "L’", "Isle"]),
        ("l’ONU, d’11 pays", ["l’", "ONU", ",", "d’", "11", "pays"]),
        ("qu'\"on", ["qu'", '"', "on"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("Attends... Non !!", ["Attends", "...", "Non", "!!"]),
    ],
)
def test_french_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't, can’t, won't", ["They", "do", "n't", ",", "ca", "n’t", ",", "wo", "n't"]),
        ("the mayor's men’s", ["the", "mayor", "'s", "men", "’s"]),
        ("I'll they’re", ["I", "'ll", "they", "’re"]),
        ("the workers' pay", ["the", "workers", "'", "pay"]),
        ("$3.2bn, 600m, 10am", ["$", "3.2", "bn", ",", "600", "m", ",", "10", "am"]),
        ("1,250,000.5 or 21st", ["1,250,000.5", "or", "21st"]),
        ("in 2020 100 ships", ["in", "2020", "100", "ships"]),
        ("U.S. Senate, O'Hara, AT&T", ["U.S.", "Senate", ",", "O'Hara", ",", "AT&T"]),
        ("at 5 o'clock", ["at", "5", "o'clock"]),
        ("``Yes,'' and ''no.''", ["``", "Yes", ",", "''", "and", "''", "no", ".", "''"]),
    ],
)
def test_english_words(text, expected):
    assert words(text, ENGLISH) == expected


def test_a_region_is_cut_alone():
    text = "avant l’aube, après"
    assert [text[t.start : t.end] for t in tokenise(text, FRENCH, 6, 13)] == ["l’", "aube", ","]


@pytest.mark.parametrize("rules", [FRENCH, ENGLISH, neutral_rules()])
@given(text=st.one_of(NASTY, st.text()))
def test_every_visible_character_belongs_to_one_token(rules, text):
    tokens = tokenise(text, rules)
    covered = [i for t in tokens for i in range(t.start, t.end) if not text[i].isspace()]
    assert covered == [i for i, c in enumerate(text) if not c.isspace()]
    assert all(t.start < t.end for t in tokens)
    assert all(not text[t.start].isspace() and not text[t.end - 1].isspace() for t in tokens)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "«",
        "a.",
        ". ",
        ".",
        '"',
        "www.",
        "http://",
        "a-",
        "1 000 ",
        "l'",
        "a@",
        "a.b",
        "-t-il",
        "A.-",
        "n't",
        "1/",
        "\u0301",
    ],
)
def test_long_lines_of_one_piece_are_cut(unit):
    text = unit * (200_000 // len(unit))
    tokens = tokenise(text, FRENCH)
    assert sum(t.end - t.start for t in tokens) >= sum(not c.isspace() for c in text)
