from __future__ import annotations

import random

import pytest

from recoupe.options import Options

TOPICS = ("bridge", "strike", "storm", "trial")


@pytest.fixture(scope="module")
def measure_stories(load_tool):
    return load_tool("measure_stories")


def make_set():
    """Three reports of each of four stories, in words of their own: invented names, a few common words between."""
    records = []
    for topic in TOPICS:
        chance = random.Random(topic)
        words = ["".join(chance.choices("bdfgklmnprstvz", k=3)) + "aeiou"[n % 5] + topic[:2] for n in range(24)]
        for number in range(3):
            lines = []
            for _ in range(4):
                chosen = [
                    f"the {word.title() if at % 2 else word}" for at, word in enumerate(chance.choices(words, k=20))
                ]
                lines.append("Today " + " and ".join(chosen) + " were there.")
            text = "\n".join(lines)
            title = f"What the {topic} was" if number else None
            records.append(
                {"id": f"{topic}{number}", "title": title, "text": text, "lang": "en", "story": topic, "topic": topic}
            )
    return records


def test_a_five_is_three_of_one_story_and_two_strangers(measure_stories):
    fives = list(measure_stories.draw_fives(make_set(), 20, 3))
    assert fives == list(measure_stories.draw_fives(make_set(), 20, 3))
    for five in fives:
        assert [record["story"] for record in five[:3]] == [five[0]["story"]] * 3
        assert len({record["topic"] for record in five}) == 3
        assert len({record["id"] for record in five}) == 5


def test_fives_of_one_topic_take_strangers_from_other_stories(measure_stories):
    records = [{**record, "topic": None} for record in make_set()]
    for five in measure_stories.draw_fives(records, 5, 3):
        assert len({record["story"] for record in five}) == 3


def test_a_digest_is_laid_out_and_knows_its_bounds(measure_stories):
    first = {"title": "One", "text": "a b.\nc d.", "lang": "en"}
    second = {"title": None, "text": "one two three four five six seven eight nine.\n\nten.", "lang": "en"}
    made = {layout: measure_stories.make_digest([first, second], layout) for layout in measure_stories.LAYOUTS}
    heading = "one two three four five six seven eight"
    body = "one two three four five six seven eight nine."
    assert made["headings, blank lines"].text == f"One\n\na b.\n\nc d.\n\n{heading}\n\n{body}\n\nten."
    assert made["headings, new lines"].text == f"One\na b.\nc d.\n{heading}\n{body}\nten."
    assert made["blank line"].text == f"a b.\nc d.\n\n{body}\nten."
    assert made["new line"].text == f"a b.\nc d.\n{body}\nten."
    for digest in made.values():
        (bound,) = digest.bounds
        assert digest.text[bound:].startswith(heading)


def test_boundaries_are_counted(measure_stories):
    counted = measure_stories.count_boundaries([({10, 20}, {10, 30}), ({5}, {5})])
    assert counted == (2, 1, 1)
    assert str(counted) == "P 0.667  R 0.667  F1 0.667  (2 right, 1 missed, 1 wrong)"


def test_b_cubed_of_a_stranger_taken_in(measure_stories):
    gold = {"a": "1", "b": "1", "c": "2"}
    assert measure_stories.b_cubed(gold, gold) == 1
    assert measure_stories.b_cubed(gold, {"a": "x", "b": "x", "c": "x"}) == pytest.approx(5 / 7)


def test_a_set_is_measured(measure_stories):
    lines = list(measure_stories.measure(make_set(), 1, 4, 8))
    assert lines[0].startswith("dossiers of five: B-cubed F1 1.0000")
    assert lines[1].startswith("digests: P 1.000")
    assert "left whole: 12 of 12 (1.0000)" in lines
    options = Options()
    assert all(len(parts) == 1 for parts in measure_stories.cut(make_set(), options).values())


def test_a_stream_of_a_set_is_scored_against_the_set_and_the_whole(measure_stories):
    records = make_set()
    lines = list(measure_stories.score_streams(records, measure_stories.cut(records, Options()), Options(), 1))
    assert [line.partition(":")[0] for line in lines] == ["streamed from the first", "streamed into the first half"]
    assert all("agreement with all at once 1.0000" in line for line in lines)
