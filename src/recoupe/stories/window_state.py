"""What a window of articles holds: the articles, which are copies of which, and the stories they form.

Row
    The number of an article, in the order it came; also its row in the index.
Text
    The row of the article that stands for a distinct text: the longest of its copies.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.earlier import Earlier, EarlierArticle
from recoupe.model.judgement import Judgement
from recoupe.options import StoryOptions
from recoupe.stories.clusters import Pool, compare_texts, link_texts, make_story, read_pool
from recoupe.stories.comparison import compare_articles
from recoupe.stories.features import Matrix, count_features
from recoupe.stories.identity import Identified, keep_ids
from recoupe.stories.neighbours import compare_near
from recoupe.stories.pins import Pins, read_pins
from recoupe.stories.postings import Growing
from recoupe.stories.report_index import ReportIndex
from recoupe.stories.similarity import days_apart, join_languages, publication_days, vectorise_names
from recoupe.stories.threads import link_threads

WITNESSES = 3
"""Articles that must be as new as a day before the window moves there: one wrong date empties no window."""


class Link(NamedTuple):
    """How a story was linked: see `recoupe.stories.clusters.Draft`."""

    certain: bool
    loose: bool
    judged: bool


class Membership(NamedTuple):
    """A story of a window: its id, that of its thread, and the sorted ids of its articles."""

    id: str
    thread: str
    articles: tuple[str, ...]


class WindowState:
    """See the module; all is public to `recoupe.stories.window`, which changes it.

    Attributes:
        articles: by row, those that are in the window; rows in the order they came.
        row_of: row of each article, by its id.
        documents: id of a document -> rows of its articles.
        days: first and last day of publication of each row, as ordinals, NaN when unknown.
        stays: the day of each row from which its time in the window counts.
        latest: the newest days of publication, no more than `WITNESSES`, sorted.
        copies: text -> the rows of its copies, itself included.
        text_of: row -> its text.
        story_of: text -> id of its story.
        texts: id of a story -> its texts.
        threads: id of a story -> id of its thread.
        links: id of a story -> how it was linked.
        index: features and similarities of the rows.
    """

    def __init__(self, index: ReportIndex, options: StoryOptions) -> None:
        self.options = options
        self.index = index
        self.articles: dict[int, AnnotatedArticle] = {}
        self.row_of: dict[str, int] = {}
        self.documents: dict[str, list[int]] = {}
        self.days, self.stays = Growing(np.zeros((0, 2))), Growing(np.zeros(0))
        self.latest: list[float] = []
        self.copies: dict[int, list[int]] = {}
        self.text_of: dict[int, int] = {}
        self.story_of: dict[int, str] = {}
        self.texts: dict[str, set[int]] = {}
        self.threads: dict[str, str] = {}
        self.links: dict[str, Link] = {}

    @property
    def newest(self) -> float:
        """The day up to which the window reaches, as an ordinal; minus infinity where too few articles tell."""
        return self.latest[0] if len(self.latest) == WITNESSES else -math.inf

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """What is known of the rows in numbers, that of the index included."""
        return {**self.index.arrays, "days": self.days.view, "stays": self.stays.view}

    def restore(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take days from `arrays`."""
        self.days, self.stays = Growing(arrays["days"]), Growing(arrays["stays"])

    def hold(self, annotated: AnnotatedArticle) -> int:
        """Keep an article, in the next row."""
        row = len(self.stays.view)
        self.keep(row, annotated)
        days = publication_days([annotated])
        self.days.extend(days)
        first, last = days[0]
        if not math.isnan(first):
            self.latest = sorted((*self.latest, float(first)))[-WITNESSES:]
        self.stays.extend(np.array([self.newest if math.isnan(last) else last]))
        return row

    def keep(self, row: int, annotated: AnnotatedArticle) -> None:
        """Keep an article in a row that is made already."""
        self.articles[row] = annotated
        self.row_of[annotated.article.id] = row
        self.documents.setdefault(annotated.document.id, []).append(row)

    def forget(self, row: int) -> None:
        """Let an article go; its row stays."""
        annotated = self.articles.pop(row)
        del self.row_of[annotated.article.id]
        self.documents[annotated.document.id].remove(row)
        if not self.documents[annotated.document.id]:
            del self.documents[annotated.document.id]

    def length(self, row: int) -> int:
        """Code points of an article."""
        article = self.articles[row].article
        return article.end - article.start

    def fullest(self, text: int) -> int:
        """The longest copy of a text, the first of equal ones."""
        return max(self.copies[text], key=lambda row: (self.length(row), -row))

    def membership(self, story: str) -> Membership:
        """A story as others see it."""
        rows = (row for text in self.texts[story] for row in self.copies[text])
        return Membership(story, self.threads[story], tuple(sorted(self.articles[row].article.id for row in rows)))

    def memberships(self) -> dict[str, Membership]:
        """All stories, by id."""
        return {story: self.membership(story) for story in sorted(self.texts)}

    def faded(self, rows: NDArray[np.int64], row: int) -> NDArray[np.float64]:
        """What the days between a row and others leave of their similarity."""
        decay, days = self.options.decay_days, self.days.view
        if not math.isfinite(decay):
            return np.ones(len(rows))
        faded: NDArray[np.float64] = np.exp(-(days_apart(days[rows], days[row]) ** 2) / (2 * decay**2))
        return faded

    def pool(self, texts: Sequence[int], judgements: Sequence[Judgement]) -> tuple[Pool, Matrix]:
        """Some texts with their copies, as `recoupe.stories.clusters` takes them, and how similar the texts are."""
        copies = (row for text in texts for row in self.copies[text])
        rows = sorted(copies, key=lambda row: _order(self.articles[row]))
        place = {row: at for at, row in enumerate(rows)}
        articles = [self.articles[row] for row in rows]
        features = self.index.features(rows, [annotated.article.id for annotated in articles])
        pool = Pool(
            articles=articles,
            features=features,
            days=self.days.view[rows],
            copies=[sorted(place[row] for row in self.copies[text]) for text in texts],
            texts=np.array([place[text] for text in texts], dtype=np.int64),
            weights=self.index.weigh_keys(features.word_keys),
            near=csr_matrix((len(texts), len(texts))),
            pins=read_pins(judgements, articles) if judgements else Pins(),
        )
        numbers = np.array(texts, dtype=np.int64)
        factors = self.index.uncrowd()[numbers]
        similarities = self.index.similarities(texts) * np.outer(factors, factors)
        return pool, csr_matrix(similarities * np.array([self.faded(numbers, text) for text in texts]))

    def earlier(self) -> Earlier:
        """The stories and threads as a later run takes them."""
        stories = {row: self.story_of[text] for row, text in self.text_of.items()}
        held = (
            EarlierArticle(a.document.id, a.article.start, a.article.end, stories[row], self.threads[stories[row]])
            for row, a in self.articles.items()
        )
        return Earlier(tuple(sorted(held)))


def empty_state(options: StoryOptions) -> WindowState:
    """The state of a window without articles."""
    none = csr_matrix((0, 0))
    features = count_features((), options.title_weight)
    return WindowState(ReportIndex(features, np.zeros(0, dtype=np.int64), none, none, options), options)


def grouped_state(
    articles: Iterable[AnnotatedArticle], options: StoryOptions, judgements: Sequence[Judgement], before: WindowState
) -> tuple[WindowState, Identified]:
    """The state of a window whose articles are grouped as a whole.

    Args:
        articles: one at least, in any order.
        options: thresholds.
        judgements: what people said.
        before: the state that this one takes the place of: its ids live on.

    Returns:
        The state; and the stories and threads, with what became of ids that ended.
    """
    came = {annotated.article.id: annotated for annotated in articles}
    features = None
    if came.keys() <= before.row_of.keys():
        features = before.index.features([before.row_of[article] for article in came], list(came))
    held = tuple(came.values())
    features = features if features is not None else count_features(held, options.title_weight)
    comparison = compare_articles(held, features, options)
    pool = read_pool(held, options, features, read_pins(judgements, held), comparison)
    drafts = link_texts(compare_texts(pool, options), pool, options)
    made = [make_story(draft, pool, options) for draft in drafts]
    stories, threads = link_threads(made, pool.articles, options, pool.features, comparison=comparison)
    named = keep_ids(stories, threads, pool.articles, before.earlier())
    linked = _link_languages(pool, options)
    state = WindowState(ReportIndex(pool.features, pool.texts, pool.near, linked, options), options)
    for annotated in pool.articles:
        state.hold(annotated)
    state.copies = {int(text): list(rows) for text, rows in zip(pool.texts, pool.copies, strict=True)}
    state.text_of = {row: text for text, rows in state.copies.items() for row in rows}
    links = {tuple(sorted(pool.texts[list(draft.texts)].tolist())): draft for draft in drafts}
    for story in named.stories:
        texts = {state.text_of[state.row_of[article]] for article in story.articles}
        draft = links[tuple(sorted(texts))]
        state.texts[story.id], state.threads[story.id] = texts, story.thread
        state.links[story.id] = Link(draft.certain, draft.loose, draft.judged)
        state.story_of.update(dict.fromkeys(texts, story.id))
    return state, named


def _link_languages(pool: Pool, options: StoryOptions) -> Matrix:
    """Similarities of the texts, those across languages by names and numbers, before dates and crowding."""
    languages = [pool.features.languages[row] for row in pool.texts]
    if len(set(languages)) < 2:
        return pool.near
    named = compare_near(vectorise_names(pool.features, pool.texts, options)[pool.texts], options)
    return join_languages(pool.near, named * (options.same_story / options.same_story_across), languages)


def _order(annotated: AnnotatedArticle) -> tuple[str, int, int, str]:
    article = annotated.article
    return annotated.document.id, article.start, article.end, article.id
