"""Small annotated reports built by hand, for tests that compare several: one statement a line, slots by words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.model.annotation import (
    AnnotatedArticle,
    Counted,
    Holder,
    Mention,
    Quantity,
    Quotation,
    Speaker,
    Statement,
    Timex,
    Token,
)
from recoupe.model.document import Article, Credit, Document
from recoupe.model.group import Reuse, Story
from recoupe.model.span import ArticleSpan, Span, item_id
from recoupe.text.normalize import fold_text
from recoupe.text.tokens import neutral_rules, tokenise


def build_report(
    name: str,
    lines: Sequence[str],
    *,
    dates: Mapping[str, tuple[str, str]] | None = None,
    figures: Mapping[str, tuple[float, str]] | None = None,
    people: Sequence[str] = (),
    speakers: Mapping[str, str] | None = None,
    denied: Sequence[str] = (),
    published: str | None = None,
    publisher: str | None = None,
    credit: str | None = None,
) -> AnnotatedArticle:
    """An article in French whose every line is a statement.

    Args:
        name: id of the document.
        lines: its statements.
        dates: words -> first and last day, wherever the words stand.
        figures: words -> number and the lemma counted.
        people: names, each its own bearer.
        speakers: line -> who says it; the line is then the content of a quotation.
        denied: lines that are negated.
        published, publisher, credit: of the article.
    """
    text = "\n".join(lines)
    spans = []
    for line in lines:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    document = Document(
        id=name,
        source=name,
        title=None,
        text=text,
        sha256="",
        language="fr",
        url=None,
        outlet=None,
        publisher=publisher,
        published=published,
        published_evidence=None,
        header=None,
        warnings=(),
    )
    key = f"a-{name}"
    credited = (Credit(name=credit, start=0, end=1),) if credit else ()
    article = Article(
        id=key,
        document=name,
        start=0,
        end=len(text),
        outlet=None,
        title=None,
        published=published,
        published_evidence=None,
        credits=credited,
        publisher=publisher,
        version_of=None,
        originality=None,
    )
    places = {words: _places(text, words) for words in (*(dates or {}), *(figures or {}), *people)}
    timexes = [_timex(key, start, words, *span) for words, span in (dates or {}).items() for start in places[words]]
    quantities = [_quantity(key, start, words, *f) for words, f in (figures or {}).items() for start in places[words]]
    mentions = [_mention(key, start, words) for words in people for start in places[words]]
    quotations = {line: _quotation(key, spans[lines.index(line)], who) for line, who in (speakers or {}).items()}
    statements = []
    for index, (line, span) in enumerate(zip(lines, spans, strict=True)):
        quotation = quotations.get(line)
        inside = [m for m in mentions if span.contains(m.span)]
        holder = Holder(kind="author", name=None, entity=None)
        if quotation and quotation.speaker:
            holder = Holder(kind="speaker", name=quotation.speaker.name, entity=quotation.speaker.entity)
        statements.append(
            Statement(
                id=item_id("s", name, span.start, span.end),
                article=key,
                start=span.start,
                end=span.end,
                holder=holder,
                modality="reported" if quotation else "asserted",
                polarity="denied" if line in denied else "affirmed",
                entities=tuple(sorted({m.chain for m in inside})),
                timexes=tuple(t.id for t in timexes if span.contains(t.span)),
                quantities=tuple(q.id for q in quantities if span.contains(q.span)),
                quotation=quotation.id if quotation else None,
                sentence=index,
                role="body",
            )
        )
    return AnnotatedArticle(
        article=article,
        document=document,
        language="fr",
        sentences=tuple(spans),
        tokens=tuple(_tokens(text, spans)),
        mentions=tuple(mentions),
        timexes=tuple(timexes),
        quantities=tuple(quantities),
        quotations=tuple(quotations.values()),
        statements=tuple(statements),
        credits=credited,
    )


def build_story(*articles: AnnotatedArticle, name: str = "story", thread: str = "thread") -> Story:
    """A story of articles."""
    ids = tuple(sorted(a.article.id for a in articles))
    title = ArticleSpan(article=ids[0], start=0, end=1)
    return Story(id=name, title=title, articles=ids, period=None, thread=thread, certain=True, because=())


def build_copy(left: AnnotatedArticle, right: AnnotatedArticle) -> Reuse:
    """The reuse of two articles that are copies throughout."""
    sides = [ArticleSpan(article=a.article.id, start=a.article.start, end=a.article.end) for a in (left, right)]
    return Reuse(
        id=item_id("r", left.article.id, right.article.id),
        a=sides[0],
        b=sides[1],
        similarity=1.0,
        direction="unknown",
        edits=(),
        because=(),
    )


def _places(text: str, words: str) -> list[int]:
    places, start = [], text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    return places


_VERBS = frozenset({"a", "est", "ont", "sont"})


def _tokens(text: str, spans: Sequence[Span]) -> list[Token]:
    tokens = []
    for index, span in enumerate(spans):
        for raw in tokenise(text, neutral_rules(), span.start, span.end):
            form = text[raw.start : raw.end]
            pos = "NUM" if form[0].isdigit() else "NOUN" if form[0].isalpha() else "PUNCT"
            pos = "AUX" if form in _VERBS else pos
            tokens.append(Token(raw.start, raw.end, form.lower(), pos, "O", index))
    return tokens


def _timex(article: str, start: int, words: str, earliest: str, latest: str) -> Timex:
    return Timex(
        id=item_id("t", article, start),
        article=article,
        start=start,
        end=start + len(words),
        type="DATE",
        value=earliest if earliest == latest else earliest[:7],
        granularity="day" if earliest == latest else "month",
        mod=None,
        earliest=earliest,
        latest=latest,
        anchor=None,
        rule="day",
        signal=None,
    )


def _quantity(article: str, start: int, words: str, number: float, counted: str) -> Quantity:
    return Quantity(
        id=item_id("n", article, start),
        article=article,
        start=start,
        end=start + len(words),
        low=number,
        high=number,
        comparator="=",
        unit=None,
        counted=Counted(text=counted, lemma=counted, start=start, end=start + len(words), of=None),
        as_of=None,
        rule="count",
    )


def _mention(article: str, start: int, words: str) -> Mention:
    return Mention(
        id=item_id("m", article, start),
        article=article,
        start=start,
        end=start + len(words),
        kind="person",
        form="name",
        name=words,
        chain=f"e-{fold_text(words)}",
        rule="name",
        attributes=(),
    )


def _quotation(article: str, span: Span, who: str) -> Quotation:
    return Quotation(
        id=item_id("q", article, span.start),
        article=article,
        content=span,
        fragments=(),
        kind="indirect",
        cue=None,
        cue_lemma=None,
        speaker=Speaker(name=who, entity=f"e-{fold_text(who)}", entities=(), start=None, end=None),
        chain=(),
        negated=False,
        modality="asserted",
        rule="test",
        confidence=1.0,
        flags=(),
    )
