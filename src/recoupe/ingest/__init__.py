"""Reads reports of every kind into documents: files, folders, web pages, records, standard input.

One bad input never stops the others: it becomes an `Unread` with its reason.
"""
