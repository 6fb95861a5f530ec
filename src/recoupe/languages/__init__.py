"""Languages as data: packs of words and patterns, and the analysers that read a text with them."""
