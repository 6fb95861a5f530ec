"""The whole flow on one page: read, cut, annotate, find reuse, group into stories, resolve, cross-check.

Only this module, the jobs of `recoupe.corpus` that it is made of, and `recoupe.cases`, which runs the language packs'
own cases, know the stages and their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

from msgspec.structs import asdict, replace

from recoupe import __version__
from recoupe.annotate.attributions import trace_attributions
from recoupe.annotate.credits import find_credits
from recoupe.annotate.mentions import find_mentions
from recoupe.annotate.quantities import find_quantities
from recoupe.annotate.quotations import find_quotations
from recoupe.annotate.statements import find_statements
from recoupe.annotate.timexes import find_timexes
from recoupe.corpus.copies import find_copies
from recoupe.corpus.reading import Input, cut_articles, read, whole_articles
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
from recoupe.languages.embedder import Embedder, embed_texts
from recoupe.languages.pack import LanguagePack, pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Document, Layer
from recoupe.model.earlier import Earlier, read_earlier
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Redirect, Story, Thread
from recoupe.model.judgement import Judgement
from recoupe.options import Options, StoryOptions
from recoupe.resolve.claims import align_claims
from recoupe.resolve.entities import resolve_entities
from recoupe.resolve.links import link_entities, name_bearers
from recoupe.resolve.utterances import group_utterances
from recoupe.reuse.lineages import trace_lineage
from recoupe.reuse.originality import group_copies, measure_originality
from recoupe.stories.clusters import group_stories
from recoupe.stories.comparison import compare_articles
from recoupe.stories.features import Features, count_features, read_texts
from recoupe.stories.identity import keep_ids
from recoupe.stories.membership import explain_members
from recoupe.stories.threads import link_threads
from recoupe.stories.tuning import tune_thresholds
from recoupe.stories.window import StoryWindow
from recoupe.stories.window_files import load_window, save_window

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""


def _silent(_step: str, _done: int, _total: int) -> None:
    """Report nothing."""


class Grouping(NamedTuple):
    """Articles with the stories and threads they form, and what became of ids that an earlier run gave."""

    articles: tuple[AnnotatedArticle, ...]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    redirects: tuple[Redirect, ...] = ()


class Calibration(NamedTuple):
    """Options of stories with the thresholds that were found, and B-cubed F1 of each threshold that was tried."""

    options: StoryOptions
    stories: tuple[tuple[float, float], ...]
    threads: tuple[tuple[float, float], ...]


def make_dossier(
    inputs: Sequence[Input],
    options: Options | None = None,
    *,
    judgements: Sequence[Judgement] = (),
    previous: DossierRecord | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = _silent,
) -> Dossier:
    """Read reports and cross-check them: the main job.

    Args:
        inputs: paths, globs, URLs, ``-``, or records with ``id`` and ``text``.
        options: thresholds and choices; the defaults are meant for news.
        judgements: what a person decided; it wins over the machine.
        previous: an earlier dossier: its stories and threads keep their ids, and `redirects` lists those merged.
        stdin: what ``-`` reads.
        progress: told of each step.

    Returns:
        The dossier. Inputs that could not be read are listed in its `unread`, with the reason.
    """
    options = options or Options()
    reading = read(inputs, options, stdin=stdin)
    earlier = read_earlier(previous) if previous is not None else None
    return cross_check(reading, options, judgements=judgements, earlier=earlier, progress=progress)


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
        if len(articles) > 1:
            articles = name_bearers(articles, resolve_entities(articles, (), options.entities))
        named.extend(articles)
    return tuple(named)


def group_articles(
    articles: Sequence[AnnotatedArticle],
    options: Options,
    judgements: Sequence[Judgement] = (),
    earlier: Earlier | None = None,
    embedder: Embedder | None = None,
) -> Grouping:
    """Group articles into stories, and stories into threads.

    Args:
        articles: in any order.
        options: thresholds; those of stories are to be calibrated for the embedder.
        judgements: what a person decided.
        earlier: an earlier run, whose ids live on.
        embedder: compares the articles in place of their words.
    """
    features = represent_articles(articles, options, embedder)
    comparison = compare_articles(articles, features, options.stories)
    stories = group_stories(articles, options.stories, features, judgements, comparison=comparison)
    stories, threads = link_threads(stories, articles, options.stories, features, comparison=comparison)
    return Grouping(tuple(articles), *keep_ids(stories, threads, articles, earlier or Earlier()))


def represent_articles(
    articles: Sequence[AnnotatedArticle], options: Options, embedder: Embedder | None = None
) -> Features:
    """What articles are compared by: their features, and the vectors of an embedder where there is one."""
    features = count_features(articles, options.stories.title_weight)
    if embedder is None:
        return features
    texts = ["\n".join(filter(None, read_texts(annotated.article, annotated.document))) for annotated in articles]
    return features._replace(vectors=embed_texts(embedder, texts), across=len(embedder.languages) != 1)


def tune_stories(
    documents: Sequence[Document],
    stories: Mapping[str, str],
    topics: Mapping[str, str],
    options: Options,
    embedder: Embedder | None = None,
) -> Calibration:
    """Calibrate the thresholds of stories and threads on documents whose stories are known.

    Args:
        documents: each one report.
        stories: id of one of the documents -> its story; one at least.
        topics: the same for the topics that are known.
        options: what is not searched for.
        embedder: compares the reports in place of their words.
    """
    articles = whole_articles(documents)
    features = represent_articles(articles, options, embedder)
    article_of = {annotated.document.id: annotated.article.id for annotated in articles}
    of_story = {article_of[document]: story for document, story in stories.items()}
    of_topic = {article_of[document]: topic for document, topic in topics.items()}
    return Calibration(*tune_thresholds(articles, features, of_story, of_topic, options.stories))


def stream_articles(
    articles: Sequence[AnnotatedArticle],
    folder: Path,
    options: Options,
    judgements: Sequence[Judgement] = (),
    *,
    days: int | None = None,
    regroup: bool = False,
) -> Grouping:
    """Take articles into a window of stories that is kept in a folder.

    Args:
        articles: what comes.
        folder: of the window; it is made where there is none, with the thresholds of `options`, which stay with it.
        options: see `folder`.
        judgements: what a person decided; where it is not what it was, the whole window is grouped anew.
        days: how long an article stays, from now on; as before where it is None.
        regroup: group the whole window anew, and link its threads.

    Returns:
        The articles, as far as they are in the window, with the stories that hold them, and what became of ids.
    """
    there = folder.is_dir() and any(folder.iterdir())
    window = load_window(folder) if there else StoryWindow(options.stories, judgements=judgements)
    window.days = window.days if days is None else days
    decided = tuple(judgements) != window.judgements
    window.judgements = tuple(judgements)
    redirects = list(window.add(articles).redirects)
    if regroup or decided:
        redirects.extend(window.recluster().redirects)
    save_window(window, folder)
    came = tuple(annotated for annotated in articles if window.holds(annotated))
    wanted = {annotated.article.id for annotated in came}
    stories = tuple(window.story(story.id) for story in window.stories if wanted & set(story.articles))
    return Grouping(came, stories, (), tuple(redirects))


def cross_check(
    reading: Reading,
    options: Options,
    *,
    judgements: Sequence[Judgement] = (),
    earlier: Earlier | None = None,
    progress: Progress = _silent,
) -> Dossier:
    """Everything that follows reading."""
    cut = cut_articles(reading.documents, options)
    articles, stories, threads, redirects = group_articles(cut, options, judgements, earlier)
    articles = annotate_articles(articles, options, progress)
    stories = explain_members(stories, articles, options.stories)
    progress("copies", 0, 0)
    shared = find_copies(articles, stories, options)
    reuses = tuple(reuse for reuse in shared if not reuse.template)
    progress("entities", 0, 0)
    entities = resolve_entities(articles, judgements, options.entities)
    articles = link_entities(articles, entities)
    utterances = group_utterances(articles, options.utterances, entities, stories)
    progress("claims", 0, 0)
    claims = align_claims(articles, stories, reuses, options.claims, entities)
    claims = count_independent(claims, articles, reuses, utterances, options.crosscheck)
    claims, conflicts = find_conflicts(claims, articles, utterances, options.crosscheck, entities)
    claims, omissions = find_omissions(claims, articles, stories, options.crosscheck)
    wording = compare_wording(articles, entities, claims)
    originality = measure_originality(articles, reuses)
    articles = tuple(replace(a, article=replace(a.article, originality=originality[a.article.id])) for a in articles)
    record = DossierRecord(
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
        redirects=redirects,
    )
    return Dossier(**asdict(record))


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
