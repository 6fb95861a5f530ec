"""Cues in a sentence: the verb groups and nouns that report a saying.

Verb group
    The cue verb with its auxiliaries, clitics, negation and inner adverbs, and the words that complete it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.annotate.grammar import Entry, Grammar
from recoupe.annotate.shapes import Shape
from recoupe.annotate.verb_groups import VerbGroup, group_before, is_negated, is_undone, opens_infinitive

CueForm = Literal["finite", "gerund", "noun"]


_VERBAL = "VXIGJDNAP"
"""Letters that a cue verb may have, rightly or wrongly."""

_QUOTED_WORDS = 4
"""Tokens in marks after which a verb of any meaning reports: fewer may be a title or a nickname."""

_OF_ONESELF = frozenset({"as", "object_marked", "self"})
"""Frames in which a verb that is not pronominal may still take a reflexive pronoun: `se décrit comme`."""


@dataclass(slots=True)
class Cue:
    """A cue in a sentence; all positions are indices of tokens.

    Attributes:
        first, last: the group, ``[first, last)``, from its first auxiliary or clitic.
        main: the cue verb or noun.
        inverted: the pronoun subject inside the group, or None.
        future: the saying is to come.
        perfect: the group has the auxiliary of a past act, which makes a saying of a wish: `a souhaité que`.
        region: the marked region it stands in, or -1.
        low, high: the tokens its frames may look at: its region, or the sentence.
        subject: who speaks, once a frame has told.
        interposed: the report stands after or inside the words it reports; `tail` is the token after the report.
    """

    entry: Entry
    form: CueForm
    first: int
    last: int
    main: int
    inverted: int | None
    passive: bool
    negated: bool
    region: int
    perfect: bool = False
    future: bool = False
    low: int = 0
    high: int = 0
    subject: tuple[int, int] | None = None
    interposed: bool = False
    tail: int = 0

    def takes(self, *frames: str) -> bool:
        """Whether the cue takes one of some frames, among them those that only its negation or a past tense opens."""
        taken = self.entry.frames
        return any(
            frame in taken
            or (self.negated and f"{frame}_negated" in taken)
            or (self.perfect and f"{frame}_past" in taken)
            for frame in frames
        )

    @property
    def unsaid(self) -> bool:
        """Whether the cue tells that nobody said it."""
        return self.negated and not self.entry.negated_says


def find_cues(shape: Shape, grammar: Grammar) -> list[Cue]:
    """Cues of a sentence in order; of overlapping groups the last one stays."""
    cues: list[Cue] = []
    for index, token in enumerate(shape.tokens):
        letter = shape.letters[index]
        lemma = _verb_lemma(shape, index, grammar) if letter in _VERBAL else ""
        if lemma:
            cue = _verb_cue(shape, index, lemma, grammar)
            if cue is not None:
                if cues and cue.first < cues[-1].last:
                    if index < cues[-1].last and cues[-1].entry.rest:
                        continue  # it is a word of the cue before: `laisser entendre`
                    cues.pop()
                cues.append(cue)
                continue
        if letter == "N" and token.lemma in grammar.nouns:
            cue = _noun_cue(shape, index, grammar)
            if not cues or cue.first >= cues[-1].last:
                cues.append(cue)
    for cue in cues:
        _set_bounds(cue, shape)
    return cues


def _verb_lemma(shape: Shape, index: int, grammar: Grammar) -> str:
    """The lemma of a token that can be a cue verb; empty when it cannot."""
    letter, lemma = shape.letters[index], shape.tokens[index].lemma
    if lemma in grammar.verbs and (letter in "VXIGJ" or (letter == "D" and _after_auxiliary(shape, index))):
        return lemma
    retagged = grammar.retagged_lemma(shape.words[index]) if letter in "NAPJV" else ""
    if retagged and (letter == "V" or _stands_as_verb(shape, index, grammar)):
        return retagged
    nominal = letter in "NAP" and lemma in grammar.verbs
    verbal = nominal and (_lone_verb(shape, index, grammar) or _stands_as_verb(shape, index, grammar))
    return lemma if verbal or _reports_by_place(shape, index, grammar) else ""


def _reports_by_place(shape: Shape, index: int, grammar: Grammar) -> bool:
    """Whether a verb of any meaning reports, by where it stands.

    So it does when its subject is turned round in a clause that is set off, and right after quoted words that its
    subject follows.
    """
    letter = shape.letters[index]
    if letter in "VXNAP" and shape.letters[index + 1 : index + 2] == "i" and _set_off(shape, index):
        asks = letter in "VX" and shape.tokens[index].lemma in grammar.words.semi_auxiliary
        return not asks or shape.letters[index + 2 : index + 3] == "I"
    return letter == "V" and _follows_words(shape, index)


def _follows_words(shape: Shape, index: int) -> bool:
    """Whether a verb stands between the comma after quoted words and a name or noun phrase."""
    before = index
    while before > 0 and shape.letters[before - 1] in "cn":
        before -= 1
    if before < 2 or shape.words[before - 1] != "," or shape.letters[before - 2] != '"':
        return False
    end = shape.tokens[before - 2].end
    region = next((k for k, r in enumerate(shape.regions) if r.end == end), None)
    if region is None or shape.regions[region].start > shape.start:
        return False
    words = shape.inside.count(region)
    return words >= _QUOTED_WORDS and shape.letters[index + 1 : index + 2] in ("D", "P")


def _set_off(shape: Shape, index: int) -> bool:
    before = index
    while before > 0 and shape.letters[before - 1] in "ncB":
        before -= 1
    return before > 0 and shape.letters[before - 1] in ',"-' and shape.words[-1] != "?"


def _lone_verb(shape: Shape, index: int, grammar: Grammar) -> bool:
    """Whether a word tagged as a noun is the only verb of its clause: `"…," the letter reads`, `X reports: …`."""
    if grammar.forms.inverted_subject or index == 0 or shape.words[index] == shape.tokens[index].lemma:
        return False
    letters = shape.letters
    ends = index + 1 >= len(letters) or letters[index + 1] in ".:,"
    low = letters.rfind('"', 0, index) + 1
    return (
        ends
        and letters[index - 1] in "NP)"
        and not shape.has_verb(low, index)
        and (low > 0 or letters[index + 1 :][:1] == ":")
    )


def _stands_as_verb(shape: Shape, index: int, grammar: Grammar) -> bool:
    """Whether a word that is tagged as a noun stands where only a verb can: `…, note X`, `X note que …`."""
    before = shape.letters[index - 1] if index else "."
    after = shape.letters[index + 1] if index + 1 < len(shape.letters) else "."
    follows = shape.words[index + 1] if index + 1 < len(shape.words) else ""
    if _after_auxiliary(shape, index) or (before == "P" and after == '"'):
        return True
    if before == "V" and index > 1 and shape.letters[index - 2] in "DE" and not grammar.forms.inverted_subject:
        return False  # the participle before it qualifies a noun
    if before in ',"' and after in "DPRN" and follows not in grammar.words.genitive:
        return index > 1
    if after in "IX" and before in "NPR" and grammar.forms.infinitive_is_lemma:
        return True
    if follows in grammar.words.complementiser or after == "i":
        return before not in "DEM.A" or (before == "A" and shape.letters[max(0, index - 2)] in "NP")
    return before in "ncRw" and follows not in grammar.words.genitive


def _after_auxiliary(shape: Shape, index: int) -> bool:
    """Whether an auxiliary stands before, with nothing but adverbs and pronouns between."""
    before = index - 1
    while before >= 0 and shape.letters[before] in "Bcni":
        before -= 1
    return before >= 0 and shape.letters[before] == "X"


def _set_bounds(cue: Cue, shape: Shape) -> None:
    if cue.region < 0:
        cue.low, cue.high = 0, len(shape.tokens)
        return
    cue.low = next(k for k in range(len(shape.tokens)) if shape.inside[k] == cue.region)
    cue.high = next((k for k in range(cue.main, len(shape.tokens)) if shape.inside[k] != cue.region), len(shape.tokens))


def _noun_cue(shape: Shape, index: int, grammar: Grammar) -> Cue:
    entry = grammar.nouns[shape.tokens[index].lemma]
    first = index - 1 if index and shape.letters[index - 1] == "D" else index
    return Cue(entry, "noun", first, index + 1, index, None, False, False, shape.inside[index])


def _verb_cue(shape: Shape, index: int, lemma: str, grammar: Grammar) -> Cue | None:
    group = group_before(shape, index, grammar)
    entry, last = _entry_at(shape, index, lemma, group, grammar)
    if entry is None or group.unsaid:
        return None
    form = _form(shape, index, group, entry, grammar)
    if form is None:
        return None
    inverted = group.inverted
    while last < len(shape.letters) and shape.letters[last] == "i":
        inverted = last
        last += 1
    if inverted is not None and last < len(shape.tokens) and inverted == last - 1:
        entry, last = _infinitive_after(shape, entry, last, grammar)
    negated = is_negated(shape, group.first, index, last, grammar) or is_undone(shape, group.first, grammar)
    perfect = shape.tokens[group.first + (shape.letters[group.first] in "cn")].lemma in grammar.words.have
    return Cue(
        entry,
        form,
        group.first,
        last,
        index,
        inverted,
        group.passive,
        negated,
        shape.inside[index],
        perfect,
        _is_future(shape, index, grammar),
    )


def _form(shape: Shape, index: int, group: VerbGroup, entry: Entry, grammar: Grammar) -> CueForm | None:
    """How a verb form reports; None when it does not. It notes in the group what it finds."""
    letter = shape.letters[index]
    if letter == "I" and not group.found and _narrates(shape, group.first, grammar):
        group.first -= 1
        return "finite"
    purpose = letter in "IJV" and _follows_purpose(shape, group.first, grammar)
    if purpose and (letter == "I" or opens_infinitive(shape, group, index)):
        return "gerund"
    if letter == "G" and (grammar.forms.infinitive_is_lemma or not group.found):
        return "gerund"
    if letter == "J" and not group.found:
        group.passive = not _shares_auxiliary(shape, index, grammar)
        return "finite" if not group.passive or _reduced_passive(shape, index, entry, grammar) else None
    if (letter == "I" and not group.found) or _qualifies(shape, group.first, index, grammar):
        return None
    return "gerund" if group.gerund else "finite"


def _reduced_passive(shape: Shape, index: int, entry: Entry, grammar: Grammar) -> bool:
    """Whether a participle after its noun judges or accuses: `un plan qualifié par X de « … »`, `X, accusé de …`."""
    words = grammar.words
    if not entry.frames & {"address", "as"} or shape.letters[index - 1 : index] not in ("N", "P", "A", ","):
        return False
    after = shape.words[index + 1 : index + 2]
    return bool(after) and (after[0] in words.by or after[0] in words.genitive)


def _shares_auxiliary(shape: Shape, index: int, grammar: Grammar) -> bool:
    """Whether a participle after a conjunction has the auxiliary of a verb before it: `a réagi … et appelé à …`."""
    if index < 3 or shape.letters[index - 1] != "C":
        return False
    auxiliaries = [k for k in range(index - 1) if shape.letters[k] == "X" and shape.inside[k] == shape.inside[index]]
    return bool(auxiliaries) and shape.tokens[auxiliaries[-1]].lemma in grammar.words.have


def _narrates(shape: Shape, first: int, grammar: Grammar) -> bool:
    """Whether an infinitive tells what somebody did next: `Et le patron de conclure : …`."""
    if first < 3 or shape.words[first - 1] not in grammar.words.infinitive_marker or shape.letters[0] != "C":
        return False
    return not set(shape.letters[1 : first - 1]) & set("VXwq") and set(shape.letters[1 : first - 1]) <= set("DNPAREM,")


def _is_future(shape: Shape, index: int, grammar: Grammar) -> bool:
    """Whether a verb form is the infinitive with an ending of the future: `annoncera`."""
    lemma, word = shape.tokens[index].lemma, shape.words[index]
    return any(word == lemma.removesuffix("e") + ending for ending in grammar.forms.future)


def _follows_purpose(shape: Shape, first: int, grammar: Grammar) -> bool:
    """Whether words before a group open an infinitive that hangs on no other verb: `pour`, `avant de`."""
    for width in (3, 2, 1):
        start = first - width
        words = " ".join(shape.words[max(0, start) : first]).replace("' ", "'")
        if start >= 0 and grammar.purpose.fullmatch(words):
            return True
    return False


def _qualifies(shape: Shape, first: int, index: int, grammar: Grammar) -> bool:
    """Whether a participle stands between an article and its noun: `his announced plans`."""
    before = shape.letters[first - 1] if first else "."
    after = shape.letters[index + 1 : index + 2]
    article = before == "D" or (before == "E" and shape.words[first - 1] in grammar.words.genitive)
    return article and after in ("N", "A", "P") and shape.words[index].endswith(grammar.forms.participle)


def _infinitive_after(shape: Shape, entry: Entry, last: int, grammar: Grammar) -> tuple[Entry, int]:
    """The rest of a phrase that an inverted subject cut in two."""
    for candidate in grammar.verbs.get(entry.head, ()):
        if candidate.rest and not entry.rest:
            end = _rest_end(shape, last, candidate.rest)
            if end is not None:
                return candidate, end
    return entry, last


def _entry_at(shape: Shape, index: int, lemma: str, group: VerbGroup, grammar: Grammar) -> tuple[Entry | None, int]:
    """The longest entry whose words stand here, and where its words end."""
    before = shape.words[max(0, group.first - 1) : index]
    reflexive = any(word in grammar.words.reflexive for word in before)
    plain: tuple[Entry | None, int] = (None, index + 1)
    for entry in grammar.verbs.get(lemma, (Entry(lemma, lemma, (), False, "say", "neutral", frozenset({"marks"})),)):
        if (entry.reflexive and not reflexive) or (entry.clitic and entry.clitic not in before):
            continue
        if entry.rest:
            end = _rest_end(shape, index + 1, entry.rest)
            if end is not None:
                return entry, end
        elif plain[0] is None and not (reflexive and not entry.reflexive and not entry.frames & _OF_ONESELF):
            plain = (entry, index + 1)
    return plain


def _rest_end(shape: Shape, start: int, rest: tuple[str, ...]) -> int | None:
    position = start
    for word in rest:
        limit = min(position + 3, len(shape.tokens))
        while position < limit and shape.letters[position] in "Bcni" and shape.words[position] != word:
            position += 1
        if position >= len(shape.tokens) or word not in (shape.words[position], shape.tokens[position].lemma):
            return None
        position += 1
    return position
