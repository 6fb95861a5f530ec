"""What the models of each language are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gazetteer import american_states
from lexicons import Lexicon, Vectors, read_english_vectors, read_french_vectors, read_lefff, read_lemminflect


@dataclass(frozen=True)
class Recipe:
    """What one language's models are made of; paths are relative to the folder of corpora.

    Attributes:
        names_train: a corpus that is named twice counts twice.
        names_penalty: weight of both penalties (L1 and L2) of the names tagger.
        regions: known names of places, besides those of every language.
        lexicon: reads the word classes and lemmas.
        vectors: reads what the clusters are made of.
        cased: whether those vectors tell capital words from small ones.
    """

    language: str
    pos_train: tuple[str, ...]
    pos_test: tuple[str, ...]
    names_train: tuple[str, ...]
    names_test: tuple[str, ...]
    names_penalty: float
    regions: tuple[str, ...]
    lexicon: Callable[[], Lexicon]
    vectors: Callable[[], Vectors]
    cased: bool
    licence: str
    sources: tuple[str, ...]


NAME_SOURCES = (
    "known names: territories of CLDR (Unicode License), cities of GeoNames (CC BY 4.0), companies of pytickersymbols"
    " (MIT), person names of Faker (MIT)",
)

RECIPES = (
    Recipe(
        "fr",
        ("fr/ud_sequoia_train.conllu.xz",),
        ("fr/ud_sequoia_dev.conllu.xz", "fr/ud_gsd_dev.conllu.xz"),
        ("fr/sequoia_names_train.cupt.xz",),
        ("fr/sequoia_names_dev.cupt.xz",),
        0.2,
        (),
        read_lefff,
        read_french_vectors,
        True,
        "LGPL-LR",
        (
            "UD French Sequoia; Sequoia 9.2 with the names of PARSEME-FR (Candito et al.): LGPL-LR",
            "word classes and lemmas: Lefff 3.4 (Sagot 2010): LGPL-LR",
            "clusters: fastText vectors on OSCAR and Wikipedia by Explosion, in fr_core_news_md 3.8: CC0",
            *NAME_SOURCES,
        ),
    ),
    Recipe(
        "en",
        ("en/ud_ewt_train.conllu.xz", "en/ud_gum_news_interview_bio_voyage.conllu.xz"),
        ("en/ud_ewt_dev.conllu.xz",),
        ("en/wikigold.conllu.xz", "en/wikigold.conllu.xz", "en/ud_gum_news_interview_bio_voyage.conllu.xz"),
        (),
        0.4,
        american_states(),
        read_lemminflect,
        read_english_vectors,
        False,
        "CC BY-SA 4.0",
        (
            "UD English EWT (Silveira et al. 2014): CC BY-SA 4.0",
            "UD English GUM, genres news, interview, bio, voyage (Zeldes 2017): CC BY / CC BY-SA",
            "Wikigold (Balasuriya et al. 2009): CC BY 4.0",
            "word classes and lemmas: LemmInflect (Jascob 2019), from the SPECIALIST lexicon: MIT",
            "clusters: GloVe 6B, 50 dimensions (Pennington, Socher & Manning 2014): PDDL",
            *NAME_SOURCES,
        ),
    ),
)
