"""Names in one article, and what stands for them.

Mention
    A name (``Vladimir Example``), another name of the bearer (``V. Example``), a role (``the Ruritanian leader``) or a
    pronoun. Mentions of one bearer share a chain, whose id is that of its first mention.
Rule
    What joined a mention to its chain: ``first-mention``, ``same-name``, ``surname``, ``initial``, ``given-name``,
    ``acronym-in-brackets``, ``initials``, ``short-name``, ``spelling``, ``state``, ``capital-for-state``,
    ``role-before-name``, ``role-after-name``, ``office``, ``role-repeated``, ``pronoun``.

The order of the rules is that of deterministic sieves (Raghunathan et al. 2010, "A multi-pass sieve for coreference
resolution"): the surest first, and a rule that leaves two candidates joins nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from recoupe.annotate.chains import Chains, Key, chain_names, holders, office_holder
from recoupe.annotate.lexicon import Lexicon, load_lexicon
from recoupe.annotate.pronouns import Person, link_pronouns
from recoupe.annotate.reading import Reading, Spot, read_article
from recoupe.annotate.roles import RoleSpot, find_roles
from recoupe.annotate.spotting import spot_names
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle, EntityKind, Mention, MentionForm
from recoupe.model.span import item_id

_SPOTTED = frozenset({"capital-for-state", "spelling", "state", "surname"})
"""Rules of chains that a spot itself says."""


@dataclass(frozen=True)
class _Draft:
    """A mention before its chain has an id."""

    first: int
    last: int
    kind: EntityKind
    form: MentionForm
    chain: Key
    rule: str
    attributes: frozenset[str] = field(default=frozenset())


def find_mentions(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Mention, ...]:
    """Find the names of an article and join those of one bearer into chains.

    Args:
        article: with its tokens and sentences.
        pack: of its language; without ``mentions.toml`` nothing is found.

    Returns:
        The mentions by start; roles and pronouns among them. A role may hold a name. The attributes of a mention are
        those of its own words (``role``, ``subkind``, ``state``) and what is known of its bearer (``gender``,
        ``number``).
    """
    lexicon = load_lexicon(pack)
    if lexicon is None or not article.tokens:
        return ()
    reading = read_article(article)
    spots, chains = chain_names(reading, lexicon, spot_names(reading, lexicon))
    roles = find_roles(reading, lexicon, spots)
    drafts = _name_drafts(spots, roles, chains) + _role_drafts(roles, spots, chains)
    drafts += _pronoun_drafts(reading, lexicon, drafts)
    return _mentions(reading, drafts)


def _name_drafts(spots: list[Spot], roles: list[RoleSpot], chains: Chains) -> list[_Draft]:
    known: dict[int, set[str]] = {}
    for role in roles:
        if role.owner >= 0:
            about = known.setdefault(role.owner, set())
            about.add(f"role={' '.join(role.head)}")
            about.update(f"office={role.office}:{role.state}" for _ in [0] if role.office and role.state)
            about.update(f"gender={role.gender}" for _ in [0] if role.gender)
    seen: set[Key] = set()
    drafts: list[_Draft] = []
    for number, spot in enumerate(spots):
        key = (spot.kind, spot.key)
        root = chains.root(key)
        rule = chains.rules.get(key) or (spot.rule if spot.rule in _SPOTTED else "")
        rule = rule or ("same-name" if root in seen else "first-mention")
        seen.add(root)
        attributes = {
            f"{n}={v}" for n, v in (("subkind", spot.subkind), ("state", spot.state), ("gender", spot.gender)) if v
        }
        if spot.kind == "person":
            attributes.add("number=s")
        partial = chains.rules.get(key) in {
            "surname",
            "initial",
            "given-name",
            "initials",
            "acronym-in-brackets",
            "short-name",
        }
        form: MentionForm = "alias" if partial else spot.form
        drafts.append(
            _Draft(spot.first, spot.last, spot.kind, form, root, rule, frozenset(attributes | known.get(number, set())))
        )
    return drafts


def _role_drafts(roles: list[RoleSpot], spots: list[Spot], chains: Chains) -> list[_Draft]:
    """Roles beside a name, roles of the one holder of an office, and roles said again with the article alone."""
    held = holders(roles, spots, chains)
    named: dict[tuple[str, ...], set[Key]] = {}
    drafts: list[_Draft] = []
    for role in roles:
        chain, rule = None, role.rule
        if role.owner >= 0:
            spot = spots[role.owner]
            chain = chains.root((spot.kind, spot.key))
            named.setdefault(role.head[:1], set()).add(chain)
        elif role.office and role.state:
            chain, rule = office_holder(role, held) or ("person", ("", role.office, role.state)), "office"
        elif role.bare and role.definite and len(named.get(role.head[:1], ())) == 1:
            chain, rule = min(named[role.head[:1]]), "role-repeated"
        if chain is None:
            continue
        attributes = {"number=s", f"role={' '.join(role.head)}"}
        if role.gender:
            attributes.add(f"gender={role.gender}")
        if role.office and role.state:
            attributes.add(f"office={role.office}:{role.state}")
        drafts.append(_Draft(role.first, role.last, "person", "role", chain, rule, frozenset(attributes)))
    return drafts


def _pronoun_drafts(reading: Reading, lexicon: Lexicon, drafts: list[_Draft]) -> list[_Draft]:
    genders = _genders(drafts)
    chains = sorted({d.chain for d in drafts if d.kind == "person"})
    number_of = {chain: number for number, chain in enumerate(chains)}
    persons = sorted(
        Person(d.first, number_of[d.chain], genders.get(d.chain, "")) for d in drafts if d.kind == "person"
    )
    inside = {index for d in drafts if d.form in {"name", "alias"} for index in range(d.first, d.last)}
    return [
        _Draft(p.token, p.token + 1, "person", "pronoun", chains[p.chain], "pronoun",
               frozenset({f"gender={p.gender}", f"number={p.number}"}))
        for p in link_pronouns(reading, lexicon, persons) if p.token not in inside
    ]  # fmt: skip


def _genders(drafts: list[_Draft]) -> dict[Key, str]:
    """The gender that most mentions of a chain show; none when they disagree evenly."""
    votes: dict[Key, Counter[str]] = {}
    for draft in drafts:
        for attribute in draft.attributes:
            if attribute.startswith("gender="):
                votes.setdefault(draft.chain, Counter())[attribute[7:]] += 1
    return {chain: g for chain, count in votes.items() for g in "fm" if count[g] > count["m" if g == "f" else "f"]}


def _mentions(reading: Reading, drafts: list[_Draft]) -> tuple[Mention, ...]:
    drafts = sorted(drafts, key=lambda d: (d.first, -d.last, d.form))
    article, tokens = reading.article.article, reading.article.tokens
    genders = _genders(drafts)
    ids = [
        item_id("m", article.document, "text", tokens[d.first].start, tokens[d.last - 1].end, d.form) for d in drafts
    ]
    first: dict[Key, str] = {}
    for draft, mention in zip(drafts, ids, strict=True):
        first.setdefault(draft.chain, mention)
    names = _names(reading, drafts)
    return tuple(
        Mention(
            id=mention,
            article=article.id,
            start=tokens[draft.first].start,
            end=tokens[draft.last - 1].end,
            kind=draft.kind,
            form=draft.form,
            name=names[draft.chain],
            chain=first[draft.chain],
            rule=draft.rule,
            attributes=tuple(sorted(_own(draft) | _of_bearer(draft, genders))),
        )
        for draft, mention in zip(drafts, ids, strict=True)
    )


def _own(draft: _Draft) -> set[str]:
    return {a for a in draft.attributes if not a.startswith("gender=")}


def _of_bearer(draft: _Draft, genders: dict[Key, str]) -> set[str]:
    return {f"gender={genders[draft.chain]}"} if draft.chain in genders else set()


def _names(reading: Reading, drafts: list[_Draft]) -> dict[Key, str]:
    """For each chain the name with most parts, then letters, then the first; a role where there is no name.

    Of a state it is the name written most, since its long form is rarely its name and its capital or an acronym never
    is.
    """
    written = Counter((d.chain, reading.surface(d.first, d.last)) for d in drafts)
    states = {d.chain for d in drafts if d.kind == "place" and "subkind=state" in d.attributes}
    best: dict[Key, tuple[int, int, int, int, str]] = {}
    ranks = {"name": 0, "alias": 1, "role": 2, "pronoun": 3}
    for draft in drafts:
        surface = reading.surface(draft.first, draft.last)
        rank = (ranks[draft.form], -len(surface.split()), -len(surface), draft.first, surface)
        if draft.chain in states:
            stands_in = draft.rule == "capital-for-state" or surface.isupper()
            rank = (ranks[draft.form], stands_in, -written[draft.chain, surface], draft.first, surface)
        if draft.chain not in best or rank < best[draft.chain]:
            best[draft.chain] = rank
    return {chain: " ".join(rank[-1].split()) for chain, rank in best.items()}
