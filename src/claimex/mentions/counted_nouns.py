"""Counted nouns: what a number counts, as a lemma in the singular, with its adjectives: « 30 agents spécialisés »."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.word_view import Word, WordView

_JOINTS = (" et ", " ou ")
_PRONOUNS = frozenset({"autre", "même", "tel", "telle", "seul", "seule"})
_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Z]{0,3}(?![\w-])")
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


@dataclass(frozen=True, slots=True)
class Group:
    """A counted noun group: where it starts and ends, its noun's lemma, and its words in lower case.

    ``head`` is None when only adjectives are written (« dont 21 nouvelles »): then the noun is elided.
    """

    end: int
    head: str | None
    words: str


class CountedNouns:
    """Reads noun groups; knows the adjectives before the noun and what is never one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._before = lexicon.words("counted_nouns.before")
        self._never = lexicon.words("counted_nouns.never")
        self._invariable = lexicon.words("counted_nouns.invariable")
        self._unchanged = lexicon.words("counted_nouns.unchanged")
        self._eu = lexicon.words("counted_nouns.eu")
        self._eau = lexicon.words("counted_nouns.eau")
        self._calendar = lexicon.words("look_alikes.calendar")
        self._acronyms = lexicon.words("counted_nouns.acronyms")
        self._streets = lexicon.words("look_alikes.streets")
        self._verbs = lexicon.words("counted_nouns.auxiliaries")
        self._uninflected = lexicon.words("counted_nouns.uninflected")
        self._proper = lexicon.words("counted_nouns.proper")
        self._alone = lexicon.words("counted_nouns.alone")
        self._extra = lexicon.words("change.increase.adjectives")
        self._free = self._uninflected | self._extra  # what follows a noun whether it agrees or not
        self._irregular: dict[str, str] = dict(lexicon.mapping("counted_nouns")["irregular"])
        self._compounds: dict[str, list[str]] = {}
        for compound in sorted(lexicon.words("counted_nouns.compounds"), key=lambda form: (-len(form), form)):
            self._compounds.setdefault(compound.split()[0], []).append(compound)

    def read(self, view: WordView, offset: int, *, plural: bool, in_words: bool) -> Group | None:
        """Return the noun group at an offset; None when no noun is counted there."""
        words = view.after(offset, count=7)
        if not words or not _follows(view, offset, words[0]):
            return None
        model = _MODEL.match(view.text, words[0].start)
        if model and plural:  # « commande **22 A350** »
            return Group(model.end(), model[0], model[0].lower())
        index = self._skip_adjectives(view, words)
        noun = words[index] if index < len(words) else None
        if noun is not None and noun.lower in self._alone:
            return Group(noun.end, None, view.lower[words[0].start : noun.end])
        alone = not plural and noun is not None and _is_alone(view, words[index:])
        if noun is None or not (alone or self._is_noun(view, noun, plural=plural, in_words=in_words or index > 0)):
            if not index or words[index - 1].lower not in self._extra:
                return None
            return Group(words[index - 1].end, None, " ".join(word.lower for word in words[:index]))
        end, head = self._compound(view, noun)
        end = self.adjectives_end(view, end)
        end = self._coordinated_end(view, end) if plural else end
        return Group(end, head, view.lower[words[0].start : end])

    def _coordinated_end(self, view: WordView, end: int) -> int:
        """Return the end of a second noun under the same number: « 45 maires **et adjoints** »."""
        if not view.lower.startswith(_JOINTS, end):
            return end
        joint, noun, *rest = [*view.after(end, count=3), None, None]
        if (
            joint is None
            or noun is None
            or not _follows(view, joint.end, noun)
            or not self._is_plain_plural(view, noun)
        ):
            return end
        following = rest[0]
        if following is not None and _follows(view, noun.end, following) and view.tag(following) == "NOUN":
            return end
        return self.adjectives_end(view, noun.end)

    def _is_plain_plural(self, view: WordView, noun: Word) -> bool:
        """Say whether a bare word is surely a plural noun: no adjective, no name."""
        lower = noun.lower
        if view.tag(noun) != "NOUN" or not _looks_plural(lower) or noun.text[0].isupper() != noun.text.isupper():
            return False
        return not (lower in self._never or lower in self._calendar or lower in self._streets or lower in self._alone)

    def adjectives_end(self, view: WordView, end: int, *, only_extra: bool = False) -> int:
        """Return where the adjectives after a noun or unit end: « 1,7 milliard supplémentaire »."""
        words = view.after(end, count=4)
        position, plural = end, view.text[end - 1] in "sxz"
        for index, word in enumerate(words):
            following = words[index + 1] if index + 1 < len(words) else None
            if not _follows(view, position, word):
                break
            if word.lower == "et" and following and index and view.tag(following) == "ADJ":
                position = word.end
                continue
            if only_extra and word.lower not in self._free:
                break
            if plural and word.lower[-1] not in "sxz" and word.lower not in self._free:
                break  # « 1,5 milliard d'euros supplémentaire » agrees with the milliard
            if not self._may_close(view, word, following):
                break
            end = position = word.end
        return end

    def singular(self, plural: str) -> str:
        """Return the singular of a plural noun: « journaux » → journal, « bateaux » → bateau.

        >>> from claimex.lexicon import load_lexicon
        >>> CountedNouns(load_lexicon()).singular("hôpitaux")
        'hôpital'
        """
        if plural in self._irregular:
            return self._irregular[plural]
        if plural in self._unchanged or plural in self._invariable or len(plural) < 3:
            return plural
        if "-" in plural:  # « sapeurs-pompiers », « arcs-en-ciel »
            return "-".join(self.singular(part) for part in plural.split("-"))
        if plural.endswith("aux"):
            return plural[:-1] if plural.endswith("eaux") or plural in self._eau else plural[:-3] + "al"
        if plural.endswith("eux"):  # « cheveux » but « curieux », « religieux »
            return plural[:-1] if plural in self._eu else plural
        return plural[:-1] if plural.endswith(("s", "oux")) else plural

    def _skip_adjectives(self, view: WordView, words: list[Word]) -> int:
        index = 0
        while index < min(3, len(words) - 1) and words[index].lower in self._before:
            if view.tag(words[index]) == "NOUN" and view.tag(words[index + 1]) not in ("NOUN", "PROPN"):
                break
            following = words[index + 1]
            if not _follows(view, words[index].end, following) or following.lower in self._never:
                return index + 1 if words[index].lower in self._extra else index
            if not _looks_plural(following.lower) and view.tag(following) not in (None, "NOUN", "ADJ"):
                return index + 1 if words[index].lower in self._extra else index
            index += 1
        return index

    def _is_noun(self, view: WordView, word: Word, *, plural: bool, in_words: bool) -> bool:
        lower = word.lower
        if lower in self._acronyms and word.text.isupper():
            return True
        if not word.text[0].isalpha() or len(lower) < 2 or lower in self._never or lower in self._calendar:
            return False
        if word.text[0].isupper() and not word.text.isupper() and lower in self._proper:
            return False
        if (lower in self._streets and not in_words) or (plural and lower.endswith("ment")):
            return False
        if lower in self._invariable:
            return True
        tag = view.tag(word)
        if tag is not None and tag not in NOMINAL:
            return _looks_plural(lower) and len(lower) > 3 and plural
        if tag == "VERB" and plural and lower.endswith(("ent", "ont", "ons", "ez")):
            return False
        if not plural:
            return tag == "NOUN" if tag is not None else True
        if _looks_plural(lower):
            return True
        capital = word.text[0].isupper()
        return (in_words or "-" in lower) and (tag == "NOUN" or (capital and tag == "PROPN"))

    def noun_end(self, view: WordView, noun: Word) -> int:
        """Return where a noun ends, with the complement it cannot lose: « chiffre d'affaires »."""
        return self._compound(view, noun)[0]

    def _compound(self, view: WordView, noun: Word) -> tuple[int, str]:
        """Return the end and lemma of a noun, with the complement it cannot lose: « demandeur d'emploi »."""
        for form in self._compounds.get(noun.lower, ()):
            end = noun.start + len(form)
            if view.lower.startswith(form, noun.start) and not view.lower[end : end + 1].isalnum():
                first, _, rest = form.partition(" ")
                return end, f"{self.singular(first)} {rest}"
        return noun.end, self._lemma(view, noun)

    def _lemma(self, view: WordView, noun: Word) -> str:
        regular = self.singular(noun.lower)
        if noun.lower.endswith(("ais", "ois", "us", "ès")) and view.lemma(noun) == noun.lower:
            return noun.lower
        return regular

    def _may_close(self, view: WordView, word: Word, following: Word | None) -> bool:
        """Say whether a word after a noun is an adjective of it, not a participle with a complement of its own."""
        if word.lower in self._free:
            return True
        tag = view.tag(word)
        ending = word.lower.rstrip("s").removesuffix("e")
        if tag == "VERB" and (not ending.endswith(("é", "i", "u")) or not _looks_plural(word.lower)):
            return False
        if tag not in ("ADJ", "VERB") or word.text[0].isupper():
            return False
        participle = tag == "VERB" or ending.endswith("é")
        complement = following is not None and following.lower in self._never and following.lower not in self._verbs
        return not (participle and complement)


@lru_cache(maxsize=4)
def load_counted_nouns(lexicon: Lexicon) -> CountedNouns:
    """Return the reader of a lexicon, built once."""
    return CountedNouns(lexicon)


def _is_alone(view: WordView, words: list[Word]) -> bool:
    """« et un **rebelle**. », « un seul **survivant** »: what stands alone is a noun, whatever the tagger says."""
    ends = len(words) == 1 or not words[1].text[0].isalnum() or "\n" in view.text[words[0].end : words[1].start]
    return ends and view.tag(words[0]) in ("ADJ", "VERB") and words[0].lower not in _PRONOUNS


def _looks_plural(word: str) -> bool:
    return word[-1] in "sxz"


def _follows(view: WordView, end: int, word: Word) -> bool:
    """Say whether only white space of one line lies between an offset and a word."""
    return word.text[0].isalpha() and view.text[end : word.start] in ("", " ", "  ")
