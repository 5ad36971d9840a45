"""The grammar of amounts: [comparator] [sign] number [– number] [magnitude] [de] unit [rate] [comparator].

``AmountReader.read`` reads one amount at a trigger, from characters; the counted noun comes from the words and tags.
"""

import re
from decimal import Decimal
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amount_heads import Head, load_heads
from claimex.mentions.amounts import Amount
from claimex.mentions.comparators import load_comparators
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.currencies import MoneyOfText
from claimex.mentions.look_alikes import load_look_alikes
from claimex.mentions.rates import load_rates
from claimex.mentions.units import Unit, load_units
from claimex.mentions.word_view import WordView

_RANGE = re.compile(r" ?(?:-|–|—|/) ?(?=\d)|\s(?:à|ou|et)\s(?:de |d')?")
_OF = re.compile(r" ?(?:de |d')")
_SPACE = re.compile(r" ?")
_MONEY_BEFORE = re.compile(
    r"(?:(?:US|CA|CAD|CAN|C|A|AU|HK|NZ) ?\$|[$£€¥₹₽₴]|(?<!\w)(?:EUR|USD|CHF|GBP|CAD|Fr\.|FCFA|MAD|XOF)) ?$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:^|(?<=[\s(|\[«\"“:;,/~]))([+\-−–±]) ?$")
_COINS = re.compile(r"(?: et)? (\d{1,2})(?: (?:cents?|centimes?)(?!\w)|(?!\w|[.,]\d| \d| ?[%€$]| [a-zà-ÿ]))")
_TENTHS = re.compile(r" (?:et demie?|et quart)(?!\w)")
_DURATION = re.compile(r" ?(?:h|heures?) ?([0-5]?\d)(?: ?(?:min|mn|minutes?))?(?!\w)")
_MULTIPLE = re.compile(r" (?:plus|moins|supérieure?s?|inférieure?s?)(?!\w)")
_ON = re.compile(r" sur (?:les |ces )?")


class AmountReader:
    """Reads one amount at a time; ``money`` resolves bare currencies for the text at hand."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.heads = load_heads(lexicon)
        self.units = load_units(lexicon)
        self.comparators = load_comparators(lexicon)
        self.nouns = load_counted_nouns(lexicon)
        self.look_alikes = load_look_alikes(lexicon)
        self.rates = load_rates(lexicon)

    def read(self, view: WordView, offset: int, money: MoneyOfText) -> tuple[Amount | None, int]:
        """Return the amount whose number starts at an offset, if any, and where to look on."""
        if not self._may_count(view, offset):
            return None, offset + 1
        before = view.before(offset)
        look_alike = self.look_alikes.end_of(view, offset, before)
        if look_alike is not None:
            return None, look_alike
        head = self.heads.read(view, offset)
        if head is None:
            return None, offset + 1
        amount = Amount(head.start, head.end, head.start, before=before, in_words=head.in_words)
        amount.set_numbers(head.value, None)
        amount.scale, amount.vague = head.scale, head.vague
        if head.approximate or head.vague:
            amount.comparator = "≈"
        self._read_unit_or_range(view, head, amount, money)
        self._read_left(view, amount, money)
        if not self._stands(view, head, amount):
            return None, max(head.end, self.look_alikes.bare_end(view, offset) or 0)
        self._read_right(view, amount)
        return amount, amount.end

    def _may_count(self, view: WordView, offset: int) -> bool:
        """Say at once that most « un » are articles: nothing before or after them makes them count."""
        lower = view.lower
        end = offset + 3 if lower.startswith("une", offset) else offset + 2
        if (
            not lower.startswith("un", offset)
            or lower[end : end + 1] != " "
            or lower.startswith((" million", " milli"), end)
        ):
            return True
        if (
            self.units.read(view, end + 1)
            or " sur " in lower[end : end + 40]
            or self.heads.opens_collective(lower, end)
        ):
            return True
        return self.comparators.may_end(lower[max(0, offset - 14) : offset]) or lower.startswith((" à ", " ou "), end)

    def _read_unit_or_range(self, view: WordView, head: Head, amount: Amount, money: MoneyOfText) -> None:
        if head.share:
            self._read_share(view, head, amount)
            return
        share = self._read_ratio(view, head, amount)
        if share:
            return
        second = self._read_second(view, head, amount)
        last = second or head
        amount.end = last.end
        if second:
            amount.set_numbers(*_spread(head, second))
            amount.parts = (head.end, second.start)
            amount.scale = second.scale
            amount.vague = amount.vague or second.vague
            if second.approximate:
                amount.comparator = "≈"
        if not self._read_unit(view, last, amount, money) and second:
            amount.end, amount.parts = head.end, None
            amount.set_numbers(head.value, None)
            amount.scale = head.scale
            self._read_unit(view, head, amount, money)
        elif not second:
            self._read_far_end(view, amount, money)

    def _read_second(self, view: WordView, head: Head, amount: Amount) -> Head | None:
        """Return the upper number of a range: « 10-15 % », « de 12 à 15 M€ », « entre 85 et 90 millions »."""
        match = _RANGE.match(view.text, head.end)
        if not match or head.vague:
            return None
        opener = amount.before[-1].lower if amount.before else ""
        joint = match[0].strip().split(" ")[0]
        if joint == "et" and opener != "entre":
            return None
        if self.look_alikes.end_of(view, match.end(), [], joined=True) is not None:
            return None
        second = self.heads.read(view, match.end()) if self.heads.trigger.match(view.lower, match.end()) else None
        if second is None or second.share or second.vague or second.start != match.end():
            return None
        low, high = _spread(head, second)
        return second if low < high and not (joint == "à" and second.article) else None

    def _read_unit(self, view: WordView, head: Head, amount: Amount, money: MoneyOfText) -> bool:
        """Read the unit or counted noun after a number; False when there is none."""
        clock = _DURATION.match(view.lower, head.end)
        if clock and not head.in_words and head.value == head.value.to_integral_value():
            amount.unit, amount.kind, amount.end = "h", "duration", clock.end()
            amount.set_numbers(head.value + Decimal(clock[1]) / 60, None)
            return True
        unit, start = self._unit_at(view, head)
        if unit:
            return self._take_unit(view, unit, amount, money)
        if head.article:
            return False
        group = self.nouns.read(view, start, plural=head.value >= 2 or head.vague, in_words=head.in_words or head.noun)
        if group is None:
            return False
        if group.head is None:
            amount.nominal, amount.end = group.words, group.end
            return False
        duration = (
            self.units.read(view, start + len(group.words) - len(group.words.split(" ")[-1]))
            if " " in group.words
            else None
        )
        amount.unit, amount.kind, amount.end, amount.nominal = group.head, "count", group.end, group.words
        inner = self._unit_in(view, start, group.end) or duration
        if inner and inner.kind == "duration" and inner.end <= group.end:
            amount.unit, amount.kind = inner.code, "duration"
        return True

    def _unit_in(self, view: WordView, start: int, end: int) -> Unit | None:
        """Return the unit of time behind adjectives: « cent premiers jours »."""
        for word in view.after(start, count=3):
            if word.end > end:
                return None
            unit = self.units.read(view, word.start)
            if unit:
                return unit if unit.kind == "duration" else None
        return None

    def _unit_at(self, view: WordView, head: Head) -> tuple[Unit | None, int]:
        of = _OF.match(view.lower, head.end)
        starts = [of.end()] if of else []
        if not (head.noun and of):
            space = _SPACE.match(view.lower, head.end)
            starts.insert(0, space.end() if space else head.end)
        for start in starts:
            if view.text[head.end : start + 1] == "-" or (start == head.end and view.text[start : start + 1] == "-"):
                start += 1
            unit = self.units.read(view, start)
            if unit and not self._is_letter(view, head, start, unit):
                return unit, start
        return None, starts[-1] if head.noun or head.value >= 10**6 else starts[0]

    def _is_letter(self, view: WordView, head: Head, start: int, unit: Unit) -> bool:
        """Say whether a one-letter symbol is none: after a number in words, or « 5 F 16 »."""
        return unit.end - start == 1 and view.text[start].isalpha() and head.in_words

    def _take_unit(self, view: WordView, unit: Unit, amount: Amount, money: MoneyOfText) -> bool:
        code, confidence = money.resolve(unit.code) if unit.kind == "money" else (unit.code, 1.0)
        amount.unit, amount.kind, amount.end, amount.confidence = code, unit.kind, unit.end, confidence
        if unit.kind == "money" and code == unit.code:
            money.note(code)
        if unit.factor != 1:
            self._scale(amount, unit.factor)
        elif unit.kind == "money" and amount.value is not None and amount.scale == 1:
            coins = _COINS.match(view.lower, unit.end)
            if coins:
                amount.value, amount.end = amount.value + Decimal(coins[1]) / 100, coins.end()
        half = _TENTHS.match(view.lower, amount.end)
        if half and unit.kind in ("duration", "measure") and amount.value is not None:
            amount.value += Decimal("0.25") if "quart" in half[0] else Decimal("0.5")
            amount.end = half.end()
        return True

    def _scale(self, amount: Amount, factor: Decimal) -> None:
        if amount.value is not None:
            amount.value *= factor
        elif amount.low is not None and amount.high is not None:
            amount.low, amount.high = amount.low * factor, amount.high * factor

    def _read_far_end(self, view: WordView, amount: Amount, money: MoneyOfText) -> None:
        """Join « entre 10 € et 15 € » to one range; « de 10 € à 15 € » waits for the change that may govern it."""
        opener = amount.before[-1].lower if amount.before else ""
        match = _RANGE.match(view.text, amount.end)
        if opener != "entre" or not match or "et" not in match[0] or amount.value is None:
            return
        if not self.heads.trigger.match(view.lower, match.end()):
            return
        second = self.heads.read(view, match.end())
        if second is None or second.share or second.vague:
            return
        far = Amount(second.start, second.end, second.start, before=amount.before)
        far.set_numbers(second.value, None)
        if (
            self._read_unit(view, second, far, money)
            and far.unit == amount.unit
            and far.value is not None
            and amount.value < far.value
        ):
            amount.set_numbers(amount.value, far.value)
            amount.end = far.end

    def _read_share(self, view: WordView, head: Head, amount: Amount) -> None:
        """Read « un tiers des inscrits », « trois quarts d'heure », « la moitié »: a share, or a part of a unit."""
        of = _OF.match(view.lower, head.end)
        part = of.end() if of else head.end + 1
        unit = self.units.read(view, part) if view.text[head.end : head.end + 1] == " " else None
        if unit and unit.kind in ("duration", "measure") and unit.code not in ("year",):
            amount.unit, amount.kind, amount.end = unit.code, unit.kind, unit.end
            amount.set_numbers(_exact(head.value / 100), None)
            if unit.code == "h" and head.value in (25, 75):
                amount.unit, amount.value = "min", head.value * 60 / 100
            return
        amount.unit, amount.kind = "%", "share"
        amount.set_numbers(_exact(head.value), None)
        amount.end = self._whole_end(view, head.end)

    def _whole_end(self, view: WordView, end: int) -> int:
        """Return the end of what a share is of: « la moitié des élèves »."""
        match = _WHOLE.match(view.lower, end)
        if not match or view.lower.startswith(("quel", "ceux", "cel", "plus", "moins"), match.end()):
            return end
        words = view.after(match.end(), count=1)
        if not words or words[0].start != match.end() or not words[0].text[0].isalpha():
            return end
        return words[0].end

    def _read_ratio(self, view: WordView, head: Head, amount: Amount) -> bool:
        """Read « deux Français sur trois », « un sur dix », « 9 sur 10 » as per cent."""
        end = head.end
        match = _ON.match(view.lower, end)
        if not match:
            words = view.after(end, count=4)
            for word in words[:3]:
                if view.text[end : word.start] != " " or not word.text[0].isalpha():
                    break
                end = word.end
                match = _ON.match(view.lower, end)
                if match:
                    break
        if not match or not self.heads.trigger.match(view.lower, match.end()):
            return False
        whole = self.heads.read(view, match.end())
        if (
            whole is None
            or whole.start != match.end()
            or whole.vague
            or whole.share
            or not 0 < head.value <= whole.value
            or whole.value < 2
        ):
            return False
        if self.units.read(view, head.end + 1) and end != head.end:
            return False
        following = self.nouns.read(view, whole.end + 1, plural=True, in_words=False)
        unit, _ = self._unit_at(view, whole)
        if (
            unit
            or (following and following.head and end != head.end)
            or (head.article and end == head.end and whole.value == 1)
        ):
            return False
        amount.set_numbers(_exact(Decimal(100) * head.value / whole.value), None)
        amount.unit, amount.kind, amount.end = "%", "share", whole.end
        if end == head.end and following and following.head:
            return self._counted_of(amount, following.end)
        return True

    def _counted_of(self, amount: Amount, end: int) -> bool:
        return True

    def _read_left(self, view: WordView, amount: Amount, money: MoneyOfText) -> None:
        """Read what stands before the number: a currency sign, a sign, « de » or « entre » of a range, a comparator."""
        left = view.text[max(0, amount.start - 6) : amount.start]
        sign_of_money = _MONEY_BEFORE.search(left)
        if sign_of_money and amount.kind in ("", "count"):
            self._take_money_before(view, amount, money, len(sign_of_money[0]))
        sign = _SIGN.search(view.text[max(0, amount.start - 3) : amount.start])
        if sign and self._is_sign(view, amount, sign):
            self._take_sign(amount, sign)
        while amount.before and amount.before[-1].end > amount.start:
            amount.before.pop()
        opener = amount.before[-1] if amount.low is not None and amount.before else None
        if opener and opener.lower in ("de", "d'", "entre") and not view.text[opener.end : amount.start].strip():
            amount.start, amount.before = opener.start, amount.before[:-1]
        bound = self.comparators.read_before(view, amount.start, amount.before)
        if bound:
            if amount.comparator == "=" or bound.sign != "≈":
                amount.comparator = bound.sign
            if not bound.outside:
                amount.start = bound.offset
                amount.before = [word for word in amount.before if word.end <= bound.offset]
                again = self.comparators.read_before(view, amount.start, amount.before)
                if again and not again.outside and again.sign in (">", "<", "≥", "≤") and bound.sign in ("≈", "="):
                    amount.start, amount.comparator = again.offset, again.sign
                    amount.before = [word for word in amount.before if word.end <= again.offset]

    def _take_money_before(self, view: WordView, amount: Amount, money: MoneyOfText, width: int) -> None:
        unit = self.units.read(view, amount.start - width)
        if unit is None or unit.kind != "money":
            return
        numeral_end = amount.end
        if amount.kind == "count":
            head = self.heads.read(view, amount.numeral)
            numeral_end = head.end if head else amount.end
        code, confidence = money.resolve(unit.code)
        amount.unit, amount.kind, amount.confidence = code, "money", confidence
        amount.start, amount.end = amount.start - width, numeral_end
        amount.nominal = ""
        if code == unit.code:
            money.note(code)

    def _is_sign(self, view: WordView, amount: Amount, sign: re.Match[str]) -> bool:
        """Say whether a dash before a number is a minus: not a bullet, a dash between words or half of a range."""
        if sign[1] in "+±−":
            return True
        spaced = sign[0].endswith(" ")
        position = amount.start - len(sign[0])
        previous = view.text[position - 1 : position]
        if not spaced:
            return bool(amount.kind in ("share", "money", "measure") or (sign[1] == "-" and amount.kind == "count"))
        return (
            sign[1] == "-"
            and amount.kind == "share"
            and (previous == "(" or view.text[max(0, position - 2) : position].strip() != "")
        )

    def _take_sign(self, amount: Amount, sign: re.Match[str]) -> None:
        amount.start -= len(sign[0])
        if sign[1] == "±":
            amount.comparator = "≈"
        elif amount.unit in ("°C", "°F", "K", "°"):
            if sign[1] != "+":
                amount.set_numbers(
                    -(amount.value if amount.value is not None else amount.low or Decimal(0)), amount.high
                )
        else:
            amount.change, amount.signed = ("increase" if sign[1] == "+" else "decrease"), True

    def _stands(self, view: WordView, head: Head, amount: Amount) -> bool:
        """Say whether what was read is an amount; a bare number may still be one, by elision."""
        if head.share:
            return self._share_stands(view, head, amount)
        if head.article and amount.kind != "share":
            return self._article_stands(view, amount)
        if (
            amount.kind in ("", "count")
            and not head.in_words
            and self.look_alikes.bare_end(view, head.start) not in (None, head.end)
        ):
            return amount.kind == "count" and amount.low is not None
        if amount.unit == "h" and amount.kind == "duration" and amount.comparator in ("=",) and (amount.top or 0) <= 24:
            return not self.look_alikes.is_clock(view, amount.start, amount.end, amount.before)
        if head.vague and amount.kind == "" and not amount.end:
            return False
        if (
            amount.unit in ("m", "km")
            and amount.before
            and amount.before[-1].lower in ("le", "au", "du", "un")
            and amount.start == head.start
        ):
            return False  # « le 100 mètres » is a race
        if head.in_words and view.text[head.start].isupper() and not view.text[head.start : head.end].isupper():
            return not amount.before or not amount.before[-1].text[0].isalnum()
        return True

    def _share_stands(self, view: WordView, head: Head, amount: Amount) -> bool:
        following = view.lower[amount.end : amount.end + 4]
        written = view.lower[head.start : head.end]
        if (
            amount.unit != "%"
            or amount.end > head.end
            or not written.endswith(("tiers", "quart"))
            or not written.startswith("un ")
        ):
            return True
        previous = amount.before[-1].lower if amount.before else ""
        return bool(
            amount.comparator != "="
            or previous in ("de", "d'", "dont", "à", "pour", "et", "contre", "soit", "représente", "que")
            or not following.strip(" .,;:)")
        )

    def _article_stands(self, view: WordView, amount: Amount) -> bool:
        """Say whether « un » counts: « un euro », « au moins un centre », « une année entière », not « un plan »."""
        if amount.low is not None:
            return amount.kind != ""
        written = view.lower[amount.numeral : amount.numeral + 12]
        if amount.kind in ("money", "measure", "share"):
            return (
                not (written.startswith(("un franc ", "une livre ", "une tonne de r")) and amount.nominal == "")
                or amount.comparator != "="
            )
        if amount.kind == "duration":
            rest = view.lower[amount.end : amount.end + 14]
            return (
                amount.comparator != "="
                or rest.startswith(
                    (
                        " entier",
                        " entière",
                        " complet",
                        " complète",
                        " de prison",
                        " de détention",
                        " ferme",
                        " avec sursis",
                        " d'emprisonnement",
                    )
                )
                or (amount.value or 0) > 1
            )
        if amount.comparator == "=":
            return False
        group = self.nouns.read(view, amount.end + 1, plural=False, in_words=True)
        if group and group.head:
            amount.unit, amount.kind, amount.end, amount.nominal = group.head, "count", group.end, group.words
            return True
        return False

    def _read_right(self, view: WordView, amount: Amount) -> None:
        """Read adjectives after the unit, a rate, a comparator behind."""
        if amount.kind in ("money", "measure", "duration", "share") and not amount.age:
            only = amount.kind == "share" or view.text[amount.end - 1].isdigit()
            amount.end = self.nouns.adjectives_end(view, amount.end, only_extra=only)
            amount.nominal = amount.nominal or view.lower[amount.numeral : amount.end]
        if amount.unit == "fois":
            more = _MULTIPLE.match(view.lower, amount.end)
            amount.end = more.end() if more else amount.end
        amount.end = (self.rates.end_of(view, amount) if amount.kind else None) or amount.end
        after = self.comparators.read_after(view, amount.end) if amount.comparator in ("=", "≈") else None
        if after and amount.kind:
            amount.end, amount.comparator = after.offset, after.sign


_WHOLE = re.compile(
    r" (?:des |du |de la |de l'|de leurs? |de ses |de son |de sa |de ces |de cette |de nos |d'entre |de (?=\w))"
)


@lru_cache(maxsize=4)
def load_amount_reader(lexicon: Lexicon) -> AmountReader:
    """Return the reader of a lexicon, built once."""
    return AmountReader(lexicon)


def _spread(head: Head, second: Head) -> tuple[Decimal, Decimal]:
    """Return both ends of a range; the first shares the magnitude of the second: « 10 à 15 millions »."""
    low, high = head.value, second.value
    if head.scale == 1 and second.scale > 1 and low < 1000:
        return low * second.scale, high
    if head.in_words and second.in_words and second.scale == 1:
        for size in (1000, 100):
            if high % size == 0 and low < high / size < size * 10 and low < size:
                return low * size, high
    return low, high


def _exact(value: Decimal) -> Decimal:
    return value.quantize(Decimal("1E-10")) if value != value.to_integral_value() else value
