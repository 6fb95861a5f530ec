"""Trains the models of the built-in analyser and writes them, with their cards, into the language packs.

    python tools/build_models.py [FOLDER OF CORPORA] [--language fr]

The same corpora give the same models, byte for byte. Figures are printed and written into each card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import corpora
import pycrfsuite
from corpora import GoldSentence, GoldWord
from dictionary import write_dictionary
from gazetteer import gather_names
from recipes import RECIPES, Recipe

import recoupe
from recoupe.languages import crf, features, lemmas
from recoupe.languages.dictionary import TABLES, TRIE, Dictionary, load_dictionary
from recoupe.languages.pack import LanguagePack, load_pack
from recoupe.languages.reading import token_rules
from recoupe.text.normalize import fold_text
from recoupe.text.tokens import tokenise

OWN = (TABLES, TRIE, crf.NAMES_MODEL, crf.POS_MODEL, lemmas.TABLE)
CARD = """Written by `tools/build_models.py`; the same corpora and packages give the same files.

Parts of speech: linear-chain CRF (L-BFGS, c1 0.3, c2 0.1) over forms, endings, word classes and clusters. Names:
linear-chain CRF (L-BFGS, c1 = c2 = 0.2 for French, 0.4 for English) over the same and over parts of speech, known names
and the capitals of the whole text. Both are trained on the raw text cut by recoupe's own tokenizer, and measured the
same way: a token takes what the gold word under it says, and signs such as per cent count as symbols everywhere. Titles
and articles stand outside of names; countries and cities are places, whatever stands for them; an adjective of
nationality is no name. `other` gathers works, products and events. `any kind` counts a name as right when its words
are, `main` leaves `other` out. Intended use: news prose. Not for decisions about people."""
_SYMBOLS = frozenset("%‰°€$£¥")
PACKS = Path(recoupe.__file__).parent / "languages"
Examples = list[tuple[list[str], list[GoldWord | None]]]
"""Per sentence: the plain forms of our tokens, and the gold word under each."""


def read(path: Path) -> list[GoldSentence]:
    return [_with_symbols(sentence) for sentence in corpora.read_conllu(path)]


def _with_symbols(sentence: GoldSentence) -> GoldSentence:
    """One convention for all treebanks: a sign of currency, per cent or degree is a symbol, not a noun."""
    words = (w._replace(pos="SYM") if sentence.text[w.start : w.end] in _SYMBOLS else w for w in sentence.words)
    return GoldSentence(sentence.document, sentence.text, tuple(words))


def read_names(path: Path) -> list[GoldSentence]:
    if path.name.startswith("wikigold"):
        return corpora.read_wikigold(path)
    return corpora.read_gum_names(path) if "gum" in path.name else corpora.read_conllu(path)


def with_typographic_marks(sentences: Iterable[GoldSentence], seed: int) -> list[GoldSentence]:
    """Half of the sentences with the apostrophe of print, chosen by the seed."""
    choice = random.Random(seed)
    return [
        GoldSentence(s.document, s.text.replace("'", "\u2019") if choice.random() < 0.5 else s.text, s.words)
        for s in sentences
    ]


def examples(pack: LanguagePack, sentences: Iterable[GoldSentence]) -> Examples:
    rules = token_rules(pack)
    result: Examples = []
    for sentence in sentences:
        tokens = tokenise(sentence.text, rules)
        gold = corpora.aligned(sentence, [(t.start, t.end) for t in tokens])
        result.append(([features.plain(sentence.text[t.start : t.end]) for t in tokens], gold))
    return result


def train_crf(path: Path, rows: Iterable[tuple[Any, Sequence[str]]], algorithm: str, **parameters: Any) -> Any:
    trainer = pycrfsuite.Trainer(verbose=False)
    for x, y in rows:
        trainer.append(x, y)
    trainer.select(algorithm)
    trainer.set_params(parameters)
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def described(pack: LanguagePack, forms: Sequence[str], cache: dict[str, features.Word]) -> list[features.Word]:
    dictionary = load_dictionary(pack)
    for form in forms:
        if form not in cache:
            cache[form] = features.describe(form, dictionary)
    return [cache[form] for form in forms]


def pos_rows(pack: LanguagePack, data: Examples) -> list[Any]:
    cache: dict[str, features.Word] = {}
    return [
        (
            pycrfsuite.ItemSequence(features.word_features(described(pack, forms, cache))),
            [word.pos if word else "X" for word in gold],
        )
        for forms, gold in data
        if forms
    ]


def pos_accuracy(tagger: crf.Taggers, data: Examples) -> float:
    right = total = 0
    for (_, gold), tagged in zip(data, tagger.tag([forms for forms, _ in data]), strict=True):
        for word, (pos, _) in zip(gold, tagged, strict=True):
            if word is not None:
                right += word.pos == pos
                total += 1
    return round(right / total, 4)


def name_labels(gold: Sequence[GoldWord | None]) -> list[str]:
    """IOB2 labels of our tokens."""
    labels: list[str] = []
    before: GoldWord | None = None
    for word in gold:
        label = word.label if word else "O"
        if word is not None and word is before and label[0] == "B":
            label = "I" + label[1:]
        elif label[0] == "I" and (not labels or labels[-1][2:] != label[2:]):
            label = "B" + label[1:]
        labels.append(label)
        before = word
    return labels


def by_policy(forms: Sequence[str], labels: list[str], pack: LanguagePack, dictionary: Dictionary) -> list[str]:
    """The corpora's labels by recoupe's own rules.

    A leading article, title or role in front of a name stands outside of it; a country or city is a place, also where
    its government or team is meant; an adjective of nationality alone is no name.
    """
    result = list(labels)
    for i, label in enumerate(labels):
        begins = result[i][0] == "B" and i + 1 < len(labels) and labels[i + 1] == "I" + label[1:]
        article = forms[i].islower() and forms[i].rstrip("'") in pack.language.stopwords
        title = label[2:] == "person" and dictionary.hints.get(fold_text(forms[i])) in {"title", "role"}
        if begins and (article or title):
            result[i], result[i + 1] = "O", label
    for start, end, kind in sorted(spans(result)):
        name = " ".join(fold_text(form).replace("-", " ") for form in forms[start:end])
        if kind == "organisation" and dictionary.kind(name) in {"country", "city", "metropolis"}:
            result[start:end] = ["B-place"] + ["I-place"] * (end - start - 1)
        if kind == "other" and dictionary.hints.get(name) == "demonym":
            result[start:end] = ["O"] * (end - start)
    return result


def documents(sentences: Sequence[GoldSentence], most: int = 25) -> list[list[int]]:
    groups: list[list[int]] = []
    for number, sentence in enumerate(sentences):
        if not groups or len(groups[-1]) >= most or sentences[groups[-1][0]].document != sentence.document:
            groups.append([])
        groups[-1].append(number)
    return groups


def name_rows(pack: LanguagePack, sentences: Sequence[GoldSentence], pos_for: Callable[[int], Any]) -> list[Any]:
    data = examples(pack, sentences)
    dictionary = load_dictionary(pack)
    cache: dict[str, features.Word] = {}
    result = []
    for number, group in enumerate(documents(sentences)):
        words = [described(pack, data[i][0], cache) for i in group]
        capitals = features.DocumentCapitals.of(words)
        for i, sentence_words in zip(group, words, strict=True):
            tags = pos_for(number).tag(features.word_features(sentence_words))
            labels = by_policy(data[i][0], name_labels(data[i][1]), pack, dictionary)
            rows = features.name_features(sentence_words, tags, capitals, dictionary)
            result.append((pycrfsuite.ItemSequence(rows), labels))
    return result


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label[0] != "I":
            found.add((start, i, labels[start][2:]))
            start = -1
        if label[0] == "B":
            start = i
    return found


def name_scores(tagger: crf.Taggers, pack: LanguagePack, sentences: Sequence[GoldSentence]) -> dict[str, float]:
    data, dictionary = examples(pack, sentences), load_dictionary(pack)
    right: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for group in documents(sentences):
        for i, tagged in zip(group, tagger.tag([data[i][0] for i in group]), strict=True):
            gold = spans(by_policy(data[i][0], name_labels(data[i][1]), pack, dictionary))
            found = spans([label for _, label in tagged])
            right["any kind"] += len({span[:2] for span in gold} & {span[:2] for span in found})
            for counter, items in ((right, gold & found), (guessed, found), (wanted, gold)):
                counter.update(kind for _, _, kind in items)
                counter["all"] += len(items)
                counter["main"] += sum(kind != "other" for _, _, kind in items)
    for counter in (guessed, wanted):
        counter["any kind"] = counter["all"]
    return {
        kind: round(2 * right[kind] / max(1, guessed[kind] + wanted[kind]), 4)
        for kind in ("any kind", "all", "main", "person", "organisation", "place", "other")
    }


def build_lemmas(data: Examples) -> bytes:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for forms, gold in data:
        for form, word in zip(forms, gold, strict=True):
            if (
                word
                and word.lemma
                and word.lemma != "_"
                and word.pos not in {"PROPN", "PUNCT", "SYM", "NUM", "X"}
                and word.end - word.start == len(form)
            ):
                counts[form.lower(), word.pos][features.plain(word.lemma).lower()] += 1
    lines = []
    for (form, pos), lemma_counts in sorted(counts.items()):
        lemma, _ = min(lemma_counts.items(), key=lambda item: (-item[1], item[0]))
        lines.append(f"{form}\t{pos}\t{lemma}\n")
    return lzma.compress("".join(lines).encode("utf-8"), preset=9)


def build(recipe: Recipe, folder: Path) -> None:
    """Train, measure and write the models of one language."""
    pack = load_pack(recipe.language)
    models = PACKS / recipe.language / "models"
    models.mkdir(parents=True, exist_ok=True)
    parts = [with_typographic_marks(read(folder / name), seed) for seed, name in enumerate(recipe.pos_train)]
    data = examples(pack, [sentence for part in parts for sentence in part])
    (models / lemmas.TABLE).write_bytes(build_lemmas(data))
    lexicon = recipe.lexicon()
    names = gather_names(pack, frozenset(filter(str.islower, lexicon)), recipe.regions)
    frequent = Counter(word.lemma.lower() for _, gold in data for word in gold if word and word.lemma)
    write_dictionary(models, lexicon, recipe.vectors(), names, cased=recipe.cased, frequent=frequent)
    rows = pos_rows(pack, data)
    pos = train_crf(models / crf.POS_MODEL, rows, "lbfgs", max_iterations=80, c1=0.3, c2=0.1)
    train, test = split_names(recipe, folder)
    taggers = crf.Taggers(pos, train_names(recipe, pack, models, rows, train), load_dictionary(pack))
    figures = {
        f"parts of speech, accuracy, {_stem(name)}": {"all": pos_accuracy(taggers, examples(pack, read(folder / name)))}
        for name in recipe.pos_test
    } | {f"names, exact F1, {name}": name_scores(taggers, pack, part) for name, part in test.items()}
    write_cards(recipe, pack, folder, models, figures)


def split_names(recipe: Recipe, folder: Path) -> tuple[list[GoldSentence], dict[str, list[GoldSentence]]]:
    """Sentences to learn names from, and by name the ones kept apart: a corpus of its own, or every tenth document."""
    train = [sentence for name in recipe.names_train for sentence in read_names(folder / name)]
    if recipe.names_test:
        return train, {_stem(name): read_names(folder / name) for name in recipe.names_test}
    first = recipe.names_train[0]
    known = sorted({sentence.document for sentence in read_names(folder / first)}, key=int)
    tenth = frozenset(known[9::10])
    held = [sentence for sentence in read_names(folder / first) if sentence.document in tenth]
    return [s for s in train if s.document not in tenth], {f"every tenth document of {_stem(first)}": held}


def train_names(
    recipe: Recipe,
    pack: LanguagePack,
    models: Path,
    read_rows: list[Any],
    sentences: list[GoldSentence],
) -> Any:
    """The names tagger. While it learns, parts of speech come from a model that has not read the half in question."""
    half = len(read_rows) // 2
    tagged = []
    for number, part in enumerate((read_rows[half:], read_rows[:half])):
        path = models / f"half{number}.tmp"
        tagged.append(train_crf(path, part, "ap", max_iterations=15, **{"feature.minfreq": 2}))
        path.unlink()
    count = len(documents(sentences))
    rows = name_rows(pack, sentences, lambda number: tagged[number >= count // 2])
    penalty = recipe.names_penalty
    return train_crf(models / crf.NAMES_MODEL, rows, "lbfgs", max_iterations=80, c1=penalty, c2=penalty)


def write_cards(
    recipe: Recipe, pack: LanguagePack, folder: Path, models: Path, figures: dict[str, dict[str, float]]
) -> None:
    """What the models are, for the program (``models.json``) and for readers (``MODELS.md``)."""
    card = {"name": f"recoupe-{recipe.language}", "version": pack.language.version, "licence": recipe.licence}
    (models / "models.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    names = sorted({*recipe.pos_train, *recipe.pos_test, *recipe.names_train, *recipe.names_test})
    sections = {
        "Sources and licences": [f"- {source}" for source in recipe.sources],
        "Figures on text kept apart": [
            f"- {what}: " + ", ".join(f"{kind} {value:.4f}" for kind, value in scores.items())
            for what, scores in figures.items()
        ],
        "Corpora read (SHA-256)": [
            f"- `{hashlib.sha256((folder / name).read_bytes()).hexdigest()}` {name}" for name in names
        ],
        "Files": [
            f"- `{path.name}`: {path.stat().st_size} bytes" for path in sorted(models.iterdir()) if path.name in OWN
        ],
    }
    title = f"# Models of the built-in analyser: {pack.language.name}"
    text = f"{title}\n\n{CARD}\n\nLicence of the models: {recipe.licence}.\n"
    text += "".join(f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in sections.items())
    (models / "MODELS.md").write_text(text, encoding="utf-8")
    print(text)


def _stem(name: str) -> str:
    return Path(name).name.split(".")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/train"))
    parser.add_argument("--language", choices=[r.language for r in RECIPES])
    arguments = parser.parse_args()
    for recipe in RECIPES:
        if arguments.language in {None, recipe.language}:
            build(recipe, arguments.folder)


if __name__ == "__main__":
    main()
