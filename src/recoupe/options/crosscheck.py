"""How what reports say is compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CrosscheckOptions:
    """How conflicts, omissions and independent lines are told.

    Attributes:
        copied_share: share of the shorter article that two articles have in common from which all they state alike is
            one line: who copies a quarter of a report had it on the table for the rest.
        slot_context: weighted words that two statements must share besides a figure or date for the two values to be
            of one slot.
        about: how far apart two figures may lie, as a share of the larger, when one is said to be approximate.
        rounding: how far apart two figures may lie, as a share of the larger, when one is round.
        omitted: least score of every alignment of a claim that others can omit: below, the claim is itself in doubt.
    """

    copied_share: float = 0.25
    slot_context: int = 2
    about: float = 0.2
    rounding: float = 0.05
    omitted: float = 0.9
