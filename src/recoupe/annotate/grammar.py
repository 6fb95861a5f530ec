"""What `quotations.toml` of a language pack says, in the form that the frames read.

Cue
    A word or group that reports a saying. The lexicon keys verbs and nouns by lemma, each with its class (say, deny,
    ask...), its stance (what the reporter lets through) and the frames it takes.
Frame
    A construction that joins cue and content, by name: ``clause`` (a complementiser opens the content), ``bare``
    (a clause without one), ``marks`` (quoted words, before, around or after), ``infinitive``, ``object`` (a noun
    phrase), ``as``, ``address`` (the person addressed or accused comes first), and their kin.

The lexicon is written for recoupe; its classes follow the tradition of attribution corpora (PolNeAR, Newell et al.
2018) and of the Gender Gap Tracker (Asr et al. 2021).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.text.normalize import fold_text

Pair = Literal["m", "f", "person", "state"]


class CueGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"kind": "class"}):
    """Cues that behave alike.

    Attributes:
        kind: what is done by saying: say, announce, deny, ask, promise, criticise...
        stance: what the reporter's choice of word lets through; a lemma has one.
        frames: the constructions that join the cue and what was said.
        lemmas: verbs or nouns; several words where the cue has several, the first of them its head; a reflexive
            pronoun or a clitic that the cue needs stands before it.
        negated_says: the cue says something when it is negated: `n'exclut pas`.
    """

    kind: str
    stance: str
    frames: tuple[str, ...]
    lemmas: tuple[str, ...]
    negated_says: bool = False


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Small words and fixed phrases around a cue, lower case, with a straight apostrophe.

    Attributes:
        complementiser: opens a content clause and is no part of it.
        embedded: opens an embedded question and is part of it.
        demonstrative: stands before a complementiser in a free relative.
        infinitive_marker, address_marker: introduce an infinitive; the second after an addressee.
        genitive: joins a noun to its complement; contracted: holds an article.
        to, on, about, as, by: the prepositions of the frames of those names; for: introduces the ground of thanks;
            against: what is warned of.
        reflexive, clitic: pronouns that stand before the verb; subject: pronouns that can speak.
        indefinite: pronouns that name nobody, so that the source stands elsewhere.
        first_person: speakers inside marks or in the author's own name.
        masculine, feminine, plural: pronouns for a speaker named before; article: left out of a speaker's name.
        conjunction: joins speakers.
        relative: relative pronouns that are subjects.
        impersonal_subject, impersonal_lemmas: subjects and verbs with which nobody speaks.
        negation: goes with the verb; negator: completes it; both are needed where the language has two.
        adverb: adverbs that taggers miss.
        have, be: lemmas of the auxiliaries.
        semi_auxiliary: lemmas that take a saying in the infinitive; semi_excluded: those with which it is not said.
        no_clause_after: after these the complementiser compares or subordinates.
        phrase_end: a speaker's noun phrase stops before these; phrase_end_not_first: unless right after its head;
            phrase_end_at: the same for fixed phrases of several words.
        time: words of time that stand for no speaker.
        according: phrases that introduce a source; according_excluded: heads that are no source.
        cut: phrases that end a content; inside: phrases that may stand inside a verb group.
        source_marker: what names the source of what one has learned.
        attribution_noun: documents, bodies and organs that say.
        issued: nouns for what a body gives out in its own name: a body or a capital after them speaks.
        quoting_back: opens a sentence that attributes the one before it.
        label: verbs that name something, whose marked complement is no quotation.
        viewpoint: prepositions that give a point of view at the start of a sentence.
        degree: words that a clause of measure follows. unsaid: prepositions before a participle that does not happen.
        free: question words that open a relative clause without a noun.
        adjunct: words after which an object is over, and the circumstances of the report begin.
        nobody: subjects with which nobody says it.
        neuter: pronouns for a speaker named before who is no person.
        light: lemmas of verbs whose subject says what a noun of saying after them holds: `make a claim`.
        possessive: determiners that taggers take for pronouns.
        subordinator: conjunctions that taggers take for prepositions; no subject reaches over them.
        fact: nouns that a content clause may hang on. condition: opens a condition.
        said_pronoun: the object pronoun that stands for what is said: `comme l'a dit X`.
        indefinite_article: before a noun that says what something is called: `parle d'une erreur`.
        judge: those who pass sentences, so that what they condemn is no words of theirs.
        holder: lemmas of nouns for bodies and groups that can speak; person: for people; holder_ending: endings that
            make nouns of either.
        definite: determiners of one who is known, in the singular, by the gender that they show: ``m``, ``f``, ``n``.
        former: prefixes of a function that is over. public_office: offices whose holder everybody knows unnamed.
        purpose: words before an infinitive cue that does not hang on another verb: `pour demander`, `avant d'ajouter`.
        object_start: words that a noun phrase opens with.
        pair: phrases for two bearers named before, by what they are: ``m`` men, ``f`` women, ``person``, ``state``.
        others: phrases for the rest of a group that leave its noun out, each with what stands before that noun; some:
            words that bring a part of a group in, before its noun.
    """

    complementiser: frozenset[str]
    embedded: frozenset[str]
    demonstrative: frozenset[str]
    infinitive_marker: frozenset[str]
    address_marker: frozenset[str]
    genitive: frozenset[str]
    contracted: frozenset[str]
    to: frozenset[str]
    for_: frozenset[str] = msgspec.field(name="for")
    on: frozenset[str]
    about: frozenset[str]
    as_: frozenset[str] = msgspec.field(name="as")
    by: frozenset[str]
    reflexive: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    plural: frozenset[str]
    article: frozenset[str]
    conjunction: frozenset[str]
    relative: frozenset[str]
    subject: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    impersonal_subject: frozenset[str]
    impersonal_lemmas: frozenset[str]
    clitic: frozenset[str]
    negation: frozenset[str]
    negator: frozenset[str]
    adverb: frozenset[str]
    have: frozenset[str]
    be: frozenset[str]
    semi_auxiliary: frozenset[str]
    semi_excluded: frozenset[str]
    no_clause_after: frozenset[str]
    phrase_end: frozenset[str]
    phrase_end_not_first: frozenset[str]
    phrase_end_at: tuple[str, ...]
    time: frozenset[str]
    according: tuple[str, ...]
    according_excluded: frozenset[str]
    cut: tuple[str, ...]
    inside: tuple[str, ...]
    source_marker: tuple[str, ...]
    attribution_noun: frozenset[str]
    issued: frozenset[str]
    quoting_back: tuple[str, ...]
    label: frozenset[str]
    object_start: frozenset[str]
    viewpoint: frozenset[str]
    fact: frozenset[str]
    condition: frozenset[str]
    against: frozenset[str] = frozenset()
    said_pronoun: frozenset[str] = frozenset()
    indefinite_article: frozenset[str] = frozenset()
    judge: frozenset[str] = frozenset()
    holder: frozenset[str] = frozenset()
    person: frozenset[str] = frozenset()
    definite: dict[Literal["f", "m", "n"], frozenset[str]] = {}
    former: tuple[str, ...] = ()
    public_office: tuple[str, ...] = ()
    holder_ending: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    degree: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    adjunct: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    neuter: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    subordinator: frozenset[str] = frozenset()
    pair: dict[Pair, frozenset[str]] = {}
    others: dict[str, str] = {}
    some: frozenset[str] = frozenset()


class Forms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How verb forms are told apart, since the analyser gives lemma and part of speech alone.

    Attributes:
        gerund, infinitive, participle: endings; `participle` lists those that no finite form has.
        retagged: ``ending:ending`` pairs that turn a form which taggers take for a noun or an adjective into the lemma
            of its verb.
        joins_resumed: a quotation that goes on after its report is one quotation, report and all.
        future: what is added to an infinitive to make a form of the future.
        nested: classes of cues that open a quotation inside another; the rest, and speakers who are only pronouns, are
            part of what the outer speaker says. All of them do when there is no such list.
        hearsay: auxiliaries in the mood that reports without a source.
        infinitive_is_lemma: an infinitive is written like its lemma and stands without a marker.
        inverted_subject: a subject may follow its verb.
        subject_verb_after_marks: the report after a quotation may put the subject first.
    """

    gerund: tuple[str, ...]
    infinitive: tuple[str, ...]
    participle: tuple[str, ...]
    retagged: tuple[str, ...]
    joins_resumed: bool
    hearsay: frozenset[str]
    infinitive_is_lemma: bool
    inverted_subject: bool
    subject_verb_after_marks: bool
    future: tuple[str, ...] = ()
    nested: frozenset[str] = frozenset()


class QuotationSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``quotations.toml``."""

    words: Words
    forms: Forms
    verb: tuple[CueGroup, ...]
    noun: tuple[CueGroup, ...]


@dataclass(frozen=True)
class Entry:
    """A cue of the lexicon.

    Attributes:
        lemma: as it is shown.
        head: the word that is inflected; rest: the words that follow it.
        reflexive: a reflexive pronoun stands before it.
        clitic: the clitic that stands before it, or empty.
        negated_says: it says something when it is negated.
    """

    lemma: str
    head: str
    rest: tuple[str, ...]
    reflexive: bool
    kind: str
    stance: str
    frames: frozenset[str]
    clitic: str = ""
    negated_says: bool = False


@dataclass(frozen=True)
class Grammar:
    """A language's section, indexed.

    Attributes:
        verbs, nouns: entries by head lemma, those of more words first.
        according, cut, inside, source, back, stops, purpose: the fixed phrases as patterns over lower-case text.
        retagged_lemma: gives the lemma of a cue verb that a form belongs to whatever its tag says; empty when there is
            none.
    """

    words: Words
    forms: Forms
    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, Entry]
    according: re.Pattern[str]
    cut: re.Pattern[str]
    inside: re.Pattern[str]
    source: re.Pattern[str]
    back: re.Pattern[str]
    stops: re.Pattern[str]
    purpose: re.Pattern[str]
    retagged_lemma: Callable[[str], str]


@cache
def grammar_of(pack: LanguagePack) -> Grammar | None:
    """The grammar of a pack, or None when it has no ``quotations.toml``, or one for texts without parts of speech."""
    if "plain" in pack.raw("quotations"):
        return None
    section = pack.section("quotations", QuotationSection)
    if section is None:
        return None
    words = section.words
    verbs: dict[str, list[Entry]] = {}
    for group in section.verb:
        for lemma in group.lemmas:
            entry = _entry(lemma, group, words)
            verbs.setdefault(entry.head, []).append(entry)
    return Grammar(
        words=words,
        forms=section.forms,
        verbs={
            head: tuple(sorted(entries, key=lambda e: (-len(e.rest), not e.reflexive, not e.clitic, e.lemma)))
            for head, entries in verbs.items()
        },
        nouns={lemma: _entry(lemma, group, words) for group in section.noun for lemma in group.lemmas},
        according=_phrases(words.according),
        cut=_phrases(words.cut),
        inside=_phrases(words.inside),
        source=_phrases(words.source_marker),
        back=_phrases(words.quoting_back),
        stops=_phrases(words.phrase_end_at),
        purpose=_phrases(words.purpose),
        retagged_lemma=_retagging(section.forms.retagged, verbs),
    )


def _retagging(pairs: Iterable[str], heads: Iterable[str]) -> Callable[[str], str]:
    """The look-up behind `Grammar.retagged_lemma`: most words of an article come again, so answers are kept."""
    endings = [(ending, infinitive) for ending, _, infinitive in (pair.partition(":") for pair in pairs)]
    by_folded = {fold_text(head): head for head in sorted(heads)}

    @lru_cache(maxsize=65536)
    def lemma_of(word: str) -> str:
        candidates = (word.removesuffix(e) + infinitive for e, infinitive in endings if word.endswith(e))
        return next((by_folded[f] for f in map(fold_text, candidates) if f in by_folded), "")

    return lemma_of


def _entry(lemma: str, group: CueGroup, words: Words) -> Entry:
    parts = lemma.split()
    first = parts[0] if len(parts) > 1 else ""
    reflexive, clitic = first in words.reflexive, first if first in words.clitic - words.reflexive else ""
    if reflexive or clitic:
        parts = parts[1:]
    return Entry(
        lemma,
        parts[0],
        tuple(parts[1:]),
        reflexive,
        group.kind,
        group.stance,
        frozenset(group.frames),
        clitic,
        group.negated_says,
    )


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that takes the longest of some phrases, as whole words; it never matches when there are none."""
    if not phrases:
        return re.compile(r"(?!)")
    either = "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<!\w)(?:{either})(?:(?<=')|(?!\w))")
