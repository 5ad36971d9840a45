"""When and where a figure holds: the moment and the place nearest to its amount in the sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from claimex import annotations as ann
from claimex.annotations import ActorMention, MomentMention, Offsets, QuantityMention
from claimex.mood import is_future
from claimex.parse import Parse

_COMPARING = re.compile(r"(?:\b(?:contre|que|rapport|après|avant|lieu)\b|\bqu['’]|\([\d+−-])")
_PLACED = re.compile(r" (?:à|en|dans|au|aux) (?:la |le |les |l['’])?")  # « six à Trévan, **trois à** Lorme »
_PARTED = re.compile(r":|\bdont\b")
_IN_RELATIVE = re.compile(r", (?:qui|où) [^,;:]*\Z")
_FAR_RELATIVE = re.compile(r"\w, [^,;:]*\w, (?:qui|dont|où) ")
JOINING = frozenset({"et", "mais", "puis"})
_AHEAD = frozenset({"by", "before"})


class FigureContext:
    """The moments and places of one document."""

    def __init__(self, doc: Parse) -> None:
        self.doc, self.text = doc, ann.text_of(doc)
        self.token_starts = doc.offsets
        self.moments = ann.read(doc, ann.MOMENTS, MomentMention)
        self.moment_starts = [moment.start for moment in self.moments]
        self.amount_ends = [amount.end for amount in ann.read(doc, ann.QUANTITIES, QuantityMention)]
        entries = ann.read_entries(doc)
        self.places: tuple[ActorMention, ...] = tuple(
            mention
            for mention in ann.read(doc, ann.ACTORS, ActorMention)
            if entries[mention.actor].kind == "place" and not mention.boilerplate
        )
        self.place_starts = [place.start for place in self.places]

    def period(self, amount: QuantityMention, sentence: Offsets) -> int | None:
        """Return the index of the moment that the figure is about, as in « 1 042 francs **en 2022** »."""
        fitting = [
            number
            for number in range(*_within(self.moment_starts, sentence))
            if self.moments[number].relation not in _AHEAD
            and not _overlap(self.moments[number], amount)
            and self.moments[number].grain not in ("hour", "minute")
            and not self._is_compared(self.moments[number], amount)
            and not self._is_elsewhere(self.moments[number], amount, sentence)
        ]
        spans = [number for number in fitting if self.text[self.moments[number].start :][:4].lower() == "sur "]
        known = [number for number in fitting if number not in spans] or spans
        return min(known, key=lambda number: _distance(self.moments[number], amount), default=None)

    def _is_compared(self, moment: MomentMention, amount: QuantityMention) -> bool:
        """Tell whether a moment is that of another amount: « 412 euros, contre 398 **en 2024** »."""
        closed = ")" in self.text[moment.end : amount.start]  # « 8 accidents (15 en 2024), 11 blessés »
        return closed or bool(_COMPARING.search(self.text, amount.end, moment.start + 1))

    def _is_elsewhere(self, moment: MomentMention, amount: QuantityMention, sentence: Offsets) -> bool:
        """Tell whether a moment behind an amount is that of another clause.

        « a fait 60 morts à Cuba, avant la Floride, **qui** sera touchée lundi », « **qui compte 200 membres**, jouera
        samedi », « a réuni 20 000 personnes **et reviendra** en juin ».
        """
        between = self.text[amount.end : moment.start]
        aside = "," in between and bool(_IN_RELATIVE.search(self.text[sentence[0] : amount.start]))
        if aside or _FAR_RELATIVE.search(between):
            return True
        first, last = bisect_left(self.token_starts, amount.end), bisect_left(self.token_starts, moment.start)
        joined = [token for token in self.doc[first:last] if token.form in JOINING]
        return any(is_future(token) for place in joined for token in self.doc[place.i + 1 : min(place.i + 4, last)])

    def place(self, amount: QuantityMention, sentence: Offsets) -> int | None:
        """Return the actor index of the place nearest to the amount, as in « 31 % **à Lyon** »."""
        near = [self.places[number] for number in range(*_within(self.place_starts, sentence))]
        known = [place for place in near if not self._is_of_next(place, amount)]
        behind = next((place for place in known if _PLACED.fullmatch(self.text, amount.end, place.start)), None)
        nearest = behind or min(known, key=lambda place: _distance(place, amount), default=None)
        return None if nearest is None else nearest.actor

    def _is_of_next(self, place: ActorMention, amount: QuantityMention) -> bool:
        """« **62 000 foyers**, dont 40 000 **dans le Finistère** »: where the amount behind is, not this one."""
        last = bisect_left(self.amount_ends, place.start) - 1
        end = self.amount_ends[last] if last >= 0 else 0
        part = end > amount.end and bool(_PARTED.search(self.text, amount.end, end))
        return part and bool(_PLACED.fullmatch(self.text, end, place.start))


def _within(starts: Sequence[int], stretch: Offsets) -> Offsets:
    return bisect_left(starts, stretch[0]), bisect_left(starts, stretch[1])


def _overlap(mention: MomentMention, amount: QuantityMention) -> bool:
    return mention.start < amount.end and amount.start < mention.end


def _distance(mention: MomentMention | ActorMention, amount: QuantityMention) -> int:
    return max(mention.start - amount.end, amount.start - mention.end)
