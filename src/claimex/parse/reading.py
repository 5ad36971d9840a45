"""Words read off a ``Doc`` in bulk, and kept as long as it lives."""

from typing import Any
from weakref import WeakKeyDictionary, WeakSet, ref

import numpy
from spacy.attrs import DEP, HEAD, IDX, LEMMA, MORPH, ORTH, POS, SENT_START
from spacy.lang.lex_attrs import is_punct
from spacy.tokens import Doc

from claimex.parse.words import Morph, Parse, Stretch, Word

_COLUMNS = (ORTH, IDX, LEMMA, POS, DEP, HEAD, MORPH, SENT_START)
_ANNOTATIONS = ("LEMMA", "POS", "DEP", "MORPH", "SENT_START")
_KEPT = 50_000  # strings and forms of words kept over documents

_Form = tuple[str, str, str, bool, bool, bool]

# What finders ask of one Doc again and again; a Doc takes no attributes of its own, and forgets these when it goes.
_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
_SETTLED: WeakSet[Doc] = WeakSet()
_PARSES: WeakKeyDictionary[Doc, tuple[Any, Parse]] = WeakKeyDictionary()
# By spaCy's number of a string, which is the same in every vocabulary:
_STRINGS: dict[int, str] = {0: ""}
_FORMS: dict[int, _Form] = {}
_MORPHS: dict[int, Morph] = {}


def text_of(doc: Doc | Parse) -> str:
    """Return ``doc.text``, which spaCy puts together anew from its tokens at each access."""
    if isinstance(doc, Parse):
        return doc.text
    text = _TEXTS.get(doc)
    if text is None:
        text = _TEXTS[doc] = doc.text
    return text


def keep_text(doc: Doc, text: str) -> None:
    """Remember the text of a document that was just made from it."""
    _TEXTS[doc] = text


def parse_of(doc: Doc | Parse) -> Parse:
    """Return a document's words as they are annotated now; made anew only when an annotation has changed.

    >>> promised = parse_of(nlp("Le maire a promis des bancs."))[3]
    >>> promised.lemma_, [child.text for child in promised.children]
    ('promettre', ['maire', 'a', 'bancs', '.'])
    """
    if isinstance(doc, Parse):
        return doc
    known = _PARSES.get(doc)
    if known is not None and doc in _SETTLED:
        return known[1]
    columns: Any = doc.to_array(list(_COLUMNS))
    if known is not None and numpy.array_equal(known[0], columns):
        return known[1]
    parse = _read(doc, columns)
    _PARSES[doc] = columns, parse
    return parse


def settle_parse(doc: Doc) -> None:
    """Promise that a document's annotations stay as they are once its words were read: they are compared no more."""
    _SETTLED.add(doc)


def forget_parse(doc: Doc) -> None:
    """Let a document's words go at once, when nobody will ask for them again.

    Words refer to each other: only the garbage collector would find that they are free, and it visits them until then.
    """
    _, parse = _PARSES.pop(doc, (None, None))
    if parse is not None:
        for word in parse:
            del word.head, word.children, word.sent, word.doc
        parse.sents.clear()
        parse.kept.clear()


def _read(doc: Doc, columns: Any) -> Parse:
    new = Word.__new__
    parse = Parse([new(Word) for _ in range(len(doc))])
    parse.text, parse.offsets, parse.user_data = text_of(doc), columns[:, 1].tolist(), doc.user_data
    parse.sents = _sentences(parse, columns[:, 7].tolist())
    parse._annotated = frozenset(name for name in _ANNOTATIONS if doc.has_annotation(name))
    parse._source, parse.kept = ref(doc), {}
    _fill(parse, doc, columns)
    parse.forms = [word.form for word in parse]
    _link(parse, (columns[:, 5].astype("int64") + numpy.arange(len(doc))).tolist())
    return parse


def _fill(parse: Parse, doc: Doc, columns: Any) -> None:
    orths, offsets, lemmas, parts, labels, _, morphs, starts = columns.T.tolist()
    strings = _of_vocabulary(doc, {*lemmas, *parts, *labels})
    forms, features = _forms_of(doc, orths), _features_of(doc, morphs)
    sents = [sent for sent in parse.sents for _ in range(len(sent))]
    rows = zip(range(len(parse)), parse, orths, offsets, lemmas, parts, labels, morphs, starts, sents, strict=True)
    for i, word, orth, offset, lemma, part, label, morph, start, sent in rows:
        word.doc = parse
        word.i = i
        word.idx = offset
        word.text, word.lower_, word.form, word.is_alpha, word.is_punct, word.is_space = forms[orth]
        word.lemma_ = strings[lemma]
        word.pos_ = strings[part]
        word.dep_ = strings[label]
        word.morph = features[morph]
        word.is_sent_start = start == 1 if start else None
        word.sent = sent
        word.children = ()


def _link(parse: Parse, heads: list[int]) -> None:
    children: dict[int, list[Word]] = {}
    for word, head in zip(parse, heads, strict=True):
        word.head = parse[head]
        if head != word.i:
            if head in children:
                children[head].append(word)
            else:
                children[head] = [word]
    for head, words in children.items():
        parse[head].children = tuple(words)


def _sentences(parse: Parse, starts: list[int]) -> list[Stretch]:
    first = [i for i, start in enumerate(starts) if start == 1 or i == 0]
    return [Stretch(parse, start, end) for start, end in zip(first, [*first[1:], len(starts)], strict=False)]


def _of_vocabulary(doc: Doc, keys: set[int]) -> dict[int, str]:
    """Return the strings behind these numbers, kept over documents."""
    if len(_STRINGS) > _KEPT:
        _STRINGS.clear()
        _STRINGS[0] = ""
    store = doc.vocab.strings
    for key in keys.difference(_STRINGS):
        _STRINGS[key] = store[key]
    return _STRINGS


def _forms_of(doc: Doc, keys: list[int]) -> dict[int, _Form]:
    """Return what is known of words by their spelling alone, kept over documents."""
    if len(_FORMS) > _KEPT:
        _FORMS.clear()
    store = doc.vocab.strings
    for key in set(keys).difference(_FORMS):
        text = store[key]
        lower = text.lower()
        form = lower.replace("’", "'").removeprefix("-t").strip("-")
        _FORMS[key] = text, lower, form, text.isalpha(), is_punct(text), text.isspace()
    return _FORMS


def _features_of(doc: Doc, keys: list[int]) -> dict[int, Morph]:
    store = doc.vocab.strings
    for key in set(keys).difference(_MORPHS):
        _MORPHS[key] = Morph(store[key] if key else "")
    return _MORPHS
