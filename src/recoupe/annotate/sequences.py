"""Quoted words in a row: pieces that are one quotation, lists that are several, and names that sign them.

Piece
    Words in marks that go on with a quotation whose report stands before them, in the same paragraph or the next.
List
    Quoted words side by side, with nothing but marks and conjunctions between: each was said for itself.
"""

from __future__ import annotations

from dataclasses import replace

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.marks import Region
from recoupe.model.annotation import Token
from recoupe.text.normalize import QUOTATION_MARKS
from recoupe.text.words import lower_word

SLACK = 4
"""Two ends that lie nearer than this, in code points, are the same: marks and points lie between them."""

_CLAUSES = frozenset({"bare-clause", "clause", "colon"})
"""Rules of reports that stand before the words they report."""
_CARRIED = frozenset({"colon", "interposed-marks", "resumed", "standing"})
"""Rules of quoted words that may go on in the next paragraph."""
_RESUMABLE = frozenset({"interposed-bare", "interposed-marks", "resumed"})
"""Rules of reports that stand after the words they report, which may go on in the next sentence."""
_LONGEST_REPORT = 240
"""Code points of the longest report between two pieces of one quotation: three lines of print."""
_OPENERS = QUOTATION_MARKS + "'`‘ \u00a0\u202f"
_FINAL = (".", "!", "?", "…")
_LISTED_WORDS = 3
"""Words of each item of a list: shorter ones are words held at arm's length inside a paraphrase."""


def split_list(text: str, candidate: Candidate, regions: tuple[Region, ...], grammar: Grammar) -> list[Candidate]:
    """The quotations of a candidate whose content is a list of quoted words; the candidate alone when it is none.

    Args:
        text: of the document.
        candidate: as a frame proposed it.
        regions: outermost marked regions of its sentence.
        grammar: its conjunctions may stand between the items.
    """
    items = [r for r in regions if r.start < candidate.end and candidate.start < r.end]
    inside = candidate.cue is not None and candidate.start < candidate.cue[0] < candidate.end
    if not items or (candidate.rule.startswith(("interposed", "resumed")) and inside):
        return [candidate]
    if len(items) == 1:
        return _split_at_colon(text, candidate, items[0])
    if any(r.start < candidate.start - SLACK or r.end > candidate.end + SLACK for r in items):
        return [candidate]
    ends = [candidate.start, *(r.end for r in items)]
    starts = [*(r.start for r in items), candidate.end]
    gaps = [text[a:b] for a, b in zip(ends, starts, strict=True) if b > a]
    linked = all(_links(gap, grammar) for gap in gaps)
    if not linked or any(len(text[r.inner_start : r.inner_end].split()) < _LISTED_WORDS for r in items):
        return [candidate]
    return [replace(candidate, start=r.inner_start, end=r.inner_end) for r in items]


def _split_at_colon(text: str, candidate: Candidate, region: Region) -> list[Candidate]:
    """The paraphrase before a colon, and the quoted words after it: `que la raison est simple : « … »`."""
    before = text[candidate.start : region.start].rstrip()
    if abs(candidate.end - region.end) > SLACK or not before.endswith(":") or region.start - candidate.start < SLACK:
        return [candidate]
    end = candidate.start + len(before[:-1].rstrip())
    quoted = replace(candidate, start=region.inner_start, end=region.inner_end)
    return [replace(candidate, end=end), quoted] if end - candidate.start > SLACK else [quoted]


def _links(gap: str, grammar: Grammar) -> bool:
    """Whether nothing but marks and a conjunction stands between two items."""
    words = [w for w in lower_word(gap).split() if any(map(str.isalnum, w))]
    return all(word in grammar.words.conjunction for word in words)


def sign_standing(text: str, tokens: tuple[Token, ...], chosen: list[Candidate], proposed: list[Candidate]) -> None:
    """Give a quotation that stands alone the name on the line after it, as pull quotes are signed."""
    if proposed or not chosen or chosen[-1].rule != "standing" or len(tokens) > 15:
        return
    between = text[chosen[-1].end : tokens[0].start]
    verbless = all(t.pos not in ("VERB", "AUX") for t in tokens)
    final = text[tokens[-1].end - 1]
    if "\n" in between and not between.strip('»”"’.!? \n\u00a0\u202f') and verbless and final not in ".!?:)":
        first = next((t for t in tokens if text[t.start].isalnum()), None)
        if first is not None and text[first.start].isupper() and any(t.pos == "PROPN" for t in tokens):
            chosen[-1].speaker = (first.start, tokens[-1].end)
            chosen[-1].rule = "signed"
            chosen[-1].score = 0.7


def join_pieces(text: str, chosen: list[Candidate], best: list[Candidate]) -> list[Candidate]:
    """Join a quoted sentence to the quotation that it goes on with; gives the candidates that stay for themselves.

    Args:
        text: of the document.
        chosen: the quotations of the sentence before, whose report that quotation has.
        best: those of the sentence.
    """
    standing = best[0] if best else None
    if standing is None or standing.rule not in ("standing", "marks-only"):
        return best
    if chosen and chosen[-1].rule in _CARRIED and _is_carried(text[chosen[-1].end : standing.start]):
        chosen[-1].end = standing.end
        return best[1:]
    before = next((c for c in chosen[::-1] if c.rule in _RESUMABLE), None)
    if before is None or any(c.end > before.end + SLACK and c.rule in _CLAUSES for c in chosen):
        return best
    partly = standing.rule == "marks-only"
    if partly and (len(best) > 1 or any(c.end > before.end + SLACK for c in chosen)):
        return best
    report = text[before.end : standing.start].rstrip(_OPENERS)
    if "\n" in report or len(report) > _LONGEST_REPORT or not report.endswith(_FINAL):
        return best
    before.end, before.rule = standing.end, "resumed"
    return best[1:]


def _is_carried(gap: str) -> bool:
    """Whether nothing but a new paragraph, which opens with a mark again, stands between two quoted sentences."""
    marks = sum(gap.count(mark) for mark in (*QUOTATION_MARKS, "``", "''"))
    return marks == 1 and "\n" in gap and not any(map(str.isalnum, gap))
