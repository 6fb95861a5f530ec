"""Credits: whose words an article says it uses.

Credit
    An agency in brackets at the end of a line or in a dateline, an agency that signs a line of its own, or the author
    of a byline at the head of the article.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from recoupe.annotate.hands import AttributionSection, attribution_section
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Credit

_HEAD = 600
"""How far into an article, in code points, a byline or dateline may stand."""
_SPACE = r"[ \t\u00a0\u202f]"
_NAME = rf"[^\W\d_a-z][\w.'’-]*(?:{_SPACE}[^\W\d_a-z][\w.'’-]*){{1,3}}"


def find_credits(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Credit, ...]:
    """Credits of an article, sorted by where they stand; each names the words that give it.

    Args:
        article: its text alone is read.
        pack: of its language; none are found without ``attributions.toml``.
    """
    section = attribution_section(pack)
    if section is None:
        return ()
    patterns = _patterns(section)
    first, last = article.article.start, article.article.end
    head = min(last, first + _HEAD)
    found: set[tuple[int, int, str]] = set()
    for pattern, end in (
        (patterns.marked, last),
        (patterns.closing, last),
        (patterns.line, last),
        (patterns.dateline, head),
    ):
        for match in pattern.finditer(article.text, first, end):
            for name in patterns.agency.finditer(article.text, match.start("names"), match.end("names")):
                found.add((name.start(), name.end(), name.group()))
    for match in patterns.byline.finditer(article.text, first, head):
        found.add((match.start("name"), match.end("name"), match.group("name")))
    return tuple(Credit(name=name, start=start, end=end) for start, end, name in sorted(found))


class _Patterns(NamedTuple):
    """Where credits stand.

    Attributes:
        agency: one agency.
        marked: in brackets, after a word that marks a credit.
        closing: in brackets, at the end of a line after the end of a sentence.
        line: on a line of its own.
        dateline: in brackets before a dash, after a place.
        byline: an author's name on a line of its own, after the word that opens one.
    """

    agency: re.Pattern[str]
    marked: re.Pattern[str]
    closing: re.Pattern[str]
    line: re.Pattern[str]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]


@cache
def _patterns(section: AttributionSection) -> _Patterns:
    either = "|".join(re.escape(a) for a in sorted(section.agencies, key=lambda a: (-len(a), a)))
    joint = rf"(?:{_SPACE}?[,/&+]{_SPACE}?|{_SPACE}\w{{2,3}}{_SPACE})"
    names = rf"(?P<names>(?:{either})(?:{joint}(?:{either})){{0,4}})"
    lead = "|".join(re.escape(w) for w in (*section.with_, *section.credit_labels))
    marked = rf"(?i:(?:{lead}){_SPACE}?:?{_SPACE}?)"
    author = "|".join(re.escape(w) for w in section.bylines)
    return _Patterns(
        agency=re.compile(rf"(?<!\w)(?:{either})(?!\w)"),
        marked=re.compile(rf"\({marked}{names}\)"),
        closing=re.compile(rf"(?:(?<=[.!?»”\"]){_SPACE}?|^)\({names}\)(?={_SPACE}*$)", re.MULTILINE),
        line=re.compile(rf"^{_SPACE}*(?:{marked})?{names}{_SPACE}*\.?{_SPACE}*$", re.MULTILINE),
        dateline=re.compile(rf"^[^\n()]{{2,60}}\({names}\){_SPACE}*[\u2013\u2014-]", re.MULTILINE),
        byline=re.compile(rf"^{_SPACE}*(?i:{author}){_SPACE}(?P<name>{_NAME}){_SPACE}*(?=[,(|]|$)", re.MULTILINE),
    )
