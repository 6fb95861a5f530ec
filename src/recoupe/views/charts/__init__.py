"""Charts as SVG: options of Apache ECharts, written from Python and drawn in process, with no browser and no network.

ECharts is the file beside this one, as its package has it; QuickJS runs it. Colours are the page's own variables, so
that a chart follows its light and dark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from lxml import etree
from markupsafe import Markup

from recoupe.views.controls import show_controls

LONGEST_DRAWING = 5.0
"""Seconds of processor time after which a drawing is given up: its table stands beside it anyway."""

SVG = "http://www.w3.org/2000/svg"

_SHAPES = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "text", "tspan"}
_ATTRIBUTES = {
    *("cx", "cy", "d", "dominant-baseline", "dx", "dy", "fill", "fill-opacity", "font-family", "font-size"),
    *("font-style", "font-weight", "height", "opacity", "points", "r", "rx", "ry", "stroke", "stroke-dasharray"),
    *("stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor", "transform", "viewBox"),
    *("width", "x", "x1", "x2", "y", "y1", "y2"),
}

_DRAW = """
function draw(option, width, height) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({ animation: false, useUTC: true, ...JSON.parse(option) });
  const drawn = chart.renderToSVGString();
  chart.dispose();
  return [drawn].join("");
}
"""
# The last line: QuickJS keeps a long concatenation as a tree, and its binding reads flat strings alone.

_NO_CLOCK = "var setTimeout = () => 0, clearTimeout = () => {}, requestAnimationFrame = () => 0;"
"""What ECharts looks for although nothing moves."""


class Chart(NamedTuple):
    """A chart to draw: the option of ECharts, and its size in pixels."""

    option: Mapping[str, Any]
    width: int
    height: int


def draw_charts(charts: Sequence[Chart]) -> tuple[Markup, ...]:
    """Each chart as an SVG element, without styles, scripts, ids or addresses; empty where it could not be drawn."""
    if not charts:
        return ()
    import quickjs  # noqa: PLC0415 - only a page with charts needs it

    context = quickjs.Context()
    source = files(__package__).joinpath("echarts", "echarts.min.js").read_text(encoding="utf-8")
    context.eval(f"{_NO_CLOCK}\n{source}\n{_DRAW}")
    context.set_time_limit(LONGEST_DRAWING)
    drawn = []
    for chart in charts:
        option = json.dumps(json.dumps(_shown(chart.option), sort_keys=True))
        try:
            drawn.append(_clean(context.eval(f"draw({option}, {chart.width}, {chart.height})")))
        except quickjs.JSException:
            drawn.append(Markup(""))
    return tuple(drawn)


def _shown(value: Any) -> Any:
    """An option with the controls in its texts made visible: they cannot stand in XML."""
    if isinstance(value, str):
        return show_controls(value)
    if isinstance(value, Mapping):
        return {show_controls(key): _shown(item) for key, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list | tuple) else value


def _clean(svg: str) -> Markup:
    """An SVG element with shapes and texts alone: names of reports stand in it, and nothing of them may act."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    for element in list(root.iter(tag=etree.Element)):
        if etree.QName(element).localname not in _SHAPES:
            element.getparent().remove(element)
            continue
        # A style attribute would need a policy that allows every style.
        declared = (pair.partition(":") for pair in element.get("style", "").split(";") if ":" in pair)
        for name, _, value in declared:
            element.set(name.strip(), value.strip())
        for name in list(element.attrib):
            if name not in _ATTRIBUTES:
                del element.attrib[name]
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("aria-hidden", "true")
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))
