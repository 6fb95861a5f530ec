"""Quotations: every one found, with its cue, its speaker and the rule that found it.

Direct
    The words stand in marks, and they are all of what was said.
Mixed
    A paraphrase with literal pieces in marks, its fragments.
Indirect
    A paraphrase without marks.
Scare quotes, titles and words mentioned are no quotations: nobody is said to have said them here.

Marks are paired (`recoupe.annotate.marks`), cues are looked up by lemma (`cues`), frames propose candidates with a
score, and the best set without crossings is kept; a quotation may lie inside another. A language without a tagger is
read by the forms of its cues (`quotations_plain`); without a lexicon, or without parts of speech where there should be
some, long marked stretches are still given, with low confidence. The approach is that of
Pareti et al. (2013) and of the Gender Gap Tracker (Asr et al. 2021), with rules in place of a parser.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from recoupe.annotate.candidates import Candidate, Offsets, Sentence
from recoupe.annotate.cues import find_cues
from recoupe.annotate.frames import ordinary_frames
from recoupe.annotate.frames_as import as_frame
from recoupe.annotate.frames_interposed import interposed_frames, mark_interposed
from recoupe.annotate.frames_labels import label_frame
from recoupe.annotate.frames_marked import MIN_STANDING, standing_frames
from recoupe.annotate.frames_relatives import what_frame
from recoupe.annotate.frames_sources import (
    according_frames,
    back_frame,
    hearsay_frame,
    noun_frames,
    viewpoint_frame,
)
from recoupe.annotate.grammar import Grammar, grammar_of
from recoupe.annotate.grammar_plain import plain_grammar_of
from recoupe.annotate.holders import can_speak
from recoupe.annotate.interviews import find_answers
from recoupe.annotate.marks import Region, pair_marks
from recoupe.annotate.phrases_before import subject_before
from recoupe.annotate.quotations_plain import PlainReader
from recoupe.annotate.sequences import SLACK, join_pieces, sign_standing, split_list
from recoupe.annotate.shapes import MAX_TOKENS, shape_of
from recoupe.annotate.speakers import SpeakerNames
from recoupe.annotate.speakers_plain import PlainSpeakers
from recoupe.annotate.turns import find_turns
from recoupe.annotate.units import cut_units
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle, Modality, Quotation, QuotationKind, Token
from recoupe.model.span import Span, item_id
from recoupe.text.words import lower_word

_MODALITY: dict[str, Modality] = {
    "ask": "asked",
    "deny": "denied",
    "order": "asked",
    "promise": "planned",
    "threaten": "planned",
}
_VERBAL = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
"""Tags that a cue verb may carry, rightly or wrongly."""
_REPAIRED = 0.15
"""What a repaired mark costs in confidence."""
_SHORT = 4
"""Tokens of a sentence that does not interrupt what somebody is saying: an ellipsis, a heading of one word."""
_REPORTED_AFTER = frozenset({"interposed-bare", "interposed-middle"})
"""Rules whose report stands after the words it reports, or inside them."""
_DIALOGUE_DASHES = "\u2013\u2014\u2015"
_UNNAMED = frozenset({"colon-standing", "standing"})
"""Rules of quoted sentences that have no speaker of their own."""
_UNREPORTED = frozenset({"colon-standing", "label", "marks-only", "signed", "standing"})
"""Rules by which marks or a label alone give a quotation."""
_MARKED = frozenset({"colon", "interposed-marks", "resumed"})
"""Rules that give quoted words with their report."""
_LOOKED_AT = 8
"""Quotations of one sentence that are looked at for the one that the next sentence goes on with."""


def find_quotations(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Quotation, ...]:
    """Quotations of an article, sorted by where their content starts.

    Args:
        article: with sentences, tokens and, where they are known, mentions.
        pack: of the article's language; one without ``quotations.toml`` leaves the marks alone to speak, and one with
            the table ``[plain]`` its own words beside them.
    """
    text, first, last = article.text, article.article.start, article.article.end
    regions = tuple(r for r in pair_marks(text, first, last) if r.depth == 0)
    plain = plain_grammar_of(pack)
    if plain is not None and article.tokens:
        speakers = PlainSpeakers(text, plain.words)
        read = PlainReader(text, plain, regions).read(article.tokens)
        return _sorted(_quotation(article, c, regions, speakers) for c in read)
    grammar = grammar_of(pack)
    analysed = any(token.pos not in ("X", "PUNCT", "") for token in article.tokens)
    if grammar is None or not analysed:
        found = [c for r in regions if (c := _marked_alone(text, r)) is not None]
        return tuple(_quotation(article, c, regions, None) for c in found)
    candidates = _candidates(article, regions, grammar)
    names = SpeakerNames(article, grammar, regions)
    return _sorted(_quotation(article, c, regions, names) for c in candidates)


def _sorted(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    return tuple(sorted(quotations, key=lambda q: (q.content.start, -q.content.end, q.id)))


def _marked_alone(text: str, region: Region) -> Candidate | None:
    """A long marked stretch as a quotation of low confidence."""
    words = len(text[region.inner_start : region.inner_end].split())
    ended = text[region.inner_end - 1] in ".!?…"
    before = text[max(0, region.start - 3) : region.start].rstrip()
    introduced = before.endswith((":", ",")) or text[region.inner_end - 1] == ","
    if words < MIN_STANDING and not ((ended or introduced) and words > 2):
        return None
    return Candidate(region.inner_start, region.inner_end, "marks-only", 0.4)


def _candidates(article: AnnotatedArticle, regions: tuple[Region, ...], grammar: Grammar) -> list[Candidate]:
    """The chosen candidates of every sentence, in order."""
    text, tokens = article.text, article.tokens
    chosen: list[Candidate] = []
    turns = find_turns(article, grammar)
    ends = [r.end for r in regions]
    previous: Offsets | None = None
    quoted = False
    before: tuple[Token, ...] = ()
    seen: set[tuple[int, int, Offsets | None]] = set()
    for words in cut_units(text, tokens, regions, grammar):
        near = _near(regions, ends, words[0].start, words[-1].end)
        proposed = _read_sentence(text, words, near, grammar, previous, quoted)
        sign_standing(text, words, chosen, proposed)
        best = [c for c in _best(proposed) if not (c.rule in _UNREPORTED and _in_turn(c, turns))]
        best = [part for c in best for part in split_list(text, c, near, grammar)]
        if before and not quoted:
            _name_standing(text, before, best, regions, grammar)
        if grammar.forms.nested:
            best = [c for c in best if _stands(c, best + turns, grammar.forms.nested)]
        if grammar.forms.joins_resumed and previous is not None:
            best = join_pieces(text, [c for c in chosen[-_LOOKED_AT:] if c.end >= previous[0]], best)
        for candidate in best:
            key = (candidate.start, candidate.end, candidate.speaker)
            if key not in seen:
                seen.add(key)
                chosen.append(candidate)
        previous, before = _bare_sentence(text, words), words
        quoted = bool(best) or (quoted and len(words) < _SHORT)
    answers = find_answers(article, regions, grammar) if not turns else []
    return sorted([*chosen, *turns, *answers], key=lambda c: (c.start, -c.end, c.rule))


def _name_standing(
    text: str, before: tuple[Token, ...], best: list[Candidate], regions: tuple[Region, ...], grammar: Grammar
) -> None:
    """Give quoted sentences without a report the subject of the sentence before, which tells of who then speaks."""
    unnamed = [c for c in best if c.rule in _UNNAMED and c.speaker is None]
    if not unnamed or len(before) > MAX_TOKENS:
        return
    shape = shape_of(
        text, before, tuple(r for r in regions if r.end > before[0].start and r.start < before[-1].end), grammar
    )
    verb = next((k for k in range(len(before)) if shape.letters[k] in "VX" and shape.inside[k] < 0), None)
    if verb is None:
        return
    while verb > 0 and shape.letters[verb - 1] in "ncB":
        verb -= 1
    subject = subject_before(shape, verb, 0, grammar)
    if subject is None or not set(shape.letters[subject[0] : subject[1]]) & set("PR"):
        return  # a body or a thing may be what is spoken of
    if not can_speak(shape, subject, grammar):
        return
    for candidate in unnamed:
        candidate.speaker = shape.span(*subject)
        candidate.flags = (*candidate.flags, "inferred-speaker")


def _stands(candidate: Candidate, others: list[Candidate], nested: frozenset[str]) -> bool:
    """Whether a candidate stands outside every other one, or is a report by somebody else inside a paraphrase."""
    marked = candidate.rule in _MARKED
    if not candidate.quoted and (marked or (candidate.kind in nested and candidate.named)):
        return True
    size = candidate.end - candidate.start
    return not any(
        o.start <= candidate.start and candidate.end <= o.end and o.end - o.start > size + SLACK for o in others
    )


def _in_turn(candidate: Candidate, turns: list[Candidate]) -> bool:
    """Whether a candidate stands in the turn of an interview, which has its speaker already."""
    index = bisect_left(turns, candidate.end, key=lambda t: t.start) - 1
    return index >= 0 and candidate.start < turns[index].end


def _near(regions: tuple[Region, ...], ends: list[int], start: int, end: int) -> tuple[Region, ...]:
    first = bisect_left(ends, start + 1)
    last = bisect_left(regions, end, key=lambda r: r.start)
    return regions[first:last]


def _read_sentence(
    text: str,
    tokens: tuple[Token, ...],
    regions: tuple[Region, ...],
    grammar: Grammar,
    previous: Offsets | None,
    follows: bool,
) -> list[Candidate]:
    if len(tokens) > MAX_TOKENS:
        return [c for r in regions if r.start >= tokens[0].start and (c := _marked_alone(text, r)) is not None]
    surface = lower_word(text[tokens[0].start : tokens[-1].end])
    start = tokens[0].start
    known = (
        "-" in surface
        or any(t.lemma in grammar.verbs or t.lemma in grammar.nouns for t in tokens)
        or any(t.pos in _VERBAL and grammar.retagged_lemma(surface[t.start - start : t.end - start]) for t in tokens)
    )
    plain = surface.split()
    hinted = regions or ":" in surface or not grammar.forms.hearsay.isdisjoint(plain)
    hinted = hinted or not grammar.words.viewpoint.isdisjoint(plain[:3])
    if not known and not hinted and not grammar.according.search(surface):
        return []
    shape = shape_of(text, tokens, regions, grammar, surface)
    sentence = Sentence(shape, find_cues(shape, grammar) if known else [], grammar, previous, follows=follows)
    mark_interposed(sentence)
    interposed_frames(sentence)
    as_frame(sentence)
    what_frame(sentence)
    ordinary_frames(sentence)
    noun_frames(sentence)
    back_frame(sentence)
    according_frames(sentence)
    label_frame(sentence)
    viewpoint_frame(sentence)
    hearsay_frame(sentence)
    standing_frames(sentence)
    return sentence.candidates


def _bare_sentence(text: str, tokens: tuple[Token, ...]) -> Offsets:
    start, end = tokens[0].start, tokens[-1].end
    while end > start and text[end - 1] in " .\n":
        end -= 1
    return start, end


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """The best set: by score, without doubles, crossings, and two contents of one cue that overlap."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.start, -c.end, c.rule)):
        if not any(_excludes(other, candidate) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, -c.end, c.rule))


def _excludes(kept: Candidate, other: Candidate) -> bool:
    if kept.end <= other.start or other.end <= kept.start:
        return False
    same = abs(kept.start - other.start) < SLACK and abs(kept.end - other.end) < SLACK
    if same:
        return other.rule != "free-relative"
    crossing = kept.start < other.start < kept.end < other.end or other.start < kept.start < other.end < kept.end
    return crossing or (kept.cue is not None and kept.cue == other.cue)


def _quotation(
    article: AnnotatedArticle,
    candidate: Candidate,
    regions: tuple[Region, ...],
    names: SpeakerNames | PlainSpeakers | None,
) -> Quotation:
    touched = _touched(regions, candidate)
    start, end, kind = _content(article.text, candidate, touched)
    fragments = tuple(
        Span(r.inner_start, r.inner_end)
        for r in touched
        if kind == "mixed" and start <= r.inner_start and r.inner_end <= end
    )
    repaired = {flag for r in touched for flag in r.flags}
    flags = sorted(repaired | set(candidate.flags))
    speaker = names.name(candidate) if names is not None else None
    confidence = max(0.1, candidate.score - (_REPAIRED if repaired else 0.0))
    return Quotation(
        id=item_id("q", article.document.id, start, end, candidate.speaker, candidate.rule),
        article=article.article.id,
        content=Span(start, end),
        fragments=fragments,
        kind=kind,
        cue=Span(*candidate.cue) if candidate.cue else None,
        cue_lemma=candidate.lemma,
        speaker=speaker,
        chain=(),
        negated=candidate.negated,
        modality=_MODALITY.get(candidate.kind, "asserted"),
        rule=candidate.rule,
        confidence=round(confidence, 3),
        flags=tuple(flags),
    )


def _touched(regions: tuple[Region, ...], candidate: Candidate) -> list[Region]:
    """Outermost regions that a candidate's content touches."""
    first = bisect_left(regions, candidate.end, key=lambda r: r.start)
    touched: list[Region] = []
    for region in regions[max(0, first - 40) : first]:
        if region.inner_end > candidate.start and region.inner_start < candidate.end:
            touched.append(region)
    return touched


def _content(text: str, candidate: Candidate, touched: list[Region]) -> tuple[int, int, QuotationKind]:
    """The content without its outer marks, and its kind."""
    start, end = candidate.start, candidate.end
    if candidate.rule in ("answer", "turn"):
        return start, end, "direct"
    if not touched:
        kind: QuotationKind = "direct" if _is_dialogue(text, candidate) else "indirect"
        return start, _without_point(text, start, end), kind
    first, last = touched[0], touched[-1]
    within = first.inner_start <= start and end <= first.inner_end
    whole = abs(first.inner_start - start) < SLACK and abs(first.inner_end - end) < SLACK
    if within and not whole:
        return start, _without_point(text, start, end), "indirect"
    opens = start <= first.inner_start and not any(c.isalnum() for c in text[start : first.inner_start])
    closes = not any(c.isalnum() for c in text[min(end, last.inner_end) : max(end, last.inner_end)])
    if len(touched) == 1 and opens and closes:
        return first.inner_start, _without_report(text, candidate, first), "direct"
    if (
        len(touched) > 1
        and opens
        and closes
        and _covered(start, end, touched) > 0.5
        and (
            candidate.rule in ("interposed-marks", "resumed")
            or all("carried-mark" in r.flags for r in touched[:-1])
            or _adjoin(text, touched)
        )
    ):
        return first.inner_start, last.inner_end, "direct"
    if start == first.inner_start and start > first.start:
        start = first.start
    end = last.end if closes else _without_point(text, start, end)
    return start, end, "mixed"


def _is_dialogue(text: str, candidate: Candidate) -> bool:
    """Whether words with a report after or inside them open a paragraph after the dash of a dialogue."""
    line = text.rfind("\n", 0, candidate.start) + 1
    opening = text[line : candidate.start].strip()
    return candidate.rule in _REPORTED_AFTER and bool(opening) and not opening.strip(_DIALOGUE_DASHES)


def _without_report(text: str, candidate: Candidate, region: Region) -> int:
    """The end of quoted words without the report that they end with, as in `« Oui, dit-il. »`."""
    if candidate.rule == "interposed-inside" and candidate.cue is not None:
        places = (candidate.cue, candidate.speaker or candidate.cue)
        said = text[region.inner_start : min(place[0] for place in places)].rstrip(" \u00a0,")
        if said and not text[max(place[1] for place in places) : region.inner_end].strip(" \u00a0."):
            return region.inner_start + len(said)
    return _without_comma(text, region)


def _without_comma(text: str, region: Region) -> int:
    """The end of quoted words without the comma that English sets before the closing mark."""
    end = region.inner_end
    return end - 1 if end - region.inner_start > 1 and text[end - 1] == "," else end


def _without_point(text: str, start: int, end: int) -> int:
    """The end of a paraphrase without the point of the reporter's sentence."""
    if end - start > 1 and text[end - 1] == "." and text[end - 2] != ".":
        return end - 1
    return end


def _adjoin(text: str, touched: list[Region]) -> bool:
    """Whether nothing but spaces stands between regions."""
    return not any(text[a.end : b.start].strip() for a, b in pairwise(touched))


def _covered(start: int, end: int, touched: list[Region]) -> float:
    """Share of a content that stands in marks."""
    inside = sum(min(end, r.inner_end) - max(start, r.inner_start) for r in touched)
    return inside / max(1, end - start)
