"""Analysers that a user's own model makes: spaCy pipelines, transformers token classifiers, GLiNER models."""
