"""The pictures of the page: what they show, and that nothing in them acts."""

from __future__ import annotations

import re

from msgspec.structs import replace

from recoupe.dossier import Dossier
from recoupe.model.finding import Lineage, LineageEdge
from recoupe.views.charts import Chart, draw_charts
from recoupe.views.charts.lineage import chart_lineage
from recoupe.views.charts.timeline import chart_timeline
from recoupe.views.phrases import load_phrases
from recoupe.views.texts import Texts


def test_charts_are_drawn_without_anything_that_acts(example_dossier: Dossier) -> None:
    texts = Texts(example_dossier)
    chart = chart_lineage(example_dossier, texts)
    assert chart is not None
    (svg,) = draw_charts([chart])
    assert draw_charts([chart]) == (svg,), "the same options give the same picture"
    assert not re.search(r"<style|<script|\son\w+=|\sstyle=|href|\sid=", svg)
    assert "Le Courrier de Sarzec" in svg
    hostile = Chart({"title": {"text": "<script>\0\u202e&\"'"}, "series": []}, 200, 100)
    (svg,) = draw_charts([hostile])
    assert "&lt;script&gt;\u2400\ufffd&amp;" in svg


def test_a_chart_that_cannot_be_drawn_is_left_out() -> None:
    circle = [{"source": "a", "target": "b", "value": 1}, {"source": "b", "target": "a", "value": 1}]
    series = {"type": "sankey", "data": [{"name": "a"}, {"name": "b"}], "links": circle}
    assert draw_charts([Chart({"series": [series]}, 200, 100)]) == ("",)


def test_a_lineage_in_a_circle_is_drawn_without_what_closes_it(example_dossier: Dossier) -> None:
    first, second, third = (article.id for article in example_dossier.articles[:3])
    pairs = [(first, second), (second, third), (third, first), (first, first), (first, second)]
    edges = tuple(LineageEdge(taken=a, taker=b, kind="copied", because=()) for a, b in pairs)
    dossier = replace(example_dossier, lineage=Lineage(origins=(), edges=edges))
    chart = chart_lineage(dossier, Texts(dossier))
    assert chart is not None
    assert len(chart.option["series"][0]["links"]) == 2
    assert draw_charts([chart]) != ("",)


def test_no_lineage_is_no_picture(example_dossier: Dossier) -> None:
    dossier = replace(example_dossier, lineage=Lineage(origins=(), edges=()))
    assert chart_lineage(dossier, Texts(dossier)) is None


def test_the_timeline_has_a_band_for_each_story(example_dossier: Dossier) -> None:
    timeline = chart_timeline(example_dossier, Texts(example_dossier), load_phrases("en"))
    assert timeline is not None
    (svg,) = draw_charts([timeline.chart])
    assert "▾ later: Six mois" in svg, "the report of September follows those of March"
    assert "L'Écho des quais (1/2)" in svg
    assert timeline.outside == 1, "2019 is too far from the publications"
