from __future__ import annotations

import subprocess
import sys

from recoupe.reuse.lexicon import knows_word


def test_words_in_use_are_known_in_any_case():
    assert knows_word("remorqueur", "fr") is True
    assert knows_word("Remorqueur", "fr") is True
    assert knows_word("harbours", "en") is True


def test_errors_are_not_known():
    assert knows_word("remorqeur", "fr") is False
    assert knows_word("harobur", "en") is False


def test_a_language_without_a_lexicon_says_nothing():
    assert knows_word("remorqueur", "und") is None


def test_the_lexicon_is_loaded_only_when_a_word_is_asked_for():
    code = "import sys, recoupe.reuse.directions; sys.exit('wordfreq' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
