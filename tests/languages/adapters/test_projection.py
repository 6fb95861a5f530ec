from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.adapters.projection import Entity, Word, project_entities, project_words
from recoupe.languages.pack import load_pack
from recoupe.languages.reading import Reader
from recoupe.model.annotation import Token

LABELS = ("PER", "ORG", "GPE", "MISC", "DATE", "BOAT")


def tokens_of(text: str) -> list[Token]:
    _, sentences = Reader(load_pack("fr")).read(text)
    return [Token(raw.start, raw.end, "", "X", "O", 0) for sentence in sentences for raw in sentence]


def projected(text: str, *entities: tuple[str, str]) -> list[str]:
    spans = [Entity(text.index(words), text.index(words) + len(words), label) for words, label in entities]
    return project_entities(text, tokens_of(text), spans)


def test_an_entity_takes_its_tokens() -> None:
    assert projected("Nora Belin vit à Lille.", ("Nora Belin", "PER"), ("Lille", "GPE")) == [
        "B-person",
        "I-person",
        "O",
        "O",
        "B-place",
        "O",
    ]


def test_neighbours_of_one_kind_stay_apart() -> None:
    assert projected("Lille Brest", ("Lille", "LOC"), ("Brest", "LOC")) == ["B-place", "B-place"]


def test_a_token_is_taken_when_most_of_it_is_covered() -> None:
    text = "Saint-Malo dort"
    assert projected(text, ("Malo", "LOC")) == ["O", "O"]
    assert projected(text, ("aint-Malo", "LOC")) == ["B-place", "O"]


def test_marks_at_the_edges_stand_outside() -> None:
    assert projected("« Brest. »", ("« Brest. »", "LOC")) == ["O", "B-place", "O", "O"]
    assert projected("?!", ("?!", "LOC")) == ["O"]


def test_the_longer_of_two_that_overlap_stays() -> None:
    text = "port de Brest"
    assert projected(text, ("Brest", "PER"), ("port de Brest", "LOC")) == ["B-place", "I-place", "I-place"]


def test_what_is_no_name_is_left_out() -> None:
    assert projected("lundi à Brest", ("lundi", "DATE")) == ["O", "O", "O"]


@given(
    text=st.text(alphabet="aZé '’-.,«»\n19", max_size=60),
    spans=st.lists(
        st.tuples(st.integers(-2, 62), st.integers(-2, 62), st.sampled_from(LABELS)),
        max_size=8,
    ),
)
def test_any_entities_give_valid_iob2(text: str, spans: list[tuple[int, int, str]]) -> None:
    tokens = tokens_of(text)
    entities = [Entity(*span) for span in spans]
    labels = project_entities(text, tokens, entities)
    assert len(labels) == len(tokens)
    before = "O"
    for label in labels:
        assert label == "O" or label[2:] in {"person", "organisation", "place", "other"}
        assert label[0] in "OB" or before[2:] == label[2:]
        before = label
    assert labels == project_entities(text, tokens, entities[::-1])


def test_words_of_the_same_span_give_their_analysis() -> None:
    text = "elle dort"
    tokens = [Token(0, 4, "x", "X", "O", 0), Token(5, 9, "y", "X", "O", 0)]
    pronoun, first, second = Word(0, 4, "PRON", ""), Word(5, 7, "VERB", "do"), Word(7, 9, "ADJ", "rt")
    assert [(t.pos, t.lemma) for t in project_words(tokens, [pronoun, first, second])] == [("PRON", "x"), ("X", "y")]
    assert text[pronoun.start : pronoun.end] == "elle"
