"""The same person, the same words, the same claim across articles."""
