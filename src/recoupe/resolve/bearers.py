"""What is joined: the bearers that single articles name.

Bearer
    A chain of one article, with what its mentions say of who it is. Judgements that keep two mentions of a chain apart
    split it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from recoupe.model.annotation import AnnotatedArticle, EntityKind, Mention
from recoupe.model.judgement import Judgement
from recoupe.text.names import name_parts

Key = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Bearer:
    """A chain of one article.

    Attributes:
        mentions: by start.
        surfaces: the words of each mention, in the same order.
        published: ISO date of the article, or null.
    """

    id: str
    kind: EntityKind
    article: str
    published: str | None
    mentions: tuple[Mention, ...]
    surfaces: tuple[str, ...]

    @cached_property
    def order(self) -> tuple[str, str, int, str]:
        """First published, then by article and place: the order that ids and anchors follow."""
        return (self.published or "9999", self.article, self.mentions[0].start, self.id)

    @property
    def whole(self) -> bool:
        """Whether it is a chain as its article made it, and not what a judgement took out of one."""
        return self.id == self.mentions[0].chain

    @property
    def anchor(self) -> Mention:
        """The first mention that is a name, else the first of all."""
        return next((m for m in self.mentions if m.form in {"name", "alias"}), self.mentions[0])

    @cached_property
    def written(self) -> tuple[tuple[str, Mention], ...]:
        """The forms written as a name, each with its mention."""
        pairs = zip(self.surfaces, self.mentions, strict=True)
        return tuple((" ".join(s.split()), m) for s, m in pairs if m.form in {"name", "alias"})

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The parts of each of its names, longest first."""
        keys = {name_parts(surface).parts for surface, _ in self.written}
        return tuple(sorted((k for k in keys if k), key=lambda k: (-len(k), -len("".join(k)), k)))

    @property
    def full(self) -> Key:
        """The parts of its fullest name; empty when it has none."""
        return self.keys[0] if self.keys else ()

    def values(self, name: str) -> frozenset[str]:
        """Values of an attribute over all mentions."""
        start = name + "="
        return frozenset(a[len(start) :] for m in self.mentions for a in m.attributes if a.startswith(start))

    @cached_property
    def state(self) -> str:
        """ISO 3166 code when it is a state; empty otherwise."""
        return min(self.values("state")) if "state" in self.values("subkind") and self.kind == "place" else ""

    @cached_property
    def home(self) -> frozenset[str]:
        """ISO 3166 code of the state that an institution is one of."""
        return self.values("state") if self.kind == "organisation" else frozenset()

    @cached_property
    def generation(self) -> frozenset[str]:
        """Whether its names say that it is the father or the son of a namesake."""
        return frozenset(name_parts(surface).generation for surface, _ in self.written) - {""}

    @cached_property
    def told(self) -> tuple[frozenset[str], ...]:
        """What tells it from bearers of the same names."""
        return self.genders, self.home, self.generation

    @cached_property
    def fullness(self) -> int:
        """How much its names say: a word more than an initial, and what tells it from namesakes."""
        return sum(2 if len(part) > 1 else 1 for part in self.full) + bool(self.home) + bool(self.generation)

    @cached_property
    def offices(self) -> frozenset[str]:
        """Offices of a person, as ``head:XX``."""
        return self.values("office")

    @cached_property
    def doubtful(self) -> bool:
        """Whether a person is one by a label alone: a single word, without title, function or pronoun."""
        named = all(len(key) == 1 for key in self.keys) and all(m.form in {"name", "alias"} for m in self.mentions)
        return self.kind == "person" and named and not (self.genders or self.offices or self.values("role"))

    @cached_property
    def genders(self) -> frozenset[str]:
        """Genders that its mentions show."""
        return self.values("gender")


def gather_bearers(articles: Sequence[AnnotatedArticle], judgements: Iterable[Judgement]) -> list[Bearer]:
    """The bearers of all articles, in the order of `Bearer.order`."""
    apart = {m for j in judgements if j.subject == "entity" and j.verdict == "different" for m in j.members}
    bearers: list[Bearer] = []
    for article in articles:
        groups: dict[tuple[str, str], list[Mention]] = {}
        for mention in article.mentions:
            own = mention.id if mention.id in apart and mention.id != mention.chain else ""
            groups.setdefault((mention.chain, own), []).append(mention)
        for (chain, own), mentions in groups.items():
            mentions.sort(key=lambda m: (m.start, -m.end, m.id))
            bearers.append(
                Bearer(
                    id=own or chain,
                    kind=mentions[0].kind,
                    article=article.article.id,
                    published=article.article.published,
                    mentions=tuple(mentions),
                    surfaces=tuple(article.surface(m.span) for m in mentions),
                )
            )
    return sorted(bearers, key=lambda b: b.order)
