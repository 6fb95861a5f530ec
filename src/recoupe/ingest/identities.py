"""Ids of documents: the input's own, else the shortest end of its path that no other input of the run shares.

No id depends on the order of the inputs: where an id is repeated, the documents are numbered in the order of their
content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.ingest.draft import Draft


def assign_ids(drafts: Sequence[Draft]) -> list[tuple[str, Draft]]:
    """Give each draft an id of its own; one that shares its id with others gets a warning."""
    names = _short_names({draft.path for draft in drafts if draft.path})
    wanted: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        wanted[_wanted_id(draft, names)].append(draft)
    taken = set(wanted)
    assigned: list[tuple[str, Draft]] = []
    for name in sorted(wanted):
        same = sorted(wanted[name], key=_content_order)
        assigned.append((name, _warned(same[0], name) if len(same) > 1 else same[0]))
        number = 2
        for draft in same[1:]:
            while f"{name}#{number}" in taken:
                number += 1
            taken.add(f"{name}#{number}")
            assigned.append((f"{name}#{number}", _warned(draft, name)))
    return sorted(assigned, key=lambda pair: pair[0])


def _wanted_id(draft: Draft, names: dict[tuple[str, ...], str]) -> str:
    if draft.id is not None:
        return draft.id
    if draft.source == "-":
        name = "stdin"
    elif draft.path:
        name = names[draft.path]
    elif draft.source.startswith(("http://", "https://")):
        name = draft.source
    else:
        # Records handed over in memory: their place in the list is not theirs, their content is.
        return f"{draft.source}:{draft.sha256[:12]}"
    return name if draft.line is None else f"{name}:{draft.line}"


def _short_names(paths: set[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The shortest end of each path that no other has: the file's name, else with its folder, and so on."""
    named: dict[tuple[str, ...], str] = {}
    waiting, count = sorted(paths), 1
    while waiting:
        ends: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for path in waiting:
            ends[path[-count:]].append(path)
        waiting = []
        for end, sharing in ends.items():
            whole = [path for path in sharing if len(path) <= count]
            longer = [path for path in sharing if len(path) > count]
            if len(sharing) == 1 or not longer:
                named.update((path, _join(end)) for path in sharing)
            else:
                named.update((path, _join(path)) for path in whole)
                waiting.extend(longer)
        count += 1
    return named


def _join(parts: tuple[str, ...]) -> str:
    return "/".join(parts).replace("//", "/")


def _content_order(draft: Draft) -> tuple[str, ...]:
    """An order that rests on what a draft says, not on where it stood."""
    fields = (draft.title, draft.published, draft.outlet, draft.publisher, draft.url, draft.language)
    return (draft.sha256, *(field or "" for field in fields), draft.source, f"{draft.line or 0:09d}")


def _warned(draft: Draft, name: str) -> Draft:
    return replace(draft, warnings=(*draft.warnings, f"the id {name!r} is used more than once: numbered with #"))
