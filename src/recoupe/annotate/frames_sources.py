"""Frames without a cue verb: sources, nouns of saying, and reports that look back.

Rules
    ``according`` a source phrase before, inside or after the words it answers for; ``according-figure`` for one
    figure; ``noun-infinitive``, ``noun-of``, ``noun-clause`` and ``noun-colon`` for nouns of saying; ``back`` for a
    sentence that attributes the one before; ``viewpoint``, ``hearsay`` and ``label`` by what opens the sentence.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end, joins_infinitives
from recoupe.annotate.cues import Cue
from recoupe.annotate.holders import can_speak, names_holder
from recoupe.annotate.phrases import Tokens, phrase_after, subject_after
from recoupe.annotate.phrases_before import antecedent
from recoupe.annotate.subjects import is_relative, main_verb, noun_holder, possessor

_LONGEST_SOURCE = 8
"""Tokens of the longest source that is taken as it stands."""


def according_frames(sentence: Sentence) -> None:
    """Propose what source phrases answer for: `selon X`, `according to X`."""
    shape, grammar = sentence.shape, sentence.grammar
    lowered = shape.lowered
    phrases: list[Tokens] = []
    for match in grammar.according.finditer(lowered):
        first, last = shape.at(shape.start + match.start()), shape.at(shape.start + match.end())
        whole = first < last < len(shape.tokens) and shape.tokens[last - 1].end == shape.start + match.end()
        if whole and shape.inside[first] < 0:
            phrases.append((first, last))
    for first, last in phrases:
        if shape.letters[last] == "w":
            _according_to_antecedent(sentence, first, last)
        elif _is_source(sentence, last):
            _according(sentence, first, last, len(phrases) > 1)


def _is_source(sentence: Sentence, position: int) -> bool:
    """Whether the noun phrase after a source phrase can be a source, by its head or what stands before it."""
    shape, excluded = sentence.shape, sentence.grammar.words.according_excluded
    head = position
    while head < min(len(shape.words) - 1, position + 2) and shape.letters[head] in "DAM":
        head += 1
    return not any(word in excluded for word in shape.words[position : head + 1])


def _according(sentence: Sentence, first: int, last: int, several: bool) -> None:
    shape, grammar = sentence.shape, sentence.grammar
    size = len(shape.tokens)
    cue = shape.span(first, last)
    named = last - 1 if shape.letters[last - 1] == "N" else last  # `de source policière`
    parted = shape.letters[max(0, first - 2) : first] == "X,"  # `La ville est, selon X, le seul port`
    apposed = first > 1 and not parted
    speaker = phrase_after(shape, named, size, grammar, apposition=apposed) or _source_words(sentence, last)
    if speaker is None or any(c.interposed and c.subject is not None and c.subject[0] == named for c in sentence.cues):
        return
    opens = first == 0 or (first <= 2 and shape.letters[0] in "CB") or shape.words[first - 1] in (":", ";")
    comma = next(
        (k for k in range(speaker[1], min(size, speaker[1] + 22)) if shape.words[k] == "," and shape.inside[k] < 0),
        None,
    )
    if opens and comma is not None:
        speaker = _initial_speaker(sentence, last, speaker, comma)
        if comma + 1 < size:
            end = content_end(sentence, comma + 1, size, None)
            sentence.propose((shape.tokens[comma + 1].start, shape.tokens[end - 1].end), "according", 0.9, cue, speaker)
        return
    if opens:
        return
    figure = _figure_before(sentence, first) if several or shape.letters[first - 1] == "-" else None
    if figure is not None:
        start, end = shape.span(*figure)
        sentence.propose((start, end), "according-figure", 0.8, cue, speaker)
        return
    after_marks = shape.letters[first - 1] == '"' or shape.letters[max(0, first - 2) : first] == '",'
    start = 0 if after_marks else _clause_start(sentence, first)
    tail = speaker[1]
    if start > 0:
        goes_on = not shape.has_verb(start, first) and shape.letters[first - 1] in ",w"
        goes_on = goes_on or (shape.words[first - 1] == "," and '"' in shape.letters[tail : tail + 2])
        stop = next((k for k in range(tail + 1, size) if shape.words[k] in (",", ";") and shape.inside[k] < 0), size)
        last = content_end(sentence, tail, stop, None) if goes_on else first
        sentence.propose((shape.tokens[start].start, shape.tokens[last - 1].end), "according", 0.75, cue, speaker)
        return
    if _goes_on(sentence, first, tail):
        end = content_end(sentence, tail + 1, size, None)
        sentence.propose((shape.start, shape.tokens[end - 1].end), "according", 0.85, cue, speaker)
        return
    sentence.propose((shape.start, shape.tokens[first - 1].end), "according", 0.85, cue, speaker)


def _according_to_antecedent(sentence: Sentence, first: int, pronoun: int) -> None:
    """`un expert, selon qui X …`, `des informations selon lesquelles X …`: the noun before is the source."""
    shape, size = sentence.shape, len(sentence.shape.tokens)
    speaker = antecedent(shape, first, 0, sentence.grammar)
    if speaker is None or not shape.has_verb(pronoun + 1, size) or not can_speak(shape, speaker, sentence.grammar):
        return
    end = content_end(sentence, pronoun + 1, size, None)
    content = (shape.tokens[pronoun + 1].start, shape.tokens[end - 1].end)
    sentence.propose(content, "according", 0.8, shape.span(first, pronoun), speaker)


def _goes_on(sentence: Sentence, first: int, tail: int) -> bool:
    """Whether the words that a source answers for go on after it: `La hausse, selon X, sera …`."""
    shape, size = sentence.shape, len(sentence.shape.tokens)
    if tail >= size - 2:
        return False
    if shape.words[tail] == ",":
        parted = shape.words[first - 1] == "," and shape.letters[first - 2] in "VXE"
        return parted or (shape.letters[tail + 1] not in "wG" and shape.has_verb(tail, size))
    return shape.letters[first - 1] in "VX" and shape.letters[tail] not in ".:-("


def _source_words(sentence: Sentence, start: int) -> Tokens | None:
    """The words of a source up to the next mark, where the tagger found no noun phrase in them."""
    shape = sentence.shape
    end = next((k for k in range(start, len(shape.tokens)) if shape.letters[k] in ',.:"'), len(shape.tokens))
    named = set(shape.letters[start:end]) & set("NP")
    return (start, end) if named and end - start <= _LONGEST_SOURCE and not shape.has_verb(start, end) else None


def _clause_start(sentence: Sentence, first: int) -> int:
    """Where the relative clause begins that a source phrase stands in; 0 for the main clause."""
    shape = sentence.shape
    before = first - 1 if shape.letters[first - 1] == "," else first
    if shape.letters[before - 1] == "w":
        held = antecedent(shape, before - 1, 0, sentence.grammar)
        return held[0] if held else before - 1
    position = before - 1
    while position > 0 and (shape.letters[position] not in ",." or shape.inside[position] >= 0):
        if shape.letters[position] == "w" or (
            shape.letters[position] in "Rs"
            and shape.letters[position - 1] == ","
            and shape.letters[position + 1] in "DNP"
            and shape.words[position] not in sentence.grammar.words.subject
        ):
            return position + 1
        position -= 1
    return 0


def _initial_speaker(sentence: Sentence, start: int, speaker: Tokens, comma: int) -> Tokens:
    """The source inside a longer phrase: `selon le plan présenté par X,`."""
    shape, grammar = sentence.shape, sentence.grammar
    by = next((k for k in range(start, comma) if shape.words[k] in grammar.words.by), None)
    if by is not None:
        return phrase_after(shape, by + 1, comma, grammar, apposition=False) or speaker
    between = shape.letters[speaker[1] : comma]
    if not set(between) & set("VXwGJ") and len(between) < 8:
        return (speaker[0], comma)
    return speaker


def _figure_before(sentence: Sentence, first: int) -> Tokens | None:
    """The figure that a source phrase answers for, with what it counts."""
    shape = sentence.shape
    end = first
    while end > 0 and shape.letters[end - 1] in "-,(":
        end -= 1
    start = end
    while start > 0 and shape.letters[start - 1] in "MNAPDE" and end - start < 10:
        start -= 1
    number = shape.letters.find("M", start, end)
    return (number, end) if number >= 0 else None


def noun_frames(sentence: Sentence) -> None:
    """Propose what nouns of saying hold: `la promesse de X de faire …`, `une promesse : …`."""
    for cue in sentence.cues:
        if cue.form == "noun" and cue.region < 0:
            _noun(sentence, cue)


def _noun(sentence: Sentence, cue: Cue) -> None:  # noqa: PLR0911 - a walk that stops where a rule decides
    shape, grammar = sentence.shape, sentence.grammar
    position, high = cue.last, cue.high
    while position < high and shape.letters[position] == "A":
        position += 1
    holder: Tokens | None = None
    for _ in range(2):
        if position >= high - 1:
            return
        word = shape.words[position]
        if word == ":" and cue.takes("of_infinitive", "clause"):
            holder = holder or noun_holder(sentence, cue)
            sentence.propose(shape.span(position + 1, high), "noun-colon", 0.6, cue, holder)
            return
        if cue.takes("clause") and word in grammar.words.complementiser:
            if is_relative(sentence, position):
                return
            end = content_end(sentence, position + 1, main_verb(sentence, cue, position + 1), cue)
            holder = holder or noun_holder(sentence, cue)
            sentence.propose(shape.span(position + 1, max(end, position + 2)), "noun-clause", 0.6, cue, holder)
            return
        if _noun_infinitive(sentence, cue, position, holder):
            return
        if _noun_of(sentence, cue, position, holder) or word not in grammar.words.genitive or holder is not None:
            return
        holder = phrase_after(shape, position + 1, high, grammar, apposition=False)
        if holder is None:
            return
        split = next(
            (
                k
                for k in range(holder[0] + 1, holder[1])
                if shape.words[k] in grammar.words.infinitive_marker and _infinitive_at(sentence, k + 1)
            ),
            holder[1],
        )
        holder = (holder[0], split)
        position = split


def _noun_of(sentence: Sentence, cue: Cue, position: int, holder: Tokens | None) -> bool:
    """`l'annonce de la fermeture`: the complement is what is said, unless it names who says it."""
    shape, grammar = sentence.shape, sentence.grammar
    if not cue.takes("of") or shape.words[position] not in grammar.words.genitive:
        return False
    phrase = phrase_after(shape, position + 1, cue.high, grammar, apposition=False)
    if phrase is None or (can_speak(shape, phrase, grammar) and holder is None):
        return False
    end = content_end(sentence, position + 1, cue.high, cue, noun=True)
    verb = next((k for k in range(position + 1, end) if shape.letters[k] in "VX"), end)
    end = end if "w" in shape.letters[position:verb] else verb
    return sentence.propose(shape.span(position + 1, end), "noun-of", 0.55, cue, holder)


def _noun_infinitive(sentence: Sentence, cue: Cue, position: int, holder: Tokens | None) -> bool:
    shape, grammar = sentence.shape, sentence.grammar
    markers = grammar.words.to if cue.takes("to") else grammar.words.infinitive_marker
    if not cue.takes("of_infinitive", "infinitive", "to") or shape.words[position] not in markers:
        return False
    verb = position + 1
    while verb < cue.high - 1 and shape.letters[verb] in "ncB":
        verb += 1
    if not _infinitive_at(sentence, verb):
        return False
    if holder is None:
        holder = possessor(sentence, cue)
        if holder is None:
            return False
    start = position + 1 if grammar.forms.infinitive_is_lemma else position
    end = content_end(sentence, start, cue.high, cue, noun=True)
    verbs = (k for k in range(start + 1, end) if shape.letters[k] in "XV,")
    end = next((k for k in verbs if not joins_infinitives(shape, start, k - 1, grammar)), end)
    return sentence.propose(shape.span(start, end), "noun-infinitive", 0.6, cue, holder)


def _infinitive_at(sentence: Sentence, position: int) -> bool:
    shape, forms = sentence.shape, sentence.grammar.forms
    if position >= len(shape.tokens):
        return False
    letter = shape.letters[position]
    if forms.infinitive_is_lemma:
        return letter == "I" or (letter == "X" and shape.words[position] == shape.tokens[position].lemma)
    return letter in "IV"


def back_frame(sentence: Sentence) -> None:
    """`C'est ce qu'explique X`: the sentence before is the content."""
    shape, grammar = sentence.shape, sentence.grammar
    if sentence.previous is None or sentence.candidates:
        return
    if not grammar.back.match(shape.lowered):
        return
    cue = next((c for c in sentence.cues if c.takes("clause", "marks") and not c.unsaid), None)
    speaker = subject_after(shape, cue.last, cue.high, grammar) if cue is not None else None
    if cue is not None and speaker is not None:
        sentence.propose(sentence.previous, "back", 0.7, cue, speaker)


def viewpoint_frame(sentence: Sentence) -> None:
    """`Pour X, « … »`: a point of view at the start of a sentence, where the marks or the name show that X speaks."""
    shape, grammar = sentence.shape, sentence.grammar
    first = next((k + 1 for k in range(len(shape.tokens)) if shape.letters[k] == ":" and shape.inside[k] < 0), 0)
    if shape.words[first : first + 1] and shape.words[first] not in grammar.words.viewpoint:
        first = 0
    while first < min(3, len(shape.tokens)) and shape.letters[first] in "CB,":
        first += 1
    if sentence.candidates or len(shape.tokens) < first + 6 or shape.words[first] not in grammar.words.viewpoint:
        return
    phrases = (phrase_after(shape, first + 1, len(shape.tokens), grammar, apposition=a) for a in (True, False))
    speaker = next((p for p in phrases if p is not None and shape.words[p[1] : p[1] + 1] == [","]), None)
    if speaker is None:
        return
    start = speaker[1] + 1
    if _can_hold_a_view(sentence, speaker, start) and shape.has_verb(start, len(shape.tokens)):
        end = content_end(sentence, start, len(shape.tokens), None)
        cue = shape.span(first, first + 1)
        sentence.propose((shape.tokens[start].start, shape.tokens[end - 1].end), "viewpoint", 0.65, cue, speaker)


def _can_hold_a_view(sentence: Sentence, speaker: Tokens, start: int) -> bool:
    """Whether a phrase names a person or a body that speaks, or quoted words follow that somebody must have said."""
    shape = sentence.shape
    if shape.words[start] in sentence.grammar.words.plural and shape.words[speaker[0]].endswith("s"):
        return False  # the pronoun takes the phrase up again, which is only the topic
    quoted = any(r.start > shape.tokens[speaker[1]].start for r in shape.regions)
    person = shape.letters[speaker[0]] == "P" and "P" in shape.letters[speaker[0] + 1 : speaker[1]]
    head = next((k for k in range(*speaker) if shape.letters[k] == "N"), None)
    holder = head is not None and names_holder(shape.tokens[head].lemma, sentence.grammar.words)
    return quoted or person or (holder and shape.letters[start] != "w")


def hearsay_frame(sentence: Sentence) -> None:
    """A main verb in the mood of hearsay, with no source: `X aurait quitté Y`."""
    shape, grammar = sentence.shape, sentence.grammar
    if sentence.candidates or any(word in grammar.words.condition for word in shape.words):
        return
    main = next((k for k in range(len(shape.tokens)) if shape.letters[k] in "VX"), None)
    if main is None or main == 0 or shape.inside[main] >= 0 or shape.words[main] not in grammar.forms.hearsay:
        return
    after = main + 1
    while after < len(shape.tokens) and shape.letters[after] in "ncB":
        after += 1
    if after >= len(shape.tokens) or shape.tokens[after].pos not in ("VERB", "AUX"):
        return
    sentence.propose((shape.start, shape.end), "hearsay", 0.5, shape.span(main, main + 1), None)
