"""What changed from one dossier to another: reports, conflicts, claims, copies, stories.

Change
    One thing that is not as it was: what kind of item, what became of it, and its state in either dossier.
Joined / split
    A story or claim that has members of several old ones / whose members are in several new ones.

What is only possibly one claim is never counted, and is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from recoupe.model.compared import Compared, Items, State, Value, count_lines
from recoupe.model.counterparts import Index, find_counterparts, pair_groups
from recoupe.model.finding import DossierRecord
from recoupe.model.versions import find_edits

Subject = Literal["report", "conflict", "claim", "copy", "story", "thread"]
Kind = Literal[
    "added",
    "removed",
    "renamed",
    "edited",
    "joined",
    "split",
    "redirected",
    "outlet",
    "publisher",
    "published",
    "status",
    "reports",
    "lines",
    "omitted_by",
    "certain",
    "sides",
]


_Facts: TypeAlias = tuple[tuple[Kind, Value, Value], ...]
"""What may differ of an item: what it is, and its value on both sides."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it was.

    Attributes:
        subject: what kind of item. A report is a document; a copy joins a report to its best source.
        kind: what became of it. ``renamed``: other id, same bytes; ``edited``: a stretch of its title or text;
            ``redirected``: its id ended, and another has its articles now; from ``outlet`` on, what differs of it: the
            outlet, publisher or date of a report; the status, lines or reports of a claim, those that state or those
            that omit it; whether a conflict is certain, its sides; the reports of a story.
        old, new: its state in either dossier; null where it is added or removed.
    """

    subject: Subject
    kind: Kind
    old: State | None
    new: State | None


def find_changes(old: DossierRecord, new: DossierRecord) -> tuple[Change, ...]:
    """What changed, sorted by subject; nothing where nothing did.

    For the dossiers turned round the same changes are found, turned round, but for redirects, of which only the newer
    dossier knows.

    Args:
        old: the dossier of before; like the other, it holds all that it refers to.
        new: the dossier of after.
    """
    names = find_counterparts(Index(old), Index(new))
    before, after = Compared(old, names), Compared(new, None)
    return (
        *_report_changes(before, after, names.documents),
        *_conflict_changes(before, after),
        *_claim_changes(before, after),
        *_copy_changes(before, after),
        *_story_changes(before, after),
    )


def _report_changes(old: Compared, new: Compared, pairs: Mapping[str, str]) -> Iterator[Change]:
    before, after = old.reports(), new.reports()
    yield from _one_sided("report", before, after, pairs, set(pairs.values()))
    for one, other in sorted(pairs.items()):
        was, is_now = before[one].state, after[other].state
        if one != other:
            yield Change(subject="report", kind="renamed", old=was, new=is_now)
        document, now = old.documents[one], new.documents[other]
        facts: _Facts = (
            ("outlet", document.outlet, now.outlet),
            ("publisher", document.publisher, now.publisher),
            ("published", document.published, now.published),
        )
        yield from _differing(old, new, "report", (was, is_now), facts)
        for edit in find_edits(document, now):
            cut = replace(was, words=old.place(one, edit.old))
            put = replace(is_now, words=new.place(other, edit.new))
            yield Change(subject="report", kind="edited", old=cut, new=put)


def _conflict_changes(old: Compared, new: Compared) -> Iterator[Change]:
    before, after = old.conflicts(), new.conflicts()
    certain, certain_now = ({c.id: c.certain for c in half.dossier.conflicts} for half in (old, new))
    pairs = _same(before, after)
    yield from _one_sided("conflict", before, after, pairs, set(pairs.values()))
    for one, other in sorted(pairs.items()):
        was, is_now = before[one].state, after[other].state
        facts: _Facts = (("certain", certain[one], certain_now[other]), ("sides", was.value, is_now.value))
        yield from _differing(old, new, "conflict", (was, is_now), facts)


def _claim_changes(old: Compared, new: Compared) -> Iterator[Change]:
    before, after = old.claims(), new.claims()
    claims, claims_now = ({claim.id: claim for claim in half.dossier.claims} for half in (old, new))
    yield from _regrouped("claim", before, after)
    for one, other in sorted(_same(before, after).items()):
        was, is_now = before[one].state, after[other].state
        claim, now = claims[one], claims_now[other]
        facts: _Facts = (
            ("status", claim.status, now.status),
            ("lines", count_lines(claim), count_lines(now)),
            ("omitted_by", old.documents_of(claim.omitted_by), new.documents_of(now.omitted_by)),
        )
        yield from _differing(old, new, "claim", (was, is_now), facts)
        stating, stating_now = old.stating(claim.statements), new.stating(now.statements)
        states = (
            _of_reports_beyond(old, was, new.called("documents", stating_now)),
            _of_reports_beyond(new, is_now, old.called("documents", stating)),
        )
        yield from _differing(old, new, "claim", states, (("reports", stating, stating_now),))


def _of_reports_beyond(half: Compared, state: State, known: Container[str]) -> State:
    """A state with the words of those reports alone that are not `known` on the other side, where there are any."""
    words = (at for at in state.words if half.called("documents", (half.document_of(at.article),))[0] not in known)
    return replace(state, words=tuple(words) or state.words)


def _copy_changes(old: Compared, new: Compared) -> Iterator[Change]:
    before, after = old.copies(), new.copies()
    pairs = _same(before, after)
    yield from _one_sided("copy", before, after, pairs, set(pairs.values()))


def _story_changes(old: Compared, new: Compared) -> Iterator[Change]:
    before, after = old.stories(), new.stories()
    redirects = [(redirect.old, redirect.new) for redirect in new.dossier.redirects]
    yield from _regrouped("story", before, after, redirects)
    for one, other in sorted(_same(before, after).items()):
        was, is_now = before[one].state, after[other].state
        yield from _differing(old, new, "story", (was, is_now), (("reports", was.value, is_now.value),))
    threads, threads_now = old.threads(), new.threads()
    for one, other in redirects:
        if one in before and other in after:
            yield Change(subject="story", kind="redirected", old=before[one].state, new=after[other].state)
        if one in threads and other in threads_now:
            yield Change(subject="thread", kind="redirected", old=threads[one].state, new=threads_now[other].state)


def _same(before: Items, after: Items) -> dict[str, str]:
    """Old id -> new id of the items that are the same."""
    members, members_now = ({name: item.members for name, item in items.items()} for items in (before, after))
    return pair_groups(members, members_now)


def _differing(
    old: Compared, new: Compared, subject: Subject, states: tuple[State, State], facts: _Facts
) -> Iterator[Change]:
    """What differs of one item that both dossiers have."""
    for kind, value, value_now in facts:
        if old.key(value) != new.key(value_now):
            was, is_now = replace(states[0], value=value), replace(states[1], value=value_now)
            yield Change(subject=subject, kind=kind, old=was, new=is_now)


def _one_sided(
    subject: Subject, before: Items, after: Items, kept: Container[str], known: Container[str]
) -> Iterator[Change]:
    """What is gone and what is new: the old items that are not `kept`, and the new ones that are not `known`."""
    for name, item in sorted(before.items()):
        if name not in kept:
            yield Change(subject=subject, kind="removed", old=item.state, new=None)
    for name, item in sorted(after.items()):
        if name not in known:
            yield Change(subject=subject, kind="added", old=None, new=item.state)


def _regrouped(
    subject: Subject, before: Items, after: Items, redirects: Iterable[tuple[str, str]] = ()
) -> Iterator[Change]:
    """What is gone, new, joined or split, of groups that share no member with each other."""
    home = {member: name for name, item in after.items() for member in item.members}
    links = {(name, home[member]) for name, item in before.items() for member in item.members if member in home}
    links |= {(one, other) for one, other in redirects if one in before and other in after}
    homes: dict[str, set[str]] = defaultdict(set)
    origins: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        homes[one].add(other)
        origins[other].add(one)
    yield from _one_sided(subject, before, after, homes, origins)
    for other, several in sorted(origins.items()):
        if len(several) > 1:
            yield Change(subject=subject, kind="joined", old=_together(before, several), new=after[other].state)
    for one, several in sorted(homes.items()):
        if len(several) > 1:
            yield Change(subject=subject, kind="split", old=before[one].state, new=_together(after, several))


def _together(items: Items, names: Iterable[str]) -> State:
    """Several items as one."""
    words = (place for name in sorted(names) for place in items[name].state.words)
    return State(ids=tuple(sorted(names)), value=None, words=tuple(words))
