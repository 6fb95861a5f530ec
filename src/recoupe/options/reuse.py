"""How copies and near-duplicates are found."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
        window: shingles in a row of which only the one with the least hash is kept (winnowing); 1 keeps every shingle.
            A large store keeps 2 of ``window + 1``, and still finds each run of ``window + shingle - 1`` equal words.
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
        whole_words, whole_weight: words of a passage without any change, and the weight that is enough for it: nobody
            hits on so many small words in a row.
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
        form_chance: the same where others show that both come from one form: short figures are the same by chance.
        formula_share: largest part of a report that an outlet's own formula is.
        formula_edge: code points between a formula and the beginning or the end of the report: a dash, a link.
    """

    shingle: int = 4
    window: int = 1
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
    whole_words: int = 10
    whole_weight: float = 3.7
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
    form_chance: float = 0.75
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

    def winnowed(self, words: int) -> ReuseOptions:
        """For a large store: as few shingles as find each copy of `words` equal words in a row, one shingle or more."""
        return replace(self, window=words + 1 - self.shingle)
