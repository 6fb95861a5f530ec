"""Runs the features on the cases of language packs, as the pipeline would run them on an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from recoupe.corpus.reading import cut_articles
from recoupe.ingest.files import documents_from_records
from recoupe.ingest.headers import read_header
from recoupe.languages.check import Finding, Runner, Slot
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle, Mention, Quantity, Quotation, Statement, Timex
from recoupe.model.document import Document
from recoupe.options import IngestOptions, Options
from recoupe.pipeline import annotate_article


def case_runners() -> Mapping[str, Runner]:
    """The runner of each feature that has cases, by its stem."""
    return {
        "attributions": _annotated(lambda a: [_chain(a, q) for q in a.quotations]),
        "header": _header,
        "mentions": _annotated(lambda a: [_mention(m) for m in a.mentions]),
        "quantities": _annotated(lambda a: [_quantity(q) for q in a.quantities]),
        "quotations": _annotated(lambda a: [_quotation(a, q) for q in a.quotations]),
        "sentences": _annotated(lambda a: [Finding(s.start, s.end, "sentence", {}) for s in a.sentences]),
        "statements": _annotated(lambda a: [_statement(s) for s in a.statements]),
        "timexes": _annotated(lambda a: [_timex(t) for t in a.timexes]),
    }


def _document(text: str, pack: LanguagePack, published: str | None) -> Document:
    record: dict[str, object] = {"id": "case", "text": text, "language": pack.code}
    if published:
        record["published"] = published
    return documents_from_records([record], IngestOptions()).documents[0]


def _annotated(read: Callable[[AnnotatedArticle], Iterable[Finding]]) -> Runner:
    def run(text: str, pack: LanguagePack, published: str | None) -> list[Finding]:
        articles = cut_articles([_document(text, pack, published)], Options())
        analyser = load_analyser(pack)
        return [finding for article in articles for finding in read(annotate_article(article, analyser, pack))]

    return run


def _header(text: str, pack: LanguagePack, _published: str | None) -> list[Finding]:
    header = read_header(text, pack)
    if header.span is None:
        return []
    return [Finding(header.span.start, header.span.end, header.rule or "", {"published": header.published})]


def _mention(mention: Mention) -> Finding:
    slots: dict[str, Slot] = {
        "kind": mention.kind,
        "form": mention.form,
        "name": mention.name,
        "rule": mention.rule,
        "subkind": next((a.removeprefix("subkind=") for a in mention.attributes if a.startswith("subkind=")), None),
    }
    return Finding(mention.start, mention.end, mention.rule, slots)


def _timex(timex: Timex) -> Finding:
    slots: dict[str, Slot] = {
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "earliest": timex.earliest,
        "latest": timex.latest,
        "anchor": timex.anchor,
    }
    return Finding(timex.start, timex.end, timex.rule, slots)


def _quantity(quantity: Quantity) -> Finding:
    slots: dict[str, Slot] = {
        "low": quantity.low,
        "high": quantity.high,
        "comparator": quantity.comparator,
        "unit": quantity.unit,
        "counted": quantity.counted.text if quantity.counted else None,
    }
    return Finding(quantity.start, quantity.end, quantity.rule, slots)


def _quotation(article: AnnotatedArticle, quotation: Quotation) -> Finding:
    slots: dict[str, Slot] = {
        "kind": quotation.kind,
        "speaker": quotation.speaker.name if quotation.speaker else None,
        "cue": article.surface(quotation.cue) if quotation.cue else None,
        "negated": quotation.negated,
        "modality": quotation.modality,
        "rule": quotation.rule,
    }
    return Finding(quotation.content.start, quotation.content.end, quotation.rule, slots)


def _chain(article: AnnotatedArticle, quotation: Quotation) -> Finding:
    finding = _quotation(article, quotation)
    chain = ", ".join(f"{link.role}:{link.name}" for link in quotation.chain)
    return finding._replace(slots={**finding.slots, "chain": chain})


def _statement(statement: Statement) -> Finding:
    slots: dict[str, Slot] = {
        "holder": statement.holder.kind,
        "modality": statement.modality,
        "polarity": statement.polarity,
    }
    return Finding(statement.start, statement.end, "statement", slots)
