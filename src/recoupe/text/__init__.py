"""What every stage needs of a text: folding with offsets, tokens, sentences, and the comparison of strings."""
