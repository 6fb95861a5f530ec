"""Reports that attack whoever opens them: the example story with other words at the same places."""

from __future__ import annotations

from itertools import cycle, islice

import msgspec

from recoupe.dossier import Dossier

ATTACK = '=1+1;"=cmd|x\n- a\t@b,+c<r><t>&</t></r>\r\u200b-2\x00\ufffe_x0041_<script>alert(1)</script>|`*'


def attacked(dossier: Dossier, words: str = ATTACK) -> Dossier:
    """A dossier whose texts and outlets are `words`, over and over; offsets stay."""
    documents = tuple(
        msgspec.structs.replace(d, text="".join(islice(cycle(words), len(d.text)))) for d in dossier.documents
    )
    articles = tuple(msgspec.structs.replace(a, outlet=words, publisher=words[::-1]) for a in dossier.articles)
    return msgspec.structs.replace(dossier, documents=documents, articles=articles)
