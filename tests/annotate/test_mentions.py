"""Names in one article, their chains, and what stands for them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import bare_article
from recoupe.annotate.mentions import find_mentions
from recoupe.languages.crf import NeutralAnalyser, load_analyser
from recoupe.languages.pack import load_pack, pack_for
from recoupe.model.annotation import AnnotatedArticle, Mention


def annotated(text: str, language: str = "fr", *, neutral: bool = False, start: int = 0) -> AnnotatedArticle:
    pack = pack_for(language)
    analyser = NeutralAnalyser(pack) if neutral else load_analyser(pack)
    analysis = analyser.analyse(text, start)
    article = bare_article(text, language, start=start)
    return msgspec.structs.replace(article, sentences=analysis.sentences, tokens=analysis.tokens)


def mentions(text: str, language: str = "fr", *, neutral: bool = False) -> list[tuple[str, Mention]]:
    article = annotated(text, language, neutral=neutral)
    return [(article.surface(m.span), m) for m in find_mentions(article, pack_for(language))]


def named(found: list[tuple[str, Mention]], words: str) -> list[Mention]:
    return [m for surface, m in found if surface == words]


def test_a_surname_is_of_the_chain_of_the_full_name() -> None:
    found = mentions("Claire Fontanel a parlé à Jean Vidal. Fontanel est repartie à Dijon.")
    full, alias = named(found, "Claire Fontanel")[0], named(found, "Fontanel")[0]
    assert (alias.chain, alias.form, alias.rule, alias.name) == (full.id, "alias", "surname", "Claire Fontanel")
    assert "gender=f" in alias.attributes


def test_a_title_tells_husband_and_wife_apart() -> None:
    found = mentions("Claire Fontanel et Hugo Fontanel ont voté. Mme Fontanel est sortie. M. Fontanel est resté.")
    her, him = named(found, "Fontanel")
    assert (her.name, her.rule, him.name) == ("Claire Fontanel", "surname", "Hugo Fontanel")


def test_a_title_of_the_other_gender_is_nobody_named() -> None:
    found = mentions("Claire Fontanel a voté. M. Fontanel est resté chez lui.")
    assert named(found, "Fontanel")[0].chain != named(found, "Claire Fontanel")[0].chain


def test_father_and_son_share_no_chain() -> None:
    found = mentions("Walter Halloran met Walter Halloran Jr. in Boston. Halloran left early.", "en")
    chains = [named(found, words)[0].chain for words in ("Walter Halloran", "Walter Halloran Jr.", "Halloran")]
    assert len(set(chains)) == 3


def test_ministries_of_two_states_share_no_chain() -> None:
    found = mentions("Norway's Ministry of Defence called. The Finnish Ministry of Defence did not answer.", "en")
    one, other = named(found, "Ministry of Defence")
    assert one.chain != other.chain
    assert ("state=NO" in one.attributes, "state=FI" in other.attributes) == (True, True)


def test_a_street_is_not_the_person_it_is_named_after() -> None:
    found = mentions("Anne Sormier habitait près de la rue Anne-Sormier. Sormier y est morte.")
    assert {m.name for _, m in found if m.kind == "person"} == {"Anne Sormier"}


def test_a_hyphen_is_no_verb_before_its_pronoun_in_a_name() -> None:
    found = mentions("Kim Jong-il est mort en hiver, et son fils Kim Jong-un lui a succédé.")
    assert named(found, "Kim Jong-il")[0].chain != named(found, "Kim Jong-un")[0].chain


def test_a_state_has_the_name_written_most() -> None:
    found = mentions(
        "La République populaire démocratique de Corée a signé. La RPDC a payé. La Corée du Nord a livré. "
        "La RPDC a souri. La Corée du Nord a dit non, et Pyongyang a dit oui."
    )
    assert {m.name for _, m in found if "state=KP" in m.attributes} == {"Corée du Nord"}


def test_a_function_ends_behind_the_name_of_what_it_is_a_function_in() -> None:
    found = mentions("Le président de la région Armoval, Cédric Launay, a visité le lycée.")
    role, name = named(found, "président de la région Armoval")[0], named(found, "Cédric Launay")[0]
    assert (role.form, role.chain, role.rule) == ("role", name.chain, "role-before-name")


def test_initials_stand_for_a_given_name() -> None:
    found = mentions("Claire Fontanel a parlé hier. « C'est fini », a dit C. Fontanel.")
    assert named(found, "C. Fontanel")[0].rule == "initial"
    assert len({m.chain for _, m in found if m.kind == "person"}) == 1


def test_two_bearers_of_a_surname_leave_it_alone() -> None:
    found = mentions("Julien Mercadal et Paul Mercadal sont frères. Mercadal a refusé de répondre.")
    assert len({m.chain for _, m in found}) == 3


def test_a_state_its_acronym_and_its_capital() -> None:
    text = (
        "La République populaire démocratique de Corée (RPDC) a confirmé. Selon le communiqué de Pyongyang, "
        "la Corée du Nord attend. La délégation est arrivée à Pyongyang."
    )
    found = mentions(text)
    state = {m.chain for s, m in found if s in {"RPDC", "Corée du Nord", "République populaire démocratique de Corée"}}
    acting, place = named(found, "Pyongyang")
    assert state == {acting.chain}
    assert acting.rule == "capital-for-state"
    assert "subkind=state" in acting.attributes
    assert place.chain == place.id
    assert "subkind=state" not in place.attributes


def test_an_adjective_of_nationality_is_no_name() -> None:
    assert not mentions("Les soldats nord-coréens et les marins portugais sont partis.")


def test_institutions_say_what_they_are() -> None:
    found = mentions(
        "Selon le ministère portugais de la Défense, cité par l'agence Reuters et le journal Le Monde, rien."
    )
    subkinds = {s: a for s, m in found for a in m.attributes if a.startswith("subkind")}
    assert subkinds["ministère portugais de la Défense"] == "subkind=ministry"
    assert subkinds["Reuters"] == "subkind=agency"
    assert subkinds["Le Monde"] == "subkind=medium"


def test_roles_before_and_after_a_name() -> None:
    found = mentions("Le président italien Marcello Brandini a reçu Élise Vautrin, ministre des Transports, à Rome.")
    before, after = named(found, "président italien")[0], named(found, "ministre des Transports")[0]
    assert (before.rule, before.name) == ("role-before-name", "Marcello Brandini")
    assert (after.rule, after.name) == ("role-after-name", "Élise Vautrin")
    assert "office=head:IT" in before.attributes


def test_a_role_of_the_next_sentence_is_not_beside_a_name() -> None:
    found = mentions("Il a reçu Élise Vautrin, ministre des Transports. Brandini, Marcello Brandini, a parlé.")
    assert named(found, "ministre des Transports")[0].name == "Élise Vautrin"


def test_a_heading_is_not_beside_the_line_after_it() -> None:
    found = mentions("Un geste du nouveau président\nClara Bosquet est arrivée hier à Dijon.")
    assert not named(found, "président")


def test_an_office_names_its_one_holder() -> None:
    found = mentions("Le président italien Marcello Brandini a parlé. Le dirigeant italien est ensuite parti.")
    role = named(found, "dirigeant italien")[0]
    assert (role.rule, role.name) == ("office", "Marcello Brandini")


def test_a_pronoun_needs_one_candidate() -> None:
    one = mentions("Clara Bosquet a ouvert la séance. Elle a remercié les élus.")
    two = mentions("Clara Bosquet et Anne Rivoire ont ouvert la séance. Elle a remercié les élus.")
    assert named(one, "Elle")[0].name == "Clara Bosquet"
    assert not named(two, "Elle")
    assert not named(mentions("Paul Bosquet est arrivé. Il s'agit d'une première."), "Il")


def test_english_reads_with_the_same_code() -> None:
    found = mentions("The Finnish president, Antti Korhola, met Mary Brandon in Oslo. She praised Mr Korhola.", "en")
    assert named(found, "Korhola")[0].name == "Antti Korhola"
    assert named(found, "Finnish president")[0].name == "Antti Korhola"


def test_without_labels_lists_titles_and_capitals_still_speak() -> None:
    found = mentions("Hier, M. Paul Bosquet a rencontré Anne Rivoire en Italie, selon Reuters.", neutral=True)
    kinds = {surface: m.kind for surface, m in found}
    assert kinds["Italie"] == "place"
    assert kinds["Reuters"] == "organisation"
    assert kinds["Paul Bosquet"] == kinds["Anne Rivoire"] == "person"


def test_a_language_without_the_section_finds_nothing() -> None:
    assert find_mentions(annotated("Clara Bosquet", "und"), load_pack("und")) == ()


NASTY = st.text(alphabet="AÉlaeé .,;:()«»“”\"'’-\n0M\x00\ufffd🙂שع김", max_size=120)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Paul Bosquet",
            "il",
            "la",
            "Le président russe",
            "ministère de",
            "(RPDC)",
            "Moscou",
            "et",
            ",",
            ".",
            "M.",
            "AFP",
        ]
    ),
    max_size=25,
).map(" ".join)


@given(st.one_of(st.text(max_size=120), NASTY, SENTENCES), st.sampled_from(["fr", "en", "und"]))
def test_any_text_gives_sound_mentions(text: str, language: str) -> None:
    article = annotated(text, language)
    found = find_mentions(article, pack_for(language))
    ids = {m.id for m in found}
    assert len(ids) == len(found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert article.surface(mention.span).strip() == article.surface(mention.span)
        assert mention.chain in ids
        assert mention.rule
    assert found == find_mentions(article, pack_for(language))


def test_an_article_inside_a_document_keeps_the_document_s_offsets() -> None:
    text = "Rubrique. Clara Bosquet est arrivée."
    article = annotated(text, start=10)
    assert [text[m.start : m.end] for m in find_mentions(article, pack_for("fr"))] == ["Clara Bosquet"]


@pytest.mark.parametrize("text", ["Paul Bosquet " * 4000, "(" * 20_000, "A" * 50_000, "Le président de " * 3000])
def test_long_lines_are_read_in_one_go(text: str) -> None:
    find_mentions(annotated(text, neutral=True), pack_for("fr"))


def test_mentions_are_immutable_records() -> None:
    mention = mentions("Clara Bosquet est arrivée.")[0][1]
    with pytest.raises(AttributeError):
        mention.start = 3  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(mention), type=Mention) == mention


def test_an_acronym_of_the_lists_counts_in_capitals_unless_it_is_listed_otherwise() -> None:
    assert not named(mentions("The UN met Kim Jong Un.", "en"), "Un")
    assert named(mentions("The UN met Kim Jong Un.", "en"), "UN")[0].kind == "organisation"
    found = mentions("L'Otan a réagi. L'OTAN aussi.")
    assert len({m.chain for _, m in found}) == 1


def test_a_label_that_joins_two_companies_is_taken_apart_where_one_stands_alone() -> None:
    found = mentions("Boeing rose. Both Boeing and Airbus gained. Airbus rival Boeing fell back.", "en")
    assert {surface for surface, m in found if m.kind == "organisation"} == {"Boeing", "Airbus"}


def test_a_model_is_not_its_maker() -> None:
    found = mentions("Airbus sold the Airbus A320 to a carrier. Airbus is pleased.", "en")
    makers = {m.chain for m in named(found, "Airbus")}
    assert len(makers) == 1
    assert not makers & {m.chain for m in named(found, "Airbus A320")}


def test_a_person_in_a_headline_in_capitals() -> None:
    assert named(mentions("LA PROPOSITION DE CLAIRE FONTANEL\nElle sera lue."), "CLAIRE FONTANEL")[0].kind == "person"
