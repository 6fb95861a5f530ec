"""Recoupe reads several reports of one story and shows who says what, who copied whom, and what conflicts."""

__version__ = "0.1.0"
