"""Speakers: the words that name them, and the chain they belong to."""

from __future__ import annotations

import msgspec
import pytest
from test_quotations import article_of

from recoupe.annotate.mentions import find_mentions
from recoupe.annotate.quotations import find_quotations
from recoupe.languages.pack import load_pack
from recoupe.model.annotation import AnnotatedArticle, Speaker


def speakers(text: str, language: str = "fr") -> tuple[AnnotatedArticle, list[Speaker | None]]:
    pack = load_pack(language)
    article = article_of(text, language)
    article = msgspec.structs.replace(article, mentions=find_mentions(article, pack))
    return article, [q.speaker for q in find_quotations(article, pack)]


def test_the_span_is_the_whole_noun_phrase_and_the_name_is_the_chains() -> None:
    article, (speaker,) = speakers("« La digue tiendra tout l'hiver », assure Bruno Kerdal, maire de Vannes.")
    assert speaker is not None
    assert speaker.start is not None
    assert article.text[speaker.start : speaker.end] == "Bruno Kerdal, maire de Vannes"
    assert speaker.name == "Bruno Kerdal"
    assert speaker.entity in {m.chain for m in article.mentions}


def test_a_surname_takes_the_full_name() -> None:
    _, found = speakers("Claire Morvan est arrivée lundi. Morvan a dit que la digue tiendrait.")
    assert found[0] is not None
    assert found[0].name == "Claire Morvan"


def test_a_pronoun_takes_the_last_speaker_of_its_gender() -> None:
    text = (
        "« La digue tiendra tout l'hiver », a dit Claire Morvan, députée du Finistère. "
        "Le sénateur Bruno Kerdal a répondu que la digue céderait. « Nous verrons bien », a-t-il ajouté."
    )
    _, found = speakers(text)
    assert found[-1] is not None
    assert found[-1].name == "Bruno Kerdal"


def test_a_document_gives_the_word_to_its_author() -> None:
    _, (speaker,) = speakers("« La digue tiendra tout l'hiver », indique la déclaration de Bruno Kerdal.")
    assert speaker is not None
    assert speaker.name == "Bruno Kerdal"


def test_an_organ_of_a_person_is_not_the_person() -> None:
    _, (speaker,) = speakers("« La digue tiendra tout l'hiver », indique l'avocat de Bruno Kerdal.")
    assert speaker is not None
    assert speaker.name == "avocat de Bruno Kerdal"
    assert speaker.entity is None


@pytest.mark.parametrize(
    "text", ["Des marins affirment que la digue céderait.", "Des marins affirment: « La digue cède. »"]
)
def test_unnamed_speakers_stay_as_they_stand(text: str) -> None:
    _, (speaker, *_) = speakers(text)
    assert speaker is not None
    assert speaker.name == "marins"
    assert speaker.entity is None


def test_a_standing_quotation_is_carried_over_without_words_of_its_own() -> None:
    text = "« La digue tiendra tout l'hiver », a dit Claire Morvan.\n« Nous l'avons renforcée au printemps dernier. »"
    _, found = speakers(text)
    assert found[-1] is not None
    assert (found[-1].name, found[-1].start) == ("Claire Morvan", None)
