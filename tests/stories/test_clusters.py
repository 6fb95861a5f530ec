"""Stories hold the reports of one event, whatever the order they come in."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from invented import BIKES, BIKES_ENGLISH, CHEESE, FERRY, FERRY_AGAIN, FERRY_ENGLISH, FERRY_TOO, SALE, report

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Story
from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories

OPTIONS = StoryOptions()


def grouped(articles: Sequence[AnnotatedArticle], options: StoryOptions = OPTIONS) -> list[list[str]]:
    """Document ids of each story, sorted."""
    names = {annotated.article.id: annotated.document.id for annotated in articles}
    return sorted(sorted(names[article] for article in story.articles) for story in group_stories(articles, options))


def story_of(name: str, articles: Sequence[AnnotatedArticle]) -> Story:
    """The story that holds a document."""
    wanted = {annotated.article.id for annotated in articles if annotated.document.id == name}
    return next(story for story in group_stories(articles, OPTIONS) if wanted & set(story.articles))


DOSSIER = [
    report("ferry-1", FERRY),
    report("ferry-2", FERRY_TOO),
    report("ferry-3", FERRY_AGAIN),
    report("cheese", CHEESE),
    report("bikes", BIKES),
]


def test_three_reports_of_one_event_and_two_strangers() -> None:
    assert grouped(DOSSIER) == [["bikes"], ["cheese"], ["ferry-1", "ferry-2", "ferry-3"]]


@given(st.permutations(DOSSIER))
def test_the_order_of_the_articles_changes_nothing(articles: list[AnnotatedArticle]) -> None:
    assert group_stories(articles, OPTIONS) == group_stories(DOSSIER, OPTIONS)


def test_no_article_gives_no_story() -> None:
    assert group_stories((), OPTIONS) == ()


def test_empty_articles_are_stories_of_their_own() -> None:
    assert grouped([report("a", ""), report("b", ""), report("c", "\n \n")]) == [["a"], ["b"], ["c"]]


def test_near_copies_are_one_text_of_the_story() -> None:
    copied = report("copy", FERRY.split(". ", 1)[1])
    story = story_of("copy", [*DOSSIER, copied])
    assert len(story.articles) == 4
    assert "near-copy" in {evidence.rule for evidence in story.because}


def test_articles_of_one_document_are_never_one_story() -> None:
    text = f"{FERRY}\n{FERRY_TOO}"
    cut = len(FERRY) + 1
    parts = [report("digest", text, end=cut), report("digest", text, start=cut)]
    assert len(group_stories(parts, OPTIONS)) == 2


def test_publication_days_apart_separate_what_words_do_not() -> None:
    near = [report("a", FERRY, published="2031-02-04"), report("b", FERRY_TOO, published="2031-02-05")]
    far = [report("a", FERRY, published="2031-02-04"), report("b", FERRY_TOO, published="2031-03-20")]
    assert grouped(near) == [["a", "b"]]
    assert grouped(far) == [["a"], ["b"]]


def test_a_date_without_its_day_reaches_over_the_month() -> None:
    assert grouped([report("a", FERRY, published="2031-02"), report("b", FERRY_TOO, published="2031-02-27")]) == [
        ["a", "b"]
    ]


def test_a_later_event_with_the_first_as_background_is_a_story_of_its_own() -> None:
    articles = [*DOSSIER[:3], report("sale", SALE)]
    assert grouped(articles) == [["ferry-1", "ferry-2", "ferry-3"], ["sale"]]


def test_weaker_signs_of_a_later_event_leave_the_story_whole_and_uncertain() -> None:
    options = StoryOptions(event_ratio=0.0, doubtful_ratio=1.0)
    articles = [*DOSSIER[:3], report("sale", SALE)]
    assert [(len(story.articles), story.certain) for story in group_stories(articles, options)] == [(4, False)]


def test_copies_far_apart_in_time_are_two_texts() -> None:
    articles = [report("a", FERRY, published="2031-02-04"), report("b", FERRY, published="2031-02-06")]
    rules = [evidence.rule for story in group_stories(articles, OPTIONS) for evidence in story.because]
    assert "near-copy" in rules
    articles = [report("a", FERRY, published="2031-02-04"), report("b", FERRY, published="2031-03-06")]
    assert grouped(articles) == [["a"], ["b"]]


def test_a_story_is_named_by_the_title_nearest_to_all() -> None:
    articles = [
        report("ferry-1", FERRY, title="Nuit agitée en mer"),
        report("ferry-2", FERRY_TOO, title="Kersanton : les 312 passagers du ferry échoué sont sauvés"),
        report("ferry-3", FERRY_AGAIN),
    ]
    story = story_of("ferry-1", articles)
    assert (story.title.field, story.title.article) == ("title", articles[1].article.id)
    assert articles[1].surface(story.title.span) == articles[1].document.title


def test_a_story_without_titles_is_named_by_a_first_sentence() -> None:
    story = story_of("cheese", DOSSIER)
    surface = DOSSIER[3].surface(story.title.span)
    assert surface.startswith("Le fromager Anselme Dutilleux")
    assert surface.endswith("dix-huit mois.")


def test_the_period_runs_from_the_first_to_the_last_publication() -> None:
    articles = [report("a", FERRY, published="2031-02"), report("b", FERRY_TOO, published="2031-02-05")]
    assert story_of("a", articles).period == ("2031-02-01", "2031-02-28")
    assert story_of("a", [*DOSSIER[3:], report("a", FERRY)]).period is None


def test_the_reasons_are_words_that_the_reports_share() -> None:
    texts = {annotated.article.id: annotated.text for annotated in DOSSIER}
    shown = {
        evidence.rule: {texts[span.article][span.start : span.end] for span in evidence.spans}
        for evidence in story_of("ferry-1", DOSSIER).because
    }
    assert "Kersanton" in shown["shared-names"]
    assert shown["shared-numbers"] == {"312"}
    assert "gouvernail" in shown["shared-words"]
    assert shown["similar-reports"] == set()


def test_a_single_report_needs_no_reason_and_is_certain() -> None:
    story = story_of("bikes", DOSSIER)
    assert (story.because, story.certain) == ((), True)


def test_undated_reports_that_are_barely_alike_are_uncertain() -> None:
    options = StoryOptions(firm_story=1.1)
    undated = [report("a", FERRY), report("b", FERRY_TOO)]
    dated = [report("a", FERRY, published="2031-02-04"), report("b", FERRY_TOO, published="2031-02-04")]
    assert [story.certain for story in group_stories(undated, options)] == [False]
    assert [story.certain for story in group_stories(dated, options)] == [True]


NASTY = st.text(alphabet="aÉ«»\"'\n\r\t \u0000\u00ad\u202f\ufffd\u05d0😀.9", max_size=200)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.text(max_size=120), NASTY),
            st.one_of(st.none(), st.text(max_size=30)),
            st.sampled_from([None, "2031", "2031-02", "2031-02-04", "2031-13-44", "x"]),
            st.sampled_from(["und", "en", "fr"]),
        ),
        max_size=7,
    )
)
def test_each_article_of_any_text_is_in_one_story(texts: list[tuple[str, str | None, str | None, str]]) -> None:
    articles = [
        report(f"d{at}", text, title=title, published=published, language=language)
        for at, (text, title, published, language) in enumerate(texts)
    ]
    stories = group_stories(articles, OPTIONS)
    held = [article for story in stories for article in story.articles]
    assert sorted(held) == sorted(annotated.article.id for annotated in articles)
    by_id = {annotated.article.id: annotated for annotated in articles}
    for story in stories:
        for span in (story.title, *(span for evidence in story.because for span in evidence.spans)):
            assert span.article in story.articles
            source = by_id[span.article].document
            assert 0 <= span.start <= span.end <= len((source.title or "") if span.field == "title" else source.text)


def test_reports_in_two_languages_are_one_story_by_names_and_numbers() -> None:
    texts = {"a": FERRY, "b": FERRY_TOO, "c": BIKES}
    articles = [report(name, text) for name, text in texts.items()]
    articles += [report("d", FERRY_ENGLISH, language="en"), report("e", BIKES_ENGLISH, language="en")]
    document = {a.article.id: a.document.id for a in articles}
    stories = group_stories(articles, OPTIONS)
    assert {frozenset(document[a] for a in story.articles) for story in stories} == {
        frozenset("abd"),
        frozenset("ce"),
    }
