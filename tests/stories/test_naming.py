"""A story is named by a report's own opening, not by somebody's words quoted in it."""

from __future__ import annotations

import recoupe

BODY = (
    " Les pompiers de Marvelle ont lutté toute la nuit contre l'incendie de la halle aux grains."
    " La halle aux grains de Marvelle avait été restaurée par la commune il y a dix ans."
    " Le maire Yvon Cadiou a promis que la halle de Marvelle serait reconstruite."
)
QUOTED = "« Nous rebâtirons la halle de Marvelle pierre par pierre », a dit Yvon Cadiou, maire de Marvelle."
PLAIN = "La halle aux grains de Marvelle a brûlé dans la nuit."


def named(*openings: str) -> str:
    made = recoupe.make_dossier([{"id": f"r{n}", "text": o + BODY, "language": "fr"} for n, o in enumerate(openings)])
    (story,) = made.stories
    article = next(a for a in made.articles if a.id == story.title.article)
    text = next(d.text for d in made.documents if d.id == article.document)
    return text[story.title.start : story.title.end]


def test_a_quotation_names_a_story_only_where_nothing_else_does() -> None:
    assert named(QUOTED, PLAIN) == PLAIN
    assert named("date 2031-05 " + QUOTED, PLAIN) == PLAIN
    assert named(QUOTED) == QUOTED
