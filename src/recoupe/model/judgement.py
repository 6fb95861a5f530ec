"""What a person decided. Judgements are kept beside machine output, win over it, and can be undone."""

from __future__ import annotations

from typing import Literal

import msgspec

Verdict = Literal["same", "different"]
Subject = Literal["entity", "claim", "story", "utterance", "line"]


class Judgement(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """A person's decision on whether items are the same.

    Attributes:
        subject: what kind of group is judged.
        verdict: ``same`` merges the members, ``different`` keeps each pair of them apart.
        members: ids of mentions, statements, articles or quotations: of what groups are made of, since those ids
            depend on content alone and survive every re-run.
        author: who decided; free text.
        note: why; free text.
    """

    subject: Subject
    verdict: Verdict
    members: tuple[str, ...]
    author: str
    note: str
