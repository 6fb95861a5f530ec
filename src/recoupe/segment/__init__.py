"""Cuts a digest into its articles."""
