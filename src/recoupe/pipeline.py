"""The whole flow on one page: read, cut, annotate, find reuse, group into stories, resolve, cross-check.

Only this module, the jobs of `recoupe.corpus` that it is made of, and `recoupe.cases`, which runs the language packs'
own cases, know the stages and their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from recoupe import __version__
from recoupe.annotate.attributions import trace_attributions
from recoupe.annotate.credits import find_credits
from recoupe.annotate.mentions import find_mentions
from recoupe.annotate.quantities import find_quantities
from recoupe.annotate.quotations import find_quotations
from recoupe.annotate.statements import find_statements
from recoupe.annotate.timexes import find_timexes
from recoupe.corpus.copies import find_copies
from recoupe.corpus.reading import Input, cut_articles, read
from recoupe.crosscheck.conflicts import find_conflicts
from recoupe.crosscheck.independence import count_independent
from recoupe.crosscheck.omissions import find_omissions
from recoupe.crosscheck.overview import summarise
from recoupe.crosscheck.timeline import order_timeline
from recoupe.crosscheck.wording import compare_wording
from recoupe.dossier import Dossier
from recoupe.ingest.draft import Reading
from recoupe.languages.analyser import Analyser
from recoupe.languages.choice import BUILT_IN, choose_analyser
from recoupe.languages.pack import LanguagePack, pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Document, Layer
from recoupe.model.group import Story, Thread
from recoupe.model.judgement import Judgement
from recoupe.options import Options
from recoupe.resolve.claims import align_claims
from recoupe.resolve.entities import resolve_entities
from recoupe.resolve.links import link_entities, name_bearers
from recoupe.resolve.utterances import group_utterances
from recoupe.reuse.lineages import trace_lineage
from recoupe.reuse.originality import group_copies, measure_originality
from recoupe.stories.clusters import group_stories
from recoupe.stories.comparison import compare_articles
from recoupe.stories.features import count_features
from recoupe.stories.threads import link_threads

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""


def _silent(_step: str, _done: int, _total: int) -> None:
    """Report nothing."""


class Grouping(NamedTuple):
    """Articles with the stories and threads they form."""

    articles: tuple[AnnotatedArticle, ...]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]


def make_dossier(
    inputs: Sequence[Input],
    options: Options | None = None,
    *,
    judgements: Sequence[Judgement] = (),
    stdin: BinaryIO | None = None,
    progress: Progress = _silent,
) -> Dossier:
    """Read reports and cross-check them: the main job.

    Args:
        inputs: paths, globs, URLs, ``-``, or records with ``id`` and ``text``.
        options: thresholds and choices; the defaults are meant for news.
        judgements: what a person decided; it wins over the machine.
        stdin: what ``-`` reads.
        progress: told of each step.

    Returns:
        The dossier. Inputs that could not be read are listed in its `unread`, with the reason.
    """
    options = options or Options()
    reading = read(inputs, options, stdin=stdin)
    return cross_check(reading, options, judgements=judgements, progress=progress)


def annotate_article(article: AnnotatedArticle, analyser: Analyser, pack: LanguagePack) -> AnnotatedArticle:
    """Make every layer of one article, each from the ones before it."""
    tokens, sentences, warnings = analyser.analyse(article.text, article.article.start, article.article.end)
    article = replace(article, tokens=tokens, sentences=sentences, warnings=(*article.warnings, *warnings))
    article = replace(article, mentions=find_mentions(article, pack))
    article = replace(article, timexes=find_timexes(article, pack))
    article = replace(article, quantities=find_quantities(article, pack))
    article = replace(article, quotations=find_quotations(article, pack))
    article = replace(article, quotations=trace_attributions(article, pack))
    credited = find_credits(article, pack)
    article = replace(article, credits=credited, article=replace(article.article, credits=credited))
    return replace(article, statements=find_statements(article, pack))


def annotate_articles(
    articles: Sequence[AnnotatedArticle], options: Options, progress: Progress = _silent
) -> tuple[AnnotatedArticle, ...]:
    """Annotate articles one after the other, each with the analyser chosen for its language and with its pack."""
    annotated = []
    for number, article in enumerate(articles, start=1):
        analyser = choose_analyser(options.analyser, article.language, options.name_score)
        annotated.append(annotate_article(article, analyser, pack_for(article.language)))
        progress("annotate", number, len(articles))
    return tuple(annotated)


def annotate_documents(
    reading: Reading, options: Options, progress: Progress = _silent
) -> tuple[AnnotatedArticle, ...]:
    """Cut documents into articles and annotate these; the articles of one document name a bearer alike."""
    named: list[AnnotatedArticle] = []
    annotated = annotate_articles(cut_articles(reading.documents, options), options, progress)
    for _, group in groupby(annotated, key=lambda article: article.document.id):
        articles = tuple(group)
        entities = resolve_entities(articles, (), options.entities) if len(articles) > 1 else ()
        named.extend(name_bearers(articles, entities))
    return tuple(named)


def group_articles(articles: Sequence[AnnotatedArticle], options: Options) -> Grouping:
    """Group articles into stories, and stories into threads."""
    features = count_features(articles, options.stories.title_weight)
    comparison = compare_articles(articles, features, options.stories)
    stories = group_stories(articles, options.stories, features, comparison=comparison)
    stories, threads = link_threads(stories, articles, options.stories, features, comparison=comparison)
    return Grouping(tuple(articles), stories, threads)


def cross_check(
    reading: Reading,
    options: Options,
    *,
    judgements: Sequence[Judgement] = (),
    progress: Progress = _silent,
) -> Dossier:
    """Everything that follows reading."""
    articles, stories, threads = group_articles(cut_articles(reading.documents, options), options)
    articles = annotate_articles(articles, options, progress)
    progress("copies", 0, 0)
    shared = find_copies(articles, stories, options)
    reuses = tuple(reuse for reuse in shared if not reuse.template)
    progress("entities", 0, 0)
    entities = resolve_entities(articles, judgements, options.entities)
    articles = link_entities(articles, entities)
    utterances = group_utterances(articles, options.utterances, entities, stories)
    progress("claims", 0, 0)
    claims = align_claims(articles, stories, reuses, options.claims)
    claims = count_independent(claims, articles, reuses, utterances, options.crosscheck)
    claims, conflicts = find_conflicts(claims, articles, utterances, options.crosscheck, entities)
    claims, omissions = find_omissions(claims, articles, stories, options.crosscheck)
    wording = compare_wording(articles, entities, claims)
    originality = measure_originality(articles, reuses)
    articles = tuple(replace(a, article=replace(a.article, originality=originality[a.article.id])) for a in articles)
    return Dossier(
        schema_version=1,
        recoupe=__version__,
        overview=summarise(
            reading.documents, articles, stories, group_copies(articles, reuses), reuses, claims, conflicts
        ),
        documents=_warned(reading.documents, articles),
        articles=tuple(a.article for a in articles),
        unread=reading.unread,
        layers=_layers(articles, options),
        stories=stories,
        threads=threads,
        entities=entities,
        quotations=tuple(q for a in articles for q in a.quotations),
        utterances=utterances,
        timexes=tuple(t for a in articles for t in a.timexes),
        quantities=tuple(q for a in articles for q in a.quantities),
        statements=tuple(s for a in articles for s in a.statements),
        claims=claims,
        conflicts=conflicts,
        reuse=shared,
        lineage=trace_lineage(articles, reuses, entities),
        omissions=omissions,
        wording=wording,
        timeline=order_timeline(articles),
    )


def _warned(documents: Sequence[Document], articles: Sequence[AnnotatedArticle]) -> tuple[Document, ...]:
    """Documents with what is to be known of how their articles were annotated."""
    said: dict[str, tuple[str, ...]] = {}
    for article in articles:
        said[article.document.id] = (*said.get(article.document.id, ()), *article.warnings)
    return tuple(replace(d, warnings=(*d.warnings, *said[d.id])) if said.get(d.id) else d for d in documents)


def _layers(articles: Sequence[AnnotatedArticle], options: Options) -> tuple[Layer, ...]:
    """The packs and models that the results rest on."""
    layers = set()
    for language in {article.language for article in articles}:
        pack = pack_for(language)
        for choice in (BUILT_IN, options.analyser):
            layers.add(choose_analyser(choice, language, options.name_score).layer)
        data = pack.language
        layers.add(Layer(name=f"language pack {pack.code}", version=data.version, licence=data.licence))
    return tuple(sorted(layers, key=lambda layer: (layer.name, layer.version)))
