"""Control characters of a hostile text made visible, one for one, so that they neither hide nor turn what is shown."""

from __future__ import annotations

REPLACEMENT = "\ufffd"
"""What stands for a control that has no picture of its own."""

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates of the bidirectional algorithm: they would show words in another order."""

_NAMED = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: 0x2421,
    **{code: ord(REPLACEMENT) for code in (*range(0x80, 0xA0), *map(ord, _TURNING), 0xFFFE, 0xFFFF)},
    # Half of a pair cannot be written as UTF-8.
    **{code: ord(REPLACEMENT) for code in range(0xD800, 0xE000)},
}


def show_controls(text: str) -> str:
    """The text with a picture for each control character, as long as before; tabs and newlines stay."""
    return text.translate(_NAMED)
