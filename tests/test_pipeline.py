"""What must always hold of the whole flow, on any input."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recoupe
from recoupe.dossier import Dossier
from recoupe.errors import UsageError
from recoupe.options import Options

ALPHABETS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="«»“”„\"'’ .,:;!?()-–—\n aé0123456789%€A", max_size=400),
    st.text(alphabet="אבגדה مرحبا 漢字かな кириллица \u202e\u200b\ufffd\x00😀", max_size=200),
    st.lists(
        st.sampled_from(
            [
                "Selon Jean Dupont, ",
                "« C'est faux », a-t-il dit. ",
                "le 12 mai 2024 ",
                "plus de 3 000 blessés ",
                "\n\n",
                "11 à 14 000 ",
                "Mr. Smith said: “No.” ",
                "on Monday ",
                "about $3.2bn ",
                "» ",
                "« ",
                "(AFP) ",
                "\r\n",
            ]
        ),
        max_size=40,
    ).map("".join),
)


def located(value: Any) -> list[dict[str, Any]]:
    """Every object of a dossier that names an article and a span, spans nested in such an object included."""
    found: list[dict[str, Any]] = []

    def visit(item: Any, article: str | None) -> None:
        if isinstance(item, dict):
            article = item.get("article", article)
            if isinstance(article, str) and isinstance(item.get("start"), int) and "end" in item:
                found.append({**item, "article": article})
            for inner in item.values():
                visit(inner, article)
        elif isinstance(item, list):
            for inner in item:
                visit(inner, article)

    visit(value, None)
    return found


def assert_spans_hold(dossier: Dossier) -> None:
    """Every span lies inside its article, or its document's title."""
    record = json.loads(dossier.to_json())
    articles = {a["id"]: a for a in record["articles"]}
    documents = {d["id"]: d for d in record["documents"]}
    for item in located({k: v for k, v in record.items() if k not in {"documents", "articles"}}):
        article = articles[item["article"]]
        if item.get("field") == "title":
            assert 0 <= item["start"] <= item["end"] <= len(documents[article["document"]]["title"])
        else:
            assert article["start"] <= item["start"] <= item["end"] <= article["end"], item


@given(st.lists(ALPHABETS, min_size=1, max_size=3))
def test_any_text_gives_a_dossier_whose_spans_hold(texts: list[str]) -> None:
    records = [{"id": f"t{n}", "text": text} for n, text in enumerate(texts)]
    dossier = recoupe.make_dossier(records)
    assert_spans_hold(dossier)
    given_texts = {str(r["id"]): r["text"] for r in records}
    for document in dossier.documents:
        assert (
            document.text == given_texts[document.id].encode("utf-8", "replace").decode() or "\ufffd" in document.text
        )
    assert Dossier.from_json(dossier.to_json()) == dossier


@given(st.lists(ALPHABETS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_bytes(texts: list[str], order: random.Random) -> None:
    records = [{"id": f"t{n}", "text": text} for n, text in enumerate(texts)]
    shuffled = records[:]
    order.shuffle(shuffled)
    assert recoupe.make_dossier(records).to_json() == recoupe.make_dossier(shuffled).to_json()


def test_the_example_in_any_order_gives_the_same_bytes(example_paths: list[str], example_options: Options) -> None:
    forth, back = (recoupe.make_dossier(paths, example_options) for paths in (example_paths, example_paths[::-1]))
    assert forth.to_json() == back.to_json()


def test_spans_of_the_example_hold(example_dossier: Dossier) -> None:
    assert_spans_hold(example_dossier)


def test_quotation_fragments_and_cues_are_words_of_the_report(example_dossier: Dossier) -> None:
    documents = {
        a.id: next(d for d in example_dossier.documents if d.id == a.document) for a in example_dossier.articles
    }
    for quotation in example_dossier.quotations:
        text = documents[quotation.article].text
        assert text[quotation.content.start : quotation.content.end].strip()
        for fragment in quotation.fragments:
            assert quotation.content.contains(fragment)


def test_ids_are_unique(example_dossier: Dossier) -> None:
    record = json.loads(example_dossier.to_json())
    for name, items in record.items():
        if isinstance(items, list) and items and isinstance(items[0], dict) and "id" in items[0]:
            ids = [item["id"] for item in items]
            assert len(ids) == len(set(ids)), name


def test_every_reference_resolves(example_dossier: Dossier) -> None:
    d = example_dossier
    entities, statements = {e.id for e in d.entities}, {s.id for s in d.statements}
    claims, quotations = {c.id for c in d.claims}, {q.id for q in d.quotations}
    articles = {a.id for a in d.articles}
    for quotation in d.quotations:
        assert quotation.article in articles
        if quotation.speaker:
            assert quotation.speaker.entity is None or quotation.speaker.entity in entities
        assert all(link.entity is None or link.entity in entities for link in quotation.chain)
    for statement in d.statements:
        assert set(statement.entities) <= entities
        assert set(statement.timexes) <= {t.id for t in d.timexes}
        assert set(statement.quantities) <= {q.id for q in d.quantities}
        assert statement.quotation is None or statement.quotation in quotations
    for claim in d.claims:
        assert set(claim.statements) <= statements
        assert {s for line in claim.lines for s in line.statements} | set(claim.unsourced) <= set(claim.statements)
        assert set(claim.omitted_by) <= articles
    for conflict in d.conflicts:
        assert conflict.claim in claims
        assert {s for value in conflict.values for s in value.statements} <= statements
    assert all(o.claim in claims and o.article in articles for o in d.omissions)
    assert all(set(story.articles) <= articles for story in d.stories)
    assert {a for story in d.stories for a in story.articles} == articles
    assert all(set(u.quotations) <= quotations for u in d.utterances)


def test_records_and_paths_may_be_mixed(example_paths: list[str]) -> None:
    dossier = recoupe.make_dossier([example_paths[0], {"id": "note", "text": "Le port de Brest est fermé."}])
    assert {d.id for d in dossier.documents} == {"1-courrier.txt", "note"}


@pytest.mark.parametrize("inputs", ["a.txt", Path("a.txt"), {"id": "a", "text": "b"}])
def test_a_single_input_is_no_list_of_inputs(inputs: object) -> None:
    with pytest.raises(UsageError, match="list of paths and records"):
        recoupe.make_dossier(inputs)  # type: ignore[arg-type]
