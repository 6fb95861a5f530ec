"""Reads files, pages, records and standard input into documents."""
