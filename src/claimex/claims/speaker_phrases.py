"""The words of a speaker without a name: « **les élus** qui ont voté », « **des chiffres officiels** parus lundi »."""

from functools import cached_property

from claimex import annotations as ann
from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.parse import Stretch
from claimex.syntax import (
    conjuncts_of,
    group_start,
    has_participle_form,
    is_gerund,
    is_infinitive,
    is_plural,
    phrase_of,
)

_ASIDES = frozenset({"sur", "lors", "via", "devant", "depuis", "après", "avant", "pendant", "durant", "dès"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont"})
_PRESENT = frozenset({"présent", "présents", "présente", "présentes", "réunis", "réunies", "rassemblés", "rassemblées"})
_CLITICS = frozenset({"le", "la", "l'", "les", "lui", "leur", "se", "s'", "y", "en", "ne", "pas", "me", "m'", "nous"})
_KNOWN = frozenset({"le", "la", "l'", "les", "ces", "leurs"})  # who follows is known without a relative clause


class SpeakerPhrases:
    """Cuts the phrases of unnamed speakers out of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.documents = scene.lexicon.words("sources.documents")
        self.dated = scene.lexicon.words("sources.authored") | scene.lexicon.words("sources.issued")

    def noun_phrase(self, head: int) -> Stretch:
        """Return a noun phrase without where and when it speaks: « le syndicat », not « le syndicat **sur X** »."""
        span = phrase_of(self.scene.tokens[head])
        forms = self.scene.forms
        for i in range(head + 1, span.end):
            is_document = forms[i] == "dans" and not self.documents.isdisjoint(forms[i + 1 : i + 4])
            is_medium = (
                forms[i] in {"dans", "à", "au"}
                and forms[i + 1] != "sein"
                and (i + 1 in self.scene.names or i + 2 in self.scene.names)
            )
            is_place = forms[i] == "sur" and i + 1 < span.end and forms[i + 1] == "place"
            is_share = forms[i] == "sur" and i + 1 < span.end and self.scene.tokens[i + 1].like_num
            if (forms[i] in _ASIDES and not (is_place or is_share)) or is_document or is_medium:
                return self.scene.tokens[head].doc.stretch(span.start, i)
        return span

    def whole(self, head: int) -> Offsets:
        """Return the phrase with its relative clause: « un document **que nous avons consulté** »."""
        span = self.noun_phrase(head)
        end, tokens = span.end, self.scene.tokens
        if end < len(tokens) and self.scene.forms[end] in _RELATIVES:
            _, stop = self.scene.sentence(head)
            while end < stop and tokens[end].text[0] not in ',.;:!?»”"':
                end += 1
        return tokens[self._start(head, span.start)].idx, self.scene.end_of(max(end - 1, head))

    def to_comma(self, head: int, words: Offsets) -> Offsets:
        """Return a phrase without what stands in apposition: « l'entourage du ministre**, Luc Roy** »."""
        last = self.scene.token_at(words[1] - 1)
        comma = next((i for i in range(head + 1, last) if self.scene.forms[i] == ","), None)
        return words if comma is None else (words[0], self.scene.end_of(comma - 1))

    def plain(self, head: int, verb: int | None) -> Offsets:
        """Return who speaks, without the relative of a definite noun, without when a document came out or what for."""
        start, end = self.whole(head)
        if verb is not None and start < (group := group_start(self.scene.tokens[verb]).idx) < end:
            end = group
        first = self.scene.token_at(start)
        last = self._last(head, self.scene.token_at(end - 1), is_known=self.scene.forms[first] in _KNOWN)
        last = last - 1 if self.scene.forms[last] in _RELATIVES else last
        return start, self.scene.end_of(self._with_joined(head, last))

    def _with_joined(self, head: int, last: int) -> int:
        """Return where a group joined to a plural ends: « **les élus et les riverains du quai** estiment que … »."""
        joint = last + 1
        if self.scene.forms[joint : joint + 1] != ["et"] or not is_plural(self.scene.tokens[head]):
            return last
        for other in conjuncts_of(self.scene.tokens[head]):
            is_next = last < other.i <= joint + 2 and other.i not in self.scene.names
            if is_next and self.scene.forms[joint + 1] in _KNOWN and other.form in self.scene.humans:
                return self._last(other.i, phrase_of(other).end - 1, is_known=True)
        return last

    def _last(self, head: int, last: int, *, is_known: bool) -> int:
        forms = self.scene.forms
        if self._is_lost_verb(head + 1):
            return head
        for i in range(head + 1, last + 1):
            if forms[i] == "," and self.scene.quote_of[i] == self.scene.quote_of[head]:
                return i - 1
            if self.scene.tokens[i].is_space or is_gerund(self.scene.tokens[i]):
                return i - 1  # the line ends; « des images **montrant** un incendie »
            if forms[i] in _RELATIVES:
                return i - 1 if is_known and self.scene.tokens[head].pos_ == "NOUN" else last
            if is_known and forms[i] in _PRESENT and self._opens_place(i + 1):
                return i - 1
            if self._opens_infinitive(i) or self._opens_date(i):
                return i - 1
        return last

    def _is_lost_verb(self, i: int) -> bool:
        """Tell whether a verb was taken for a part of the phrase: « Le préfet **alerte** sur les feux : « … » »."""
        if i >= len(self.scene.tokens) or self.scene.tokens[i].pos_ not in {"ADJ", "VERB", "NOUN"}:
            return False
        form = self.scene.forms[i]
        is_present = form.endswith(("e", "ent")) and not has_participle_form(self.scene.tokens[i])
        return is_present and self.scene.lexicon.verb_lemma(form) in self.scene.lexicon.words("reporting.takes.que")

    def _opens_place(self, i: int) -> bool:
        """Tell whether a place follows: « les élus présents **sur** place »."""
        return i < len(self.scene.tokens) and self.scene.tokens[i].pos_ == "ADP"

    def _opens_infinitive(self, i: int) -> bool:
        """Tell whether « de » opens an infinitive: « remercie la présidente **de l'avoir écouté** »."""
        if self.scene.forms[i] not in {"de", "d'"}:
            return False
        k = i + 1
        while k < len(self.scene.tokens) and self.scene.forms[k] in _CLITICS:
            k += 1
        return k < len(self.scene.tokens) and self.scene.tokens[k].pos_ in {"VERB", "AUX"} and self._is_infinitive(k)

    def _is_infinitive(self, k: int) -> bool:
        return is_infinitive(self.scene.tokens[k]) or self.scene.forms[k] in {"avoir", "être"}

    def _opens_date(self, i: int) -> bool:
        """Tell whether a date stands here, or when a document came out: « des chiffres **publiés en mars** »."""
        if self.scene.starts[i] in self._moments:
            return self.scene.tokens[i - 1].pos_ != "ADP"
        if self.scene.forms[i] not in self.dated and "Part" not in self.scene.tokens[i].morph.get("VerbForm", []):
            return False
        return not self._moments.isdisjoint(self.scene.starts[i + 1 : i + 3])

    @cached_property
    def _moments(self) -> frozenset[int]:
        return frozenset(moment.start for moment in ann.read(self.scene.doc, ann.MOMENTS, ann.MomentMention))

    def _start(self, head: int, floor: int) -> int:
        tokens, start = self.scene.tokens, head
        if head > 2 and tokens[head - 1].text == "-" and tokens[head - 2].pos_ == "NOUN":
            floor = min(floor, head - 3)  # « **l'état**-major »
        while start > floor:
            is_cut = "-" in (tokens[start - 1].text, tokens[start].text)
            if not is_cut and tokens[start - 1].pos_ not in {"DET", "ADJ", "NUM"}:
                break
            start -= 1
        return start
