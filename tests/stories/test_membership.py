"""Each report of a story shows what ties it to the others, in its own words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import CHEESE, FERRY, FERRY_AGAIN, FERRY_TOO, report
from msgspec.structs import replace

import recoupe
from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.membership import SHOWN, explain_members

OPTIONS = StoryOptions()
REPORTS = [report("a", FERRY), report("b", FERRY_TOO, title="Le ferry de Kersanton"), report("c", FERRY_AGAIN)]


def test_each_report_shows_names_figures_and_words_of_its_own_text() -> None:
    articles = [*REPORTS, report("cheese", CHEESE)]
    stories = explain_members(group_stories(articles, OPTIONS), articles, OPTIONS)
    told = next(story for story in stories if len(story.articles) == 3)
    by_id = {annotated.article.id: annotated for annotated in articles}
    assert tuple(member.article for member in told.members) == told.articles
    for member in told.members:
        shown = {e.rule: [by_id[member.article].surface(span.span) for span in e.spans] for e in member.because}
        assert shown.keys() == {"shared-names", "shared-numbers", "shared-words"}
        assert shown["shared-numbers"] == ["312"]
        assert all(len(words) <= SHOWN for words in shown.values())
        assert {span.article for e in member.because for span in e.spans} == {member.article}
    assert [story.members for story in stories if len(story.articles) == 1] == [()]


def test_a_report_without_the_story_s_best_words_shows_those_it_has() -> None:
    plain = report("d", "Le ferry de Blaumarine : la compagnie a parlé de son navire et de l'équipage.")
    story = group_stories(REPORTS, OPTIONS)[0]
    (told,) = explain_members(
        [replace(story, articles=(*story.articles, plain.article.id))],
        [*REPORTS, plain],
        OPTIONS,
    )
    (member,) = (member for member in told.members if member.article == plain.article.id)
    assert "shared-names" in {evidence.rule for evidence in member.because}


def test_days_that_two_reports_tell_are_shown() -> None:
    texts = {
        "x": "Le viaduc de Morlange a été fermé le 3 mars 2031 après la découverte de fissures par Irène Maupas.",
        "y": "Des fissures au viaduc de Morlange : Irène Maupas l'a fermé le 3 mars 2031, et non le 4 mars 2031.",
    }
    made = recoupe.make_dossier([{"id": name, "text": text, "language": "fr"} for name, text in texts.items()])
    (story,) = made.stories
    for member in story.members:
        (evidence,) = (e for e in member.because if e.rule == "shared-dates")
        document = next(a.document for a in made.articles if a.id == member.article)
        assert [texts[document][s.start : s.end] for s in evidence.spans] == ["le 3 mars 2031"]


@given(st.permutations([*REPORTS, report("cheese", CHEESE)]))
def test_the_order_changes_nothing(articles: list) -> None:
    stories = group_stories(articles, OPTIONS)
    assert explain_members(stories, articles, OPTIONS) == explain_members(stories, sorted(articles, key=str), OPTIONS)


@given(st.lists(st.text(alphabet="aÉ«»\"'\n\r\t \u0000\u00ad\u202f\ufffd\u05d0😀.9", max_size=100), max_size=5))
def test_any_text_is_explained(texts: list[str]) -> None:
    articles = [report(f"d{at}", text) for at, text in enumerate(texts)]
    stories = group_stories(articles, OPTIONS)
    assert len(explain_members(stories, articles, OPTIONS)) == len(stories)
