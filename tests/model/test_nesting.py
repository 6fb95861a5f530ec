"""Which words are a statement's own."""

from __future__ import annotations

import msgspec

from recoupe.model.nesting import own_tokens
from reports import build_report

LINE = "Le garçon trouvé seul à Sarzelles va mieux"


def test_the_clause_inside_a_statement_is_not_its_own_and_their_noun_is_of_both() -> None:
    article = build_report("one", [LINE, "La mer monte"])
    outer, other = article.statements
    start = LINE.index("garçon")
    inner = msgspec.structs.replace(outer, id="s-inner", start=start, end=LINE.index(" va"))
    tokens = tuple(
        msgspec.structs.replace(t, pos="VERB") if article.text[t.start : t.end] == "trouvé" else t
        for t in article.tokens
    )
    article = msgspec.structs.replace(article, tokens=tokens, statements=(outer, inner, other))
    own = own_tokens(article)

    def words(statement: str) -> list[str]:
        return [article.text[tokens[index].start : tokens[index].end] for index in own[statement]]

    assert words(outer.id) == ["Le", "garçon", "va", "mieux"]
    assert words(inner.id) == ["garçon", "trouvé", "seul", "à", "Sarzelles"]
    assert words(other.id) == ["La", "mer", "monte"]
