"""Statements at the same place of a copied passage correspond, whatever was edited in them."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Edit, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.resolve.correspondences import find_correspondences
from reports import build_copy, build_report

FIRST = "Le viaduc de Sarzelles rouvre lundi"
SECOND = "La mairie annonce la gratuité du péage"


def pairs(left: AnnotatedArticle, right: AnnotatedArticle, reuse: Reuse) -> set[tuple[str, str]]:
    statements = {a.article.id: a.statements for a in (left, right)}
    words = {s.id: a.text[s.start : s.end] for a in (left, right) for s in a.statements}
    return {(words[c.left], words[c.right]) for c in find_correspondences(statements, [reuse])}


def test_each_statement_of_a_full_copy_has_its_partner() -> None:
    one, two = build_report("one", [FIRST, SECOND]), build_report("two", [FIRST, SECOND])
    assert pairs(one, two, build_copy(one, two)) == {(FIRST, FIRST), (SECOND, SECOND)}


def test_edits_carry_offsets_from_one_side_to_the_other() -> None:
    added = "Après de longs mois de travaux et deux hivers de retard"
    one, two = build_report("one", [FIRST, SECOND]), build_report("two", [FIRST, added, SECOND])
    at = len(FIRST) + 1
    edit = Edit(kind="addition", a=Span(at, at), b=Span(at, at + len(added) + 1))
    reuse = msgspec.structs.replace(build_copy(one, two), edits=(edit,))
    found = pairs(one, two, reuse)
    assert found & {(FIRST, FIRST), (SECOND, SECOND)} == {(FIRST, FIRST), (SECOND, SECOND)}
    assert not any(added in pair for pair in found)


def test_a_statement_outside_the_passage_has_no_partner() -> None:
    one, two = build_report("one", [FIRST, SECOND]), build_report("two", [FIRST, SECOND])
    copy = build_copy(one, two)
    sides = [
        ArticleSpan(article=side.article, start=side.start, end=side.start + len(FIRST)) for side in (copy.a, copy.b)
    ]
    assert pairs(one, two, msgspec.structs.replace(copy, a=sides[0], b=sides[1])) == {(FIRST, FIRST)}


OFFSETS = st.integers(0, 120)
EDITS = st.lists(st.tuples(OFFSETS, OFFSETS, OFFSETS, OFFSETS), max_size=5)


@given(EDITS)
def test_no_edit_list_breaks_it(edits: list[tuple[int, int, int, int]]) -> None:
    one, two = build_report("one", [FIRST, SECOND]), build_report("two", [SECOND, FIRST])
    made = tuple(Edit(kind="rewording", a=Span(p, p + q), b=Span(r, r + s)) for p, q, r, s in edits)
    found = find_correspondences(
        {a.article.id: a.statements for a in (one, two)},
        [msgspec.structs.replace(build_copy(one, two), edits=made)],
    )
    assert found == sorted(found, key=lambda c: (c.left, c.right))
