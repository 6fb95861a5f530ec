"""Which articles are about one event, and which events follow each other."""
