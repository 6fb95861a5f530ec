"""Damages quotation marks at random, and checks that nothing raises and that only items beside the damage change.

    python tools/fuzz_marks.py [--changes 10000] [--seed 1] [FILE ...]

A change inserts a mark, deletes one, replaces one by another, or exchanges two neighbouring ones. *Beside* is the
paragraph (line) of the change, the paragraphs with words before it, whose words it may report, and after it; the same
around the paragraphs that a quotation through the damaged one runs over, or that open with a mark and so carry one on.
Every quotation elsewhere must keep its content, kind, cue and speaker's words.

Texts are invented reports; FILE adds texts of your own: ``.txt``, or ``.jsonl`` with ``text`` and perhaps ``lang`` or
``language``. What fails is told by text, change and seed, never with its words, so that texts that may not be copied
can be tested.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from recoupe.corpus.reading import cut_articles, read
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import Quotation
from recoupe.options import Options
from recoupe.pipeline import annotate_article

MARKS = ("«", "»", "“", "”", "„", "‟", '"', "‹", "›", "‘", "’", "'", "``", "''", "« ", " »")
"""What is put in, or in the place of another."""

_MARK = re.compile(r"[«»“”„‟\"‹›‘]|``|''")
_LINE = re.compile(r"[^\n]*\n?")

FRENCH = (
    "Le maire de Lussan, Paul Corbel, a visité la digue mardi. « La digue tiendra tout l'hiver », a-t-il assuré.\n"
    "Les riverains en doutent. « On nous a déjà promis “une digue neuve” en mai », rappelle Anne Rozec, qui dénonce "
    "une « mascarade ».\n"
    "La préfète a salué le « courage » et la « patience » des pompiers. Selon elle, l'eau baissera dès jeudi.\n"
    "Les travaux reprendront lundi, a annoncé l'entreprise Dumas.\n",
    "Les pêcheurs de Port-Haliguen manifestent.\n\n"
    "« Nous vendons à perte depuis deux ans. Nos bateaux sont vieux.\n\n"
    "« Nous ne demandons pas la charité, mais un prix juste », a lancé leur porte-parole, Gaël Morvan.\n\n"
    "Le ministère étudie “un fonds d'urgence”, d'après une source proche du dossier.\n\n"
    "La ministre Claire Astruc a promis une réponse « avant la fin du mois ».\n",
    'L’ »endurance » des sauveteurs a été saluée par le préfet. Il a parlé d\'une "nuit terrible" et de "héros".\n'
    "« La mer était démontée » a raconté le patron du canot, Luc Le Goff, « et le vent soufflait à cent vingt ».\n"
    "Une enquête est ouverte pour « mise en danger de la vie d'autrui », a indiqué le parquet de Brest.\n"
    "Le ferry repartira mercredi : « Tout est prêt », a dit la capitaine Inès Kerdal.\n",
    "— Vous partez quand ? a demandé le juge.\n"
    "— Dès demain, a répondu Marc Olin.\n"
    "Le procureur a requis « six mois ferme ». L'avocate, Me Sonia Perrin, a plaidé la relaxe, évoquant un dossier "
    "« vide ».\n"
    "Le jugement sera rendu le 4 juin.\n",
)
ENGLISH = (
    "Mayor Anna Reed toured the dam on Tuesday. “The dam will hold all winter,” she said.\n"
    "Residents are not so sure. “We were promised ‘a new dam’ in May,” said Tom Hale, who called the visit a “farce”.\n"
    'The sheriff praised the "courage" and the "patience" of the crews. According to her, the water will fall.\n'
    "Work will resume on Monday, the builder said.\n",
    "Fishermen marched through Penwick.\n\n"
    "“We have sold at a loss for two years. Our boats are old.\n\n"
    "“We do not ask for charity, but for a fair price,” said their spokesman, Owen Quill.\n\n"
    "The ministry is considering “an emergency fund”, a source said.\n\n"
    "Minister Clara Astor promised an answer “before the end of the month”.\n",
    '"The sea was wild," said skipper Luke Tarrant, "and the wind blew at eighty knots."\n'
    "The coroner spoke of a 'terrible night'. He thanked the crew's families.\n"
    '"Everything is ready", said Captain Ines Carver. The ferry leaves on Wednesday.\n'
    'Prosecutors opened an inquiry into "reckless endangerment".\n',
)


class Text(NamedTuple):
    """A text with its language."""

    name: str
    language: str
    text: str


class Change(NamedTuple):
    """A damaged text: what stood at ``[start, end)`` now ends at `new_end`."""

    kind: str
    text: str
    start: int
    end: int
    new_end: int


class Failure(NamedTuple):
    """A change that raised, or that reached further than it may."""

    name: str
    change: Change
    reason: str


def invented_texts() -> list[Text]:
    """Reports of our own, in French and English, in several styles of marks."""
    texts = [Text(f"french-{n}", "fr", text) for n, text in enumerate(FRENCH)]
    return texts + [Text(f"english-{n}", "en", text) for n, text in enumerate(ENGLISH)]


def read_texts(path: Path, language: str) -> Iterator[Text]:
    """Texts of a file: one of ``.txt``, one a line of ``.jsonl``."""
    if path.suffix != ".jsonl":
        yield Text(path.name, language, path.read_text(encoding="utf-8"))
        return
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            spoken = record.get("language") or record.get("lang") or language
            yield Text(str(record.get("id", path.name)), spoken, record["text"])


def damage(text: str, chance: random.Random) -> Change:
    """One change of marks."""
    marks = [m.span() for m in _MARK.finditer(text)]
    kind = chance.choice(("insert", "delete", "replace", "exchange")) if len(marks) > 1 else "insert"
    if kind == "insert":
        at, mark = chance.randrange(len(text) + 1), chance.choice(MARKS)
        return Change(kind, text[:at] + mark + text[at:], at, at, at + len(mark))
    if kind == "exchange":
        index = chance.randrange(len(marks) - 1)
        (a, b), (c, d) = marks[index : index + 2]
        between = text[b:c]
        if "\n" not in between:
            return Change(kind, text[:a] + text[c:d] + between + text[a:b] + text[d:], a, d, d)
        kind = "delete"
    start, end = chance.choice(marks)
    mark = chance.choice(MARKS) if kind == "replace" else ""
    return Change(kind, text[:start] + mark + text[end:], start, end, start + len(mark))


def annotate(text: Text) -> tuple[Quotation, ...]:
    """The quotations of a text, after every layer of it was made, as one article."""
    options = Options()
    records = [{"id": text.name, "text": text.text, "language": text.language}]
    articles = cut_articles(read(records, options).documents, options)
    if not articles:
        return ()  # nothing to read
    article = articles[0]
    whole = replace(article, article=replace(article.article, start=0, end=len(article.text)))
    pack = pack_for(article.language)
    return annotate_article(whole, load_analyser(pack), pack).quotations


def beside(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch in which items may change when marks at ``[start, end)`` do."""
    lines = [m.span() for m in _LINE.finditer(text) if m.end() > m.start()]
    worded = [(a, b) for a, b in lines if text[a:b].strip()]
    if not worded:
        return 0, len(text)
    first = max((k for k, (a, _) in enumerate(worded) if a <= start), default=0)
    last = max((k for k, (a, _) in enumerate(worded) if a < max(end, start + 1)), default=0)
    first, last = max(0, first - 1), min(len(worded) - 1, last + 1)
    while last + 1 < len(worded) and _carries(text, worded[last]):
        last += 1
    while first > 0 and _carries(text, worded[first]):
        first -= 1
    return worded[first][0], worded[last][1]


def _carries(text: str, line: tuple[int, int]) -> bool:
    """Whether a paragraph opens with a mark, as one does that goes on with a quotation."""
    return _MARK.match(text[line[0] : line[1]].lstrip()) is not None


def reach(text: str, quotations: Iterable[Quotation], start: int, end: int) -> tuple[int, int]:
    """The stretch beside a change, and beside the quotations that run through its paragraph."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end) if text.find("\n", end) >= 0 else len(text)
    through = [q.content for q in quotations if q.content.start < high and low < q.content.end]
    first, last = min((c.start for c in through), default=start), max((c.end for c in through), default=end)
    low, high = beside(text, min(first, start), max(last, end))
    # A quotation that only begins or ends beside the change is one item all the same.
    through = [q.content for q in quotations if q.content.start < high and low < q.content.end]
    return min((low, *(c.start for c in through))), max((high, *(c.end for c in through)))


Item = tuple[int, ...]
"""What must not change of a quotation: offsets of its content, cue and speaker, and its kind as a number."""


def items(quotations: Iterable[Quotation], low: int, high: int, shift: int) -> set[Item]:
    """The quotations that lie outside ``[low, high)``, with what is behind it moved back by `shift`."""
    found: set[Item] = set()
    for quotation in quotations:
        speaker = quotation.speaker
        spans = [(quotation.content.start, quotation.content.end)]
        spans += [(quotation.cue.start, quotation.cue.end)] if quotation.cue else []
        spans += (
            [(speaker.start, speaker.end)] if speaker and speaker.start is not None and speaker.end is not None else []
        )
        if any(start < high and low < end for start, end in spans):
            continue
        moved = [offset - shift if offset >= high else offset for span in spans for offset in span]
        found.add((("direct", "mixed", "indirect").index(quotation.kind), len(spans), *moved))
    return found


def check(text: Text, whole: Sequence[Quotation], change: Change) -> Failure | None:
    """Annotate a damaged text, and hold it against the whole one."""
    try:
        quotations = annotate(text._replace(text=change.text))
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        return Failure(text.name, change, f"raised {type(error).__name__}: {error}")
    shift = change.new_end - change.end
    low, high = reach(text.text, whole, change.start, change.end)
    new_low, new_high = reach(change.text, quotations, change.start, change.new_end)
    low, high = min(low, new_low), max(high, new_high - shift)
    before = items(whole, low, high, 0)
    after = items(quotations, low, high + shift, shift)
    if before != after:
        return Failure(text.name, change, f"{len(before - after)} items lost and {len(after - before)} new far away")
    return None


def fuzz(texts: Sequence[Text], changes: int, seed: int) -> Iterator[Failure]:
    """Damage texts in turn so many times; yields what fails."""
    whole = {text: annotate(text) for text in texts}
    for number in range(changes):
        text = texts[number % len(texts)]
        chance = random.Random(f"{seed}/{number}")
        failure = check(text, whole[text], damage(text.text, chance))
        if failure is not None:
            yield failure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="fr", help="of files that do not say theirs")
    parser.add_argument("--most", type=int, default=6000, help="code points of the longest text of a file that is used")
    options = parser.parse_args()
    given = [t for path in options.files for t in read_texts(path, options.language) if len(t.text) <= options.most]
    texts = invented_texts() + given
    start, failures = time.perf_counter(), 0
    for failure in fuzz(texts, options.changes, options.seed):
        failures += 1
        place = f"{failure.change.kind} at {failure.change.start}-{failure.change.end}"
        print(f"{failure.name}: {place}: {failure.reason}", flush=True)
    seconds = time.perf_counter() - start
    print(f"{options.changes} changes of {len(texts)} texts in {seconds:.0f} s: {failures} failures")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
