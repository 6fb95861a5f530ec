"""How names, sayings and statements of several reports are joined."""

from __future__ import annotations

from dataclasses import dataclass


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
