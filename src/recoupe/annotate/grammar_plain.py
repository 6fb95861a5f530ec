"""What ``quotations.toml`` says of a language whose texts have no parts of speech: its table ``[plain]``.

Cue
    Looked up by its form. The forms of a verb are made from its lemma by the endings that the pack gives, and the
    irregular ones are listed; a noun is known by its end, so that compounds count.
Separable verb
    A lemma of several words: the first is inflected, the others end the clause or are written before other forms.

A pack has either this table or the sections of `recoupe.annotate.grammar`, which need a tagger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.annotate.grammar import Entry
from recoupe.languages.pack import LanguagePack

STEM = "~"
"""What stands for the stem in the pattern of a form."""

_LONGEST_ENDING = 30
"""Letters of a word's end that are looked up among the nouns."""


class PlainGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"kind": "class"}):
    """Cues that behave alike.

    Attributes:
        kind: what is done by saying, as in `recoupe.annotate.grammar.CueGroup`.
        stance: what the reporter's choice of word lets through; a lemma has one.
        lemmas: verbs or nouns; several words where the verb is separable.
        quotes: the object of the verb speaks, not its subject.
    """

    kind: str
    stance: str
    lemmas: tuple[str, ...]
    quotes: bool = False


class PlainWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Small words around a cue, in lower case. A list that a language has no use for is left out.

    Attributes:
        auxiliary: finite forms of the auxiliaries.
        passive: those of the passive; by: words before the one who does what a passive verb says.
        mood: finite forms of the mood in which words are reported without a cue.
        negator: after a verb it denies that something was said.
        according: phrases before the one who is the source; according_after: words after them.
        cited_in: prepositions before what a passive verb of citing cites somebody in.
        back: words that open a sentence and take up what the one before says.
        such: words that stand for a verb between quoted words and their speaker.
        conjunction: joins two verbs of one subject.
        as_: opens the clause that names the speaker, verb last.
        article: words that open a noun phrase; oblique: those of them that open no subject.
        link: words inside a noun phrase that go on with it.
        pronoun: those that can be a speaker; masculine, feminine, plural: those that stand for one named before.
        male, female: articles and titles before a man's or a woman's name, or a noun of that gender.
        clitic: pronouns between the verb and its subject; adverb: adverbs that may stand there too.
        opener: words that open a sentence without being its subject.
        naming: words beside marks that say that the marked words are a name.
        wording: nouns of which the marked words after them are the wording.
    """

    auxiliary: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    mood: frozenset[str] = frozenset()
    negator: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    according_after: frozenset[str] = frozenset()
    cited_in: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    such: frozenset[str] = frozenset()
    as_: frozenset[str] = msgspec.field(name="as", default=frozenset())
    conjunction: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    oblique: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    pronoun: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    clitic: frozenset[str] = frozenset()
    adverb: frozenset[str] = frozenset()
    opener: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    wording: frozenset[str] = frozenset()


class PlainForms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the forms of a cue are made. In a pattern, ``~`` stands for the stem.

    Attributes:
        ending: endings of lemmas; the stem is the lemma without the first that it has.
        finite, participle: patterns of the forms that stand alone.
        joined: patterns of the forms that a separable verb's particle is written before.
        noun: endings of nouns.
    """

    ending: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    noun: tuple[str, ...] = ("",)


class PlainSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[plain]``.

    Attributes:
        capitalised_nouns: nouns have a capital, and verbs none.
        irregular: further forms of a lemma's first word.
    """

    words: PlainWords
    verb: tuple[PlainGroup, ...]
    noun: tuple[PlainGroup, ...] = ()
    forms: PlainForms = PlainForms()
    irregular: dict[str, tuple[str, ...]] = {}
    capitalised_nouns: bool = False


class PlainQuotationSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``quotations.toml`` of a language without a tagger."""

    plain: PlainSection


@dataclass(frozen=True)
class Form:
    """A form of a cue verb.

    Attributes:
        entry: the verb.
        quotes: its object speaks.
        particle: words that must follow in the clause; empty when the form has them or needs none.
        finite: a subject can stand beside it.
    """

    entry: Entry
    quotes: bool
    particle: tuple[str, ...]
    finite: bool


@dataclass(frozen=True)
class PlainGrammar:
    """The table, indexed.

    Attributes:
        forms: form -> what it can be, those with most particles first.
        nouns: form -> noun.
        according: first word -> phrases, the longest first.
    """

    words: PlainWords
    capitalised_nouns: bool
    forms: dict[str, tuple[Form, ...]]
    nouns: dict[str, Entry]
    according: dict[str, tuple[tuple[str, ...], ...]]

    def noun(self, word: str) -> Entry | None:
        """The noun of saying that a small-letter word is, or ends with where nouns can be compounds."""
        if word in self.nouns or not self.capitalised_nouns:
            return self.nouns.get(word)
        ends = (word[start:] for start in range(max(1, len(word) - _LONGEST_ENDING), len(word) - 3))
        return next((self.nouns[end] for end in ends if end in self.nouns), None)

    def small(self, word: str) -> bool:
        """Whether a word is one of the small words of the language, which no foreign name holds."""
        words = self.words
        return word in words.article or word in words.opener or word in words.conjunction

    def source_at(self, words: Sequence[str], index: int) -> int:
        """How many of the words from `index` on introduce a source; 0 when none do."""
        for phrase in self.according.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase)
        return 0


@cache
def plain_grammar_of(pack: LanguagePack) -> PlainGrammar | None:
    """The grammar of a pack's table ``[plain]``, or None when it has none."""
    if "plain" not in pack.raw("quotations"):
        return None
    section = pack.section("quotations", PlainQuotationSection)
    assert section is not None
    plain = section.plain
    forms: dict[str, list[Form]] = {}
    for group in plain.verb:
        for lemma in group.lemmas:
            for word, form in _forms(lemma, group, plain):
                if form not in (listed := forms.setdefault(word, [])):
                    listed.append(form)
    nouns = {
        lemma + ending: _entry(lemma, group)
        for group in plain.noun
        for lemma in group.lemmas
        for ending in plain.forms.noun
    }
    according: dict[str, list[tuple[str, ...]]] = {}
    for phrase in plain.words.according:
        words = tuple(phrase.split())
        according.setdefault(words[0], []).append(words)
    return PlainGrammar(
        words=plain.words,
        capitalised_nouns=plain.capitalised_nouns,
        forms={
            w: tuple(sorted(f, key=lambda f: (-len(f.particle), not f.finite, f.entry.lemma))) for w, f in forms.items()
        },
        nouns=nouns,
        according={first: tuple(sorted(p, key=lambda p: (-len(p), p))) for first, p in according.items()},
    )


def _entry(lemma: str, group: PlainGroup) -> Entry:
    head, *rest = lemma.split()
    return Entry(lemma, head, tuple(rest), False, group.kind, group.stance, frozenset())


def _forms(lemma: str, group: PlainGroup, plain: PlainSection) -> Iterator[tuple[str, Form]]:
    """Every form of a verb, with what it is."""
    entry = _entry(lemma, group)
    rules, head = plain.forms, entry.head
    stem = next((head.removesuffix(ending) for ending in rules.ending if head.endswith(ending)), head)
    irregular = plain.irregular.get(head, ())
    for word in (head, *_made(rules.finite, stem), *irregular):
        yield word, Form(entry, group.quotes, entry.rest, True)
    if not entry.rest:
        for word in _made(rules.participle, stem):
            yield word, Form(entry, group.quotes, (), False)
        return
    particle = "".join(entry.rest)
    for word in (head, *_made(rules.joined, stem), *irregular):
        yield particle + word, Form(entry, group.quotes, (), False)


def _made(patterns: Iterable[str], stem: str) -> Iterator[str]:
    return (pattern.replace(STEM, stem) for pattern in patterns)
