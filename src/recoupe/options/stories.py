"""How stories and threads are grouped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryOptions:
    """How articles are grouped into stories and threads.

    One set of thresholds serves every collection: they were chosen on five collections of French and English reports,
    together, and each lies on a plateau.

    Attributes:
        title_weight: how many times the words of a title count.
        name_weight, number_weight: weight of a name or number beside that of a stem.
        gram_share: share of a similarity that comes from four-character grams; the rest comes from words.
        background_articles: how many articles the background of the language counts for beside those given. With 100,
            five reports are weighed as readers of the language would, and 800 by what sets them apart from each other.
        story_crowd, thread_crowd: which of an article's neighbours, counted by similarity, tell how crowded its
            surroundings are: nearer ones may belong to the story (the thread), farther ones have nothing to do with it.
        handful: crowding that is assumed where there are too few reports to tell: whoever gives five reports has chosen
            them for being alike, so that less is enough.
        crowd_limit: how many times more or less crowded than usual an article's surroundings may count.
        all_pairs: up to so many articles all pairs are compared: in a second, and with every figure exact.
        rare_articles, nearest: beyond, with the `nearest` sharing most features of `rare_articles` articles or fewer.
        same_copy: similarity from which two articles of nearly one date are versions of one text.
        copy_days: days that the publication of such copies may lie apart.
        same_story, same_story_across: least similarity of reports of a story; of names and numbers across languages.
        loose_story, loose_share, loose_reports: stories that are pieces of one are joined again where their reports are
            as alike as `loose_story` on average, and as `loose_share` of the mean inside the tighter of both, and are
            so many together: fewer are no crowd in which some two are always unlike.
        loose_divided: from so many reports on, what was joined is taken for two events and divided by its words.
        firm_story: a story without dates whose reports are less similar than this is uncertain.
        thread_name_weight: weight of a name or number beside that of a stem where stories are joined into threads.
        same_thread, same_thread_across: least mean similarity of two stories of a thread; of stories across languages.
        decay_days: standard deviation, in days, of the Gaussian by which similarity falls with the days between two
            publications; unknown dates do not lower it.
        lead_length: code points of the opening that tell a report's act.
        event_ratio: a report whose lead is less similar to the other leads than this share of its whole text's
            similarity repeats an earlier event as background: it is a later development.
        doubtful_ratio: up to this share the story is kept whole and marked uncertain.
        event_reports: least number of distinct reports in which such a report is looked for.
        event_names: least number of names and numbers in its lead that stand in no other report.
        event_core: largest share of what the other leads have in common that its lead may have.
        event_likeness: least similarity of whole texts: below it the lead says little.
    """

    title_weight: int = 2
    name_weight: float = 1.25
    number_weight: float = 1.5
    gram_share: float = 0.5
    background_articles: int = 100
    story_crowd: tuple[int, int] = (5, 25)
    thread_crowd: tuple[int, int] = (30, 90)
    handful: float = 0.7
    crowd_limit: float = 2.0
    all_pairs: int = 2000
    rare_articles: int = 200
    nearest: int = 90
    same_copy: float = 0.85
    copy_days: int = 3
    same_story: float = 0.156
    same_story_across: float = 0.28
    loose_story: float = 0.14
    loose_share: float = 0.5
    loose_reports: int = 8
    loose_divided: int = 17
    firm_story: float = 0.26
    thread_name_weight: float = 0.5
    same_thread: float = 0.088
    same_thread_across: float = 0.08
    decay_days: float = 2.0
    lead_length: int = 400
    event_ratio: float = 0.6
    doubtful_ratio: float = 0.75
    event_reports: int = 4
    event_names: int = 2
    event_core: float = 0.5
    event_likeness: float = 0.25
