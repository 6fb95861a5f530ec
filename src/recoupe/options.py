"""Every threshold and choice of recoupe, each default with its reason.

Options are frozen and passed in: no stage reads a global. `Options` holds one record a stage; a caller changes one with
`dataclasses.replace`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class IngestOptions:
    """How inputs are read.

    Attributes:
        published: ISO date taken for every input that gives none of its own.
        metadata: a CSV table with the columns file, outlet, publisher, published, url.
        outlets: a TOML table outlet -> publisher that a user keeps; added to the one that ships.
        max_bytes: larger files are refused: no news report comes near it, and a mistaken path often does.
        url_seconds: how long an address may take in all: twice what a slow newsroom site needs.
    """

    published: str | None = None
    metadata: Path | None = None
    outlets: Path | None = None
    max_bytes: int = 50 * 1024 * 1024
    url_seconds: float = 20.0


@dataclass(frozen=True)
class SegmentOptions:
    """How a digest is cut into articles.

    A false cut loses a story's context and tears quotations from their speakers, a missed one mixes two stories in a
    report: the thresholds lean to leaving articles whole. *Change* is how much likelier, in nats, the words are as two
    texts than as one (`recoupe.segment.change`), *cohesion* the cosine of the weighed words on both sides.

    Attributes:
        heading_length: code points of the longest line that may be a heading.
        prior: features that the language counts for against those of a text: with less, the few words of a short part
            say too much; with more, nothing is news.
        change, change_per_feature: change that a cut in the middle of a text needs, nearer to an end more, and how much
            more for each feature of its smaller side, up to `change_full`: the longer an article, the more it changes
            the subject by itself. The *certainty* of a cut is its change over the change needed.
        quote_change: times as much is needed before a paragraph that opens with a quotation mark: its speaker mostly
            stands before it.
        break_cohesion: a cut needs less cohesion than this times its certainty: the surer the change, the more the
            sides may share.
        certain: from this certainty on the sides may share their protagonists, as two reports on one campaign do.
        heading_cohesion: a heading in the middle of a text cuts below this cohesion, nearer to an end below less, with
            the certainty `heading_certainty`: editors set headings between stories.
        heading_change, heading_features: or else with a change above this (neither side may clearly go on with the
            other's words) and this many features on each side, about 180 words of prose: less under a heading is mostly
            a box beside its story.
        heading_lean, apart_lean: nats by which a cut is better before a heading, and where the gap between the lines is
            wider than usual: they choose among places, and make none.
        late_lean: of cuts within so many nats of the best, the last is made: a report's end digresses, its first
            paragraph is all about its story.
        protagonists: how many of its most frequent rare names stand for each side.
        new_protagonists: how many of them must be missing on the other side.
        min_features: features that each side must have, about 60 words of prose: less is a note on an author or a link.
        window: features on each side in which cohesion must be low too, about four paragraphs.
    """

    heading_length: int = 90
    prior: float = 100.0
    change: float = 8.0
    change_per_feature: float = 0.2
    change_full: int = 200
    quote_change: float = 1.5
    break_cohesion: float = 0.12
    certain: float = 2.5
    heading_cohesion: float = 0.25
    heading_certainty: float = 0.5
    heading_change: float = -12.0
    heading_features: int = 90
    heading_lean: float = 10.0
    apart_lean: float = 20.0
    late_lean: float = 5.0
    protagonists: int = 3
    new_protagonists: int = 2
    min_features: int = 30
    window: int = 150


@dataclass(frozen=True)
class DuplicateOptions:
    """How near-duplicate reports are found.

    Attributes:
        width: words of a shingle: long enough that what is said of many events is not shared by chance.
        jaccard: least share of shingles of either that both have: an edited reprint keeps more than half.
    """

    width: int = 5
    jaccard: float = 0.5


@dataclass(frozen=True)
class ReuseOptions:
    """How copied passages are found.

    Lengths are in words of the folded text. A *weight* counts a function word (a stopword of the pack, or any word of
    at most three letters) as `light`, and a content word as 1 over how often its article has it, less for a name: a
    string of small words, or of the names and titles that both articles are about, is no copy.

    Attributes:
        shingle: words in a row that must be equal for a passage to be looked for.
        max_frequency: a shingle of more articles is a formula and links neighbours only, so that work stays linear.
        neighbours: how many earlier articles such a shingle links to, beside the first.
        max_repeats: how often one shingle of one article may begin a passage: a table of results names no place.
        gap: words that may be cut or put in between two equal runs of one chain.
        look_ahead: words that the growing end of a passage may skip on either side.
        drop: words by which a growing end may fall under its best before it stops.
        near: words between two passages, on both sides, that are still one: a sentence moved or replaced.
        touch: the same for a passage that rests on fewer words than `firm`.
        firm: words shared by a passage that may be joined over `near` words.
        light: weight of a function word.
        capital: share of its weight that a word with a capital keeps: every report of an event has its names.
        min_words: shared words that a passage must have.
        min_weight: weight that its shared words must have.
        min_share: share of its shorter side that must be shared words.
        date_points: what an earlier publication counts for a direction: enough alone, no more: pages are re-dated.
        mended_points: what a misspelling that one side mends counts: an error is mended more often than brought in.
        credit_points: what a credit to the other's outlet or publisher counts: the text says so itself.
        containment_points: what standing wholly in a much longer article counts: reports are cut more than extended,
            but not by so much that it tells alone.
        direction_points: points that a direction needs; with as many for the other one it is unknown.
        certain_points: points above which an unseen common origin is no longer listed as possible.
        own_words: words of its own, in a row inside the passage, that the later side must not have for its date to
            count in full: it had them from elsewhere.
        contained: share of the shorter article that must stand in the longer one to be contained in it.
        longer: how many times as long the containing article must be.
        copy_share: share of the shorter report's words from which on two reports are one text.
        form_figures, form_share: figures that a passage must have, and their share of its words, to be a form that is
            filled in; form_kept: share of them that may be the same on both sides, as a year or a number of rounds is.
        formula_share: largest part of a report that an outlet's own formula is.
        formula_edge: code points between a formula and the beginning or the end of the report: a dash, a link.
    """

    shingle: int = 4
    max_frequency: int = 100
    neighbours: int = 2
    max_repeats: int = 3
    gap: int = 14
    look_ahead: int = 4
    drop: int = 3
    near: int = 30
    touch: int = 8
    firm: int = 10
    light: float = 0.25
    capital: float = 0.5
    min_words: int = 8
    min_weight: float = 4.5
    min_share: float = 0.35
    date_points: float = 2.0
    mended_points: float = 2.0
    credit_points: float = 3.0
    containment_points: float = 1.0
    direction_points: float = 2.0
    certain_points: float = 5.0
    own_words: int = 6
    contained: float = 0.8
    longer: float = 1.5
    copy_share: float = 0.5
    form_figures: int = 4
    form_share: float = 0.08
    form_kept: float = 0.25
    formula_share: float = 0.4
    formula_edge: int = 40

    @classmethod
    def strict(cls) -> ReuseOptions:
        """Across everything: among thousands of unrelated articles a chance match must not pass."""
        return cls()

    @classmethod
    def sensitive(cls) -> ReuseOptions:
        """Inside one story: its reports are related already, and a single borrowed clause tells something."""
        return cls(shingle=3, min_words=7, min_share=0.5, near=12, touch=4)


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


@dataclass(frozen=True)
class EntityOptions:
    """How names are joined across articles.

    Attributes:
        firm: from this similarity on, two full names are one: every part sounds the same, whatever the romanisation.
        slip: from this similarity on, two long names are one misspelt when their articles share other names as well.
        context: how many other names two articles must share before a surname alone, or a slip, joins across them:
            one may be chance in a day's news, two tell the same affair.
        window: most days between two articles in which an office (``the Ruritanian president``) is the same person.
        max_block: most distinct names compared with one another because they share a part; a part shared by more is a
            given name that tells nothing, and the other parts still bring true pairs together.
    """

    firm: float = 0.94
    slip: float = 0.86
    context: int = 2
    window: int = 62
    max_block: int = 120


@dataclass(frozen=True)
class UtteranceOptions:
    """How quotations of the same words, or of one saying in other words, are joined.

    Words weigh by how rare they are: the negative logarithm of the share of articles that have them.

    Attributes:
        containment: share of the shorter quotation's words of content that the other has in the same order. Edited
            copies keep more than nine words in ten, paraphrases of one speech fewer than half; the gap is wide.
        shared_words: words of content that two quotations share at least, unless they are identical: two words in
            common happen by chance within one story.
        replaced: words of content in the same order for each word that has another one in its place: what is said of
            two things in the same words is two sayings, but a long sentence may have a word edited.
        fragment_weight: what a literal fragment weighs at least, names left out, to be one saying's whatever stands
            around it: three words that one article in twenty has are no phrase of everyone's.
        shared_units: families of words, names, dates and figures that two translations share at least.
        shared_weight: what these weigh at least: three words that one article in twenty has.
        common: share of the weight of the quotation that has less of its own that must be shared by translations.
        actless: the same where they share no act: two noun phrases of one thing are easily of two sayings.
        covered: the same of the other one.
        repeated: the same of both where one report says it twice, in its own words and in those of the speaker: what is
            added is often another thing that was said.
        occasion_days: a report appears so many days after the saying at most; a speech is quoted for a few days.
        wording_weight: what the words weigh at least, names left out, that echo in another mouth: one rare word.
        phrase_weight: the same of a phrase together with what else the two sayings share.
        topical: reports of a thread that use a wording in their own words from which it is nobody's own.
        crowded: a pair of words that more quotations have tells nothing and is not looked up.
        neighbours: how many of the next quotations of one mouth that share a unit are compared.
    """

    containment: float = 0.75
    shared_words: int = 3
    replaced: int = 8
    fragment_weight: float = 9.0
    shared_units: int = 3
    shared_weight: float = 9.0
    common: float = 0.75
    actless: float = 0.9
    covered: float = 0.45
    repeated: float = 0.75
    occasion_days: int = 7
    wording_weight: float = 3.5
    phrase_weight: float = 5.0
    topical: int = 2
    crowded: int = 60
    neighbours: int = 12


@dataclass(frozen=True)
class ClaimOptions:
    """How statements of several reports are aligned; scores are probabilities of the shipped model.

    Attributes:
        candidate: least cosine of weighted stems of a pair that is looked at: hardly a true pair lies below.
        firm: least score of a firm pair: what is below may be shown, never counted.
        sure: from here a pair need not be each other's best: reports repeat their main points.
        link: share of `firm` that every other pair across two groups must reach when they are joined.
        across_stories: the same as `firm` for reports of two stories of a thread: more is alike by theme there.
        across_modalities: the same as `firm` for a fact and what is only expected, asked or possible.
        names_apart: the same for statements that name nothing in common, but a person in one and a town in the other.
        alike: least mean score of all pairs across groups that are joined although no pair is each other's best.
        possible: least score of what is shown as possibly the same.
        same_words: words from which two statements without any difference need no other evidence.
    """

    candidate: float = 0.07
    firm: float = 0.5
    sure: float = 0.9
    link: float = 0.35
    across_stories: float = 0.75
    across_modalities: float = 0.6
    names_apart: float = 0.75
    alike: float = 0.4
    possible: float = 0.35
    same_words: int = 6


@dataclass(frozen=True)
class CrosscheckOptions:
    """How conflicts, omissions and independent lines are told.

    Attributes:
        copied_share: share of the shorter article that two articles have in common from which all they state alike is
            one line: who copies a quarter of a report had it on the table for the rest.
        slot_context: weighted words that two statements must share besides a figure or date for the two values to be
            of one slot.
        about: how far apart two figures may lie, as a share of the larger, when one is said to be approximate.
        rounding: how far apart two figures may lie, as a share of the larger, when one is round.
        omitted: least score of every alignment of a claim that others can omit: below, the claim is itself in doubt.
    """

    copied_share: float = 0.25
    slot_context: int = 2
    about: float = 0.2
    rounding: float = 0.05
    omitted: float = 0.9


@dataclass(frozen=True)
class Options:
    """Everything that can be chosen, one record a stage.

    Attributes:
        analyser: what finds names: ``built-in``, which comes with recoupe; or a model of one's own,
            ``spacy:NAME``, ``spacy:FOLDER``, ``transformers:FOLDER``, ``gliner:FOLDER``.
        name_score: least score of a name that a ``gliner:`` model finds: below one half it is more likely none.
    """

    analyser: str = "built-in"
    name_score: float = 0.5

    ingest: IngestOptions = field(default_factory=IngestOptions)
    segment: SegmentOptions = field(default_factory=SegmentOptions)
    reuse: ReuseOptions = field(default_factory=ReuseOptions)
    stories: StoryOptions = field(default_factory=StoryOptions)
    entities: EntityOptions = field(default_factory=EntityOptions)
    utterances: UtteranceOptions = field(default_factory=UtteranceOptions)
    claims: ClaimOptions = field(default_factory=ClaimOptions)
    crosscheck: CrosscheckOptions = field(default_factory=CrosscheckOptions)
