from __future__ import annotations

import lzma

import pytest


@pytest.fixture(scope="module")
def corpora(load_tool):
    return load_tool("corpora")


def write(path, text):
    path.write_bytes(lzma.compress(text.encode("utf-8")))
    return path


def row(number, form, lemma, pos, *columns):
    return "\t".join([number, form, lemma, pos, *["_"] * (10 - 4), *columns])


def test_a_contraction_is_one_word_with_or_without_a_range(corpora, tmp_path):
    lines = [row("1", "Près", "près", "ADV"), row("2", "de", "de", "ADP"), row("3", "les", "le", "DET")]
    last = row("4", "quais", "quai", "NOUN")
    head = "# sent_id = a_1\n# text = Près des quais\n"
    ranged = [lines[0], row("2-3", "des", "_", "_"), *lines[1:], last]
    for rows in ([*lines, last], ranged):
        (sentence,) = corpora.read_conllu(write(tmp_path / "x.xz", head + "\n".join(rows) + "\n\n"))
        assert [(sentence.text[w.start : w.end], w.pos) for w in sentence.words] == [
            ("Près", "ADV"),
            ("des", "ADP"),
            ("quais", "NOUN"),
        ]


def test_names_of_the_last_column(corpora, tmp_path):
    rows = [
        row("1", "Nora", "Nora", "PROPN", "*", "*", "1:PERS"),
        row("2", "Belin", "Belin", "PROPN", "*", "*", "1"),
        row("3", "dort", "dormir", "VERB", "*", "*", "*"),
    ]
    text = "# sent_id = a_1\n# text = Nora Belin dort\n" + "\n".join(rows) + "\n\n"
    (sentence,) = corpora.read_conllu(write(tmp_path / "x.xz", text))
    assert [w.label for w in sentence.words] == ["B-person", "I-person", "O"]


def test_a_token_takes_the_word_that_it_shares_most_with(corpora):
    words = (corpora.GoldWord(0, 2, "", "ADP", "O"), corpora.GoldWord(3, 9, "", "NOUN", "O"))
    sentence = corpora.GoldSentence("d", "de quais.", words)
    found = corpora.aligned(sentence, [(0, 9), (2, 3)])
    assert found[0] is words[1]
    assert found[1] is None
