"""Forms that are filled in and formulas of outlets are no copying."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.corpus.copies import find_copies
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Reuse
from recoupe.options import Options

MakeArticle = Callable[..., AnnotatedArticle]

WEATHER = (
    "Sur la côte de Malvent, le thermomètre affichera {} degrés au lever du jour et {} degrés l'après-midi ; le vent "
    "soufflera jusqu'à {} kilomètres par heure au large du phare. Dans la vallée de l'Orve, il fera {} degrés à l'aube "
    "et {} degrés en milieu de journée, avec {} millimètres de pluie attendus au barrage."
)
NOTICE = (
    "Cet article vous a été offert par la rédaction du Chenal de Malvent. Pour lire chaque matin toute l'actualité du "
    "port, abonnez-vous au journal ou passez à notre kiosque du quai Loriot."
)
STORIES = (
    "La capitainerie a fermé le passage jeudi après l'échouage d'un caboteur chargé de ciment. Aucun des sept marins "
    "n'est blessé, mais le trafic des bacs reste suspendu jusqu'à nouvel ordre. Le remorqueur Pétrel tentera une "
    "manœuvre à marée haute, a précisé le commandant, qui demande aux plaisanciers de rester à quai.",
    "Le conseil municipal a voté hier soir le budget des écoles après trois heures de débats. Deux classes ouvriront à "
    "la rentrée dans le quartier des Salines. L'opposition juge l'effort trop faible et réclame un toit neuf pour le "
    "gymnase, où il pleut depuis novembre. Le maire promet des travaux avant l'été.",
)


def copies(*articles: AnnotatedArticle, all_pairs: bool = False) -> tuple[Reuse, ...]:
    return find_copies(articles, (), Options(), all_pairs=all_pairs)


def test_a_form_filled_in_with_other_figures_is_a_template(make_article: MakeArticle):
    first = make_article("x", WEATHER.format(4, 11, 60, 2, 13, 5), published="2031-02-04")
    second = make_article("y", WEATHER.format(7, 15, 85, 3, 16, 12), published="2031-02-05")
    (reuse,) = copies(first, second)
    assert reuse.template
    assert reuse.direction == "unknown"
    assert [e.rule for e in reuse.because][-1] == "shared-form"


def test_who_keeps_the_figures_has_copied(make_article: MakeArticle):
    first = make_article("x", WEATHER.format(4, 11, 60, 2, 13, 5), published="2031-02-04")
    second = make_article("y", WEATHER.format(4, 11, 60, 2, 14, 5), published="2031-02-05")
    (reuse,) = copies(first, second)
    assert not reuse.template
    assert reuse.direction == "a->b"


def test_of_reports_of_one_form_some_have_half_their_figures_alike_by_chance(make_article: MakeArticle):
    figures = {"w": (4, 11, 60, 2, 13, 5), "x": (7, 15, 85, 3, 16, 12), "y": (4, 11, 60, 8, 17, 9)}
    bulletins = [make_article(name, WEATHER.format(*values)) for name, values in figures.items()]
    assert [reuse.template for reuse in copies(*bulletins, all_pairs=True)] == [True] * 3
    assert [reuse.template for reuse in copies(bulletins[0], bulletins[2])] == [False]
    reprint = make_article("z", WEATHER.format(*figures["y"]))
    copied = [(r.a.article, r.b.article) for r in copies(*bulletins, reprint) if not r.template]
    assert copied == [("y", "z")]


def test_a_form_is_one_group_with_a_link_from_each_report_to_the_earliest(make_article: MakeArticle):
    bulletins = [
        make_article(
            f"w{n}", WEATHER.format(n, n + 9, 5 * n + 30, n + 40, n + 50, n + 60), published=f"2031-02-{20 - n}"
        )
        for n in range(8)
    ]
    reprint = make_article("z", f"Selon nos confrères. {bulletins[2].text}", published="2031-03-01")
    found = copies(*bulletins, reprint)
    assert [(r.a.article, r.b.article) for r in found if not r.template] == [("w2", "z")]
    links = [r for r in found if r.template]
    assert all(r.best for r in found)
    assert {frozenset((r.a.article, r.b.article)) for r in links} == {
        frozenset((name, "w7")) for name in ("w0", "w1", "w2", "w3", "w4", "w5", "w6", "z")
    }
    assert {r.form for r in links} == {r.id for r in links if (r.a.article, r.b.article) == ("w6", "w7")}
    every = copies(*bulletins, reprint, all_pairs=True)
    assert len(every) == 36
    assert {r.form for r in every if r.template} == {r.form for r in links}
    assert [r for r in every if r.best] == list(found)


def test_a_form_and_a_formula_are_two_groups(make_article: MakeArticle):
    texts = [f"{WEATHER.format(n, n + 9, 5 * n + 30, n + 40, n + 50, n + 60)}\n\n{NOTICE}" for n in range(3)]
    texts += [f"{story} {STORIES[n][::-1]}\n\n{NOTICE}" for n, story in enumerate(STORIES)]
    articles = [make_article(name, text, outlet="Le Chenal") for name, text in zip("vwxyz", texts, strict=True)]
    grouped: dict[str | None, set[str]] = {}
    for reuse in copies(*articles):
        grouped.setdefault(reuse.form, set()).update((reuse.a.article, reuse.b.article))
    assert sorted(map(sorted, grouped.values())) == [["v", "w", "x"], ["v", "w", "x", "y", "z"]]


def test_words_with_one_figure_changed_are_a_copy(make_article: MakeArticle):
    first = make_article("x", f"{STORIES[0]} On compte 32 bacs à quai.", published="2031-02-04")
    second = make_article("y", f"{STORIES[0]} On compte 34 bacs à quai.", published="2031-02-05")
    assert not any(reuse.template for reuse in copies(first, second))


def test_a_notice_at_the_end_of_an_outlets_reports_is_a_template(make_article: MakeArticle):
    texts = [f"{story} {STORIES[n][::-1]}\n\n{NOTICE}" for n, story in enumerate(STORIES)]
    same = [make_article(name, text, outlet="Le Chenal") for name, text in zip("xy", texts, strict=True)]
    assert [reuse.template for reuse in copies(*same)] == [True]
    apart = [make_article(n, t, outlet=o) for n, t, o in zip("xy", texts, ("Le Chenal", "La Jetée"), strict=True)]
    assert [reuse.template for reuse in copies(*apart)] == [False]
    unknown = [make_article(name, text) for name, text in zip("xy", texts, strict=True)]
    assert [reuse.template for reuse in copies(*unknown)] == [False]


def test_a_later_version_of_an_outlets_own_report_is_no_formula(make_article: MakeArticle):
    longer = f"{STORIES[0]}\n\n{STORIES[1]}"
    pair = [make_article("x", STORIES[0], outlet="Le Chenal"), make_article("y", longer, outlet="Le Chenal")]
    assert not any(reuse.template for reuse in copies(*pair))
