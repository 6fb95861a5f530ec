"""How a digest is cut."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SegmentOptions:
    """How a digest is cut into articles.

    A false cut loses a story's context and tears quotations from their speakers, a missed one mixes two stories in a
    report: the thresholds lean to leaving articles whole. *Change* is how much likelier, in nats, the words are as two
    texts than as one (`recoupe.segment.change`), *cohesion* the cosine of the weighed words on both sides.

    Attributes:
        heading_length: code points of the longest line that may be a heading.
        prior: features that the language counts for against those of a text: with less, the few words of a short part
            say too much; with more, nothing is news.
        change, change_per_feature: change that a cut in the middle of a text needs, nearer to an end more, and how much
            more for each feature of its smaller side, up to `change_full`: the longer an article, the more it changes
            the subject by itself. The *certainty* of a cut is its change over the change needed.
        quote_change: times as much is needed before a paragraph that opens with a quotation mark: its speaker mostly
            stands before it.
        break_cohesion: a cut needs less cohesion than this times its certainty: the surer the change, the more the
            sides may share.
        certain: from this certainty on the sides may share their protagonists, as two reports on one campaign do.
        heading_cohesion: a heading in the middle of a text cuts below this cohesion, nearer to an end below less, with
            the certainty `heading_certainty`: editors set headings between stories.
        heading_change, heading_features: or else with a change above this (neither side may clearly go on with the
            other's words) and this many features on each side, about 180 words of prose: less under a heading is mostly
            a box beside its story.
        heading_lean, apart_lean: nats by which a cut is better before a heading, and where the gap between the lines is
            wider than usual: they choose among places, and make none.
        late_lean: of cuts within so many nats of the best, the last is made: a report's end digresses, its first
            paragraph is all about its story.
        protagonists: how many of its most frequent rare names stand for each side.
        new_protagonists: how many of them must be missing on the other side.
        min_features: features that each side must have, about 60 words of prose: less is a note on an author or a link.
        window: features on each side in which cohesion must be low too, about four paragraphs.
    """

    heading_length: int = 90
    prior: float = 100.0
    change: float = 8.0
    change_per_feature: float = 0.2
    change_full: int = 200
    quote_change: float = 1.5
    break_cohesion: float = 0.12
    certain: float = 2.5
    heading_cohesion: float = 0.25
    heading_certainty: float = 0.5
    heading_change: float = -12.0
    heading_features: int = 90
    heading_lean: float = 10.0
    apart_lean: float = 20.0
    late_lean: float = 5.0
    protagonists: int = 3
    new_protagonists: int = 2
    min_features: int = 30
    window: int = 150
