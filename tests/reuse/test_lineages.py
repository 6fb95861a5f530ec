from __future__ import annotations

from collections.abc import Callable

import msgspec

from recoupe.model.annotation import AnnotatedArticle, ChainLink, Quotation, Speaker
from recoupe.model.document import Credit
from recoupe.model.finding import Origin
from recoupe.model.group import Direction, Entity, EntityMention, Evidence, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.reuse.lineages import trace_lineage

MakeArticle = Callable[..., AnnotatedArticle]


def reuse(a: str, b: str, direction: Direction) -> Reuse:
    sides = ArticleSpan(article=a, start=0, end=5), ArticleSpan(article=b, start=0, end=5)
    because = (Evidence(rule="shared-words", score=9.0, spans=sides),)
    return Reuse(id="r-0", a=sides[0], b=sides[1], similarity=1.0, direction=direction, edits=(), because=because)


def quotation(text: str, speaker: str | None, *chain: tuple[str, str]) -> Quotation:
    links = tuple(
        ChainLink(name=name, entity=None, role=role, start=text.index(name), end=text.index(name) + len(name))  # type: ignore[arg-type]
        for name, role in chain
    )
    who = None
    if speaker is not None:
        start = text.index(speaker)
        who = Speaker(name=speaker, entity=None, entities=(), start=start, end=start + len(speaker))
    return Quotation(
        id="q",
        article="x",
        content=Span(0, 3),
        fragments=(),
        kind="indirect",
        cue=None,
        cue_lemma=None,
        speaker=who,
        chain=links,
        negated=False,
        modality="reported",
        rule="t",
        confidence=1.0,
        flags=(),
    )


def entity(name: str, subkind: str | None, *mentions: EntityMention) -> Entity:
    return Entity(
        id=f"e-{name}",
        kind="organisation",
        subkind=subkind,
        name=name,
        spellings=(name,),
        mentions=mentions,
        possibly=(),
        because=(),
    )


def edges(lineage) -> list[tuple[str, str, str]]:
    return [(edge.taken, edge.taker, edge.kind) for edge in lineage.edges]


def test_a_directed_reuse_is_an_edge_and_an_open_one_is_not(make_article: MakeArticle):
    articles = [make_article(name, "Le bac") for name in "wxyz"]
    shared = [reuse("w", "x", "b->a"), reuse("x", "y", "a->b"), reuse("w", "z", "unknown"), reuse("y", "z", "common")]
    assert edges(trace_lineage(articles, shared, [])) == [("x", "w", "copied"), ("x", "y", "copied")]


def test_two_passages_of_two_articles_are_one_edge_with_all_the_evidence(make_article: MakeArticle):
    articles = [make_article(name, "Le bac") for name in "xy"]
    first = reuse("x", "y", "a->b")
    second = Reuse(
        id="r-1",
        a=ArticleSpan(article="x", start=6, end=9),
        b=first.b,
        similarity=1.0,
        direction="a->b",
        edits=(),
        because=(Evidence(rule="shared-words", score=8.0, spans=(first.b,)),),
    )
    (edge,) = trace_lineage(articles, [first, second], []).edges
    assert [evidence.score for evidence in edge.because] == [9.0, 8.0]


def test_credits_and_relays_are_origins_and_documents_are_not(make_article: MakeArticle):
    text = "Le quai ferme, dit Orve-Presse d'après Radio Rade dans un communiqué"
    start = text.index("Orve-Presse")
    article = make_article(
        "x",
        text,
        credits=(Credit(name="Orve-Presse", start=start, end=start + 11),),
        quotations=(quotation(text, None, ("Radio Rade", "medium"), ("communiqué", "document")),),
    )
    lineage = trace_lineage([article], [], [])
    assert lineage.origins == (Origin(name="Orve-Presse", entity=None), Origin(name="Radio Rade", entity=None))
    assert edges(lineage) == [("origin:Orve-Presse", "x", "cited"), ("origin:Radio Rade", "x", "cited")]
    assert [edge.because[0].rule for edge in lineage.edges] == ["credit", "reporting-chain"]
    assert all(article.surface(span.span) in edge.taken for edge in lineage.edges for span in edge.because[0].spans)


def test_an_entity_gives_its_origin_one_name(make_article: MakeArticle):
    text = "Le quai ferme, dit l'OP"
    mention = EntityMention(article="x", start=text.index("OP"), end=text.index("OP") + 2, form="alias")
    agency = entity("Orve-Presse", "agency", mention)
    credited = "(avec orve-presse)"
    articles = [
        make_article("x", text, quotations=(quotation(text, "OP"),)),
        make_article("y", credited, credits=(Credit(name="orve-presse", start=6, end=17),)),
    ]
    lineage = trace_lineage(articles, [], [agency])
    assert lineage.origins == (Origin(name="Orve-Presse", entity="e-Orve-Presse"),)
    assert edges(lineage) == [("origin:Orve-Presse", "x", "cited"), ("origin:Orve-Presse", "y", "cited")]


def test_a_speaker_that_is_no_source_by_trade_is_no_origin(make_article: MakeArticle):
    text = "Le quai ferme, dit la mairie"
    article = make_article("x", text, quotations=(quotation(text, "la mairie"),))
    assert trace_lineage([article], [], [entity("la mairie", None)]).origins == ()


def test_an_article_is_no_origin_of_itself(make_article: MakeArticle):
    credited = "(Orve-Presse)"
    article = make_article(
        "x", credited, publisher="Orve-Presse", credits=(Credit(name="Orve-Presse", start=1, end=12),)
    )
    assert trace_lineage([article], [], []).edges == ()


def test_a_copied_edge_says_whether_the_source_is_named_and_how_much_later_it_came(make_article: MakeArticle):
    articles = [
        make_article("x", "Le bac", outlet="Le Chenal", published="2031-02-04T08:00:00Z"),
        make_article("y", "Le Chenal", outlet="La Jetée", published="2031-02-04T09:30:00Z"),
        make_article("z", "Le bac", published="2031-02-03"),
    ]
    plain = reuse("x", "y", "a->b")
    named = Evidence(rule="credit", score=1.0, spans=(ArticleSpan(article="y", start=0, end=9),))
    credited = msgspec.structs.replace(plain, because=(*plain.because, named))
    for shared, answer in ((plain, False), (credited, True)):
        (edge,) = trace_lineage(articles, [shared], []).edges
        assert (edge.credited, edge.delay) == (answer, "PT1H30M")
    (edge,) = trace_lineage(articles, [reuse("x", "z", "b->a")], []).edges
    assert (edge.taken, edge.credited, edge.delay) == ("z", None, "P1D")
