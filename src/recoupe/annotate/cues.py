"""Cues in a sentence: the verb groups and nouns that report a saying.

Verb group
    The cue verb with its auxiliaries, clitics, negation and inner adverbs, and the words that complete it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.annotate.grammar import Entry, Grammar
from recoupe.annotate.shapes import Shape

CueForm = Literal["finite", "gerund", "noun"]

_MAX_GROUP = 10
"""Tokens between an auxiliary and its verb: enough for an adverbial phrase between commas."""


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


@dataclass(slots=True)
class _Group:
    """What stands before a cue verb: the group's first token and what it says of the form."""

    first: int
    found: bool = False
    passive: bool = False
    inverted: int | None = None
    gerund: bool = False
    unsaid: bool = False


def find_cues(shape: Shape, grammar: Grammar) -> list[Cue]:
    """Cues of a sentence in order; of overlapping groups the last one stays."""
    cues: list[Cue] = []
    for index, token in enumerate(shape.tokens):
        letter = shape.letters[index]
        lemma = _verb_lemma(shape, index, grammar)
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
    auxiliary = lemma in grammar.words.semi_auxiliary and letter in "VX"
    if letter in "NAP" and lemma in grammar.verbs and _lone_verb(shape, index, grammar):
        return lemma
    if letter in "VXNAP" and shape.letters[index + 1 : index + 2] == "i" and _set_off(shape, index):
        if auxiliary and shape.letters[index + 2 : index + 3] != "I":
            return ""
        return lemma  # any verb whose subject is turned round in a clause that is set off reports
    if letter in "NAP" and lemma in grammar.verbs and _stands_as_verb(shape, index, grammar):
        return lemma
    if letter == "V" and _follows_words(shape, index):
        return lemma  # and so does any verb right after quoted words, with its subject after it
    return ""


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
    if _after_auxiliary(shape, index):
        return True
    if before == "P" and after == '"':
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
    letter = shape.letters[index]
    group = _group_before(shape, index, grammar)
    entry, last = _entry_at(shape, index, lemma, group, grammar)
    if entry is None or group.unsaid:
        return None
    form: CueForm
    adjunct = _adjunct_before(shape, group.first, grammar) if letter in "IJV" else 0
    if letter == "I" and not group.found and _narrates(shape, group.first, grammar):
        group.first -= 1
        form = "finite"
    elif (adjunct and (letter == "I" or _infinitive_auxiliary(shape, group, index))) or (
        letter == "G" and not (group.found and not grammar.forms.infinitive_is_lemma)
    ):
        form = "gerund"
    elif letter == "J" and not group.found and _shares_auxiliary(shape, index, grammar):
        form = "finite"
    elif letter == "J" and not group.found and _reduced_passive(shape, index, entry, grammar):
        form, group.passive = "finite", True
    elif (letter in "IJ" and not group.found) or _qualifies(shape, group.first, index, grammar):
        return None
    else:
        form = "gerund" if group.gerund else "finite"
    inverted = group.inverted
    while last < len(shape.letters) and shape.letters[last] == "i":
        inverted = last
        last += 1
    if inverted is not None and last < len(shape.tokens) and inverted == last - 1:
        entry, last = _infinitive_after(shape, entry, last, grammar)
    negated = _negated(shape, group.first, index, last, grammar) or _not_done(shape, group.first, grammar)
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


def _adjunct_before(shape: Shape, first: int, grammar: Grammar) -> int:
    """How many tokens before a group open an infinitive that hangs on no other verb: `pour`, `avant de`; 0 for none."""
    for width in (3, 2, 1):
        start = first - width
        words = " ".join(shape.words[max(0, start) : first]).replace("' ", "'")
        if start >= 0 and grammar.purpose.fullmatch(words):
            return width
    return 0


def _infinitive_auxiliary(shape: Shape, group: _Group, index: int) -> bool:
    """Whether a group opens with an auxiliary in the infinitive: `après avoir affirmé`."""
    first = next((k for k in range(group.first, index) if shape.letters[k] not in "ncB"), index)
    return first < index and shape.letters[first] in "XI" and shape.words[first] == shape.tokens[first].lemma


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


def _entry_at(shape: Shape, index: int, lemma: str, group: _Group, grammar: Grammar) -> tuple[Entry | None, int]:
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


def _group_before(shape: Shape, index: int, grammar: Grammar) -> _Group:
    """Read the verb group leftwards from its verb: auxiliaries, inner adverbs, clitics."""
    group = _Group(first=index)
    position = index - 1
    steps = 0
    commas = 0
    pending = index
    while position >= 0 and steps < _MAX_GROUP:
        letter = shape.letters[position]
        if letter == "X" or (letter in "VG" and shape.tokens[position].lemma in grammar.words.semi_auxiliary):
            if not _takes_auxiliary(shape, position, pending, group, grammar):
                break
            pending = position
        elif letter == "i":
            group.inverted = position
        elif letter == ",":
            commas += 1
            if commas > 2 or group.found:
                break
        elif not (letter in "Bcn" or (letter in "EDNA" and commas == 1) or _marker(shape, position, grammar)):
            break
        position -= 1
        steps += 1
    if group.found and shape.letters[pending + 1 : index].count(",") == 1:
        group = _Group(first=index)  # an aside within a group stands between two commas
    if group.found:
        group.first = pending
    else:
        group.inverted = None
    while group.first > 0 and shape.letters[group.first - 1] in "cn":
        group.first -= 1
    return group


def _marker(shape: Shape, position: int, grammar: Grammar) -> bool:
    words = grammar.words
    return shape.words[position] in words.infinitive_marker or shape.words[position] in words.address_marker


def _takes_auxiliary(shape: Shape, position: int, index: int, group: _Group, grammar: Grammar) -> bool:
    """Whether the auxiliary at `position` belongs to the verb at `index`, which may be another auxiliary.

    It notes what the auxiliary says of the form.
    """
    words, lemma = grammar.words, shape.tokens[position].lemma
    between = shape.letters[position + 1 : index]
    infinitive = shape.letters[index] == "I" or not grammar.forms.infinitive_is_lemma
    if lemma in words.semi_auxiliary and lemma not in words.have and lemma not in words.be:
        if not infinitive or set(between) - set("BcnicE,IX"):
            return False
        group.unsaid = group.unsaid or lemma in words.semi_excluded
        group.gerund = shape.letters[position] == "G"
    elif lemma in words.have:
        if shape.letters[index] == "I" and grammar.forms.infinitive_is_lemma:
            return False
    elif lemma in words.be and shape.letters[index] != "I":
        reflexive = any(w in words.reflexive for w in shape.words[max(0, position - 2) : position])
        group.passive = group.passive or not (reflexive or shape.letters[index] == "G" or group.found)
        group.gerund = False
    else:
        return False
    group.found = True
    return True


def _not_done(shape: Shape, first: int, grammar: Grammar) -> bool:
    """Whether a preposition says that it does not happen: `without saying`."""
    return first > 0 and shape.words[first - 1] in grammar.words.unsaid


def _negated(shape: Shape, first: int, main: int, last: int, grammar: Grammar) -> bool:
    """Whether the group says that nobody said it."""
    words = grammar.words
    around = shape.words[max(0, first - 1) : min(len(shape.words), last + 1)]
    if not grammar.forms.infinitive_is_lemma:
        return any(word in words.negator for word in shape.words[first:main])
    return any(word in words.negation for word in around) and any(word in words.negator for word in around)
