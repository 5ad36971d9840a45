"""Figures: an amount, what it measures, when, where, and who vouches, as in « 7,1 % de chômage, selon l'Insee »."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from claimex import annotations as ann
from claimex.annotations import CommitmentMention, FigureMention, Offsets, StatementMention
from claimex.claims.appraisers import Appraisers
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import Amount, Scene
from claimex.claims.constructions.carried_measures import is_elided
from claimex.claims.constructions.measures import find_measure
from claimex.claims.figure_clauses import is_aside, is_set_off, is_standing_whole
from claimex.claims.figure_context import FigureContext
from claimex.claims.figure_filters import is_reckoning, is_state
from claimex.claims.figure_forecasts import is_forecast, is_foreseen, is_label_ahead
from claimex.claims.modality import modality_of
from claimex.claims.worthiness import rate_claim
from claimex.lexicon import Lexicon
from claimex.parse import Parse, parse_of
from claimex.rules import RuleBook
from claimex.syntax import verb_lemma

_DENIED = 12  # tokens from « ne » to the amount that it denies
_SKIPPED = frozenset({"question", "hypothetical"})


def find_figures(doc: Doc, rules: RuleBook, lexicon: Lexicon) -> Iterator[FigureMention]:
    """Yield the figures of a document in text order, as in « Le déficit atteint 5 % du PIB »."""
    quantities = ann.read(doc, ann.QUANTITIES, ann.QuantityMention)
    if quantities and doc.has_annotation("DEP") and doc.has_annotation("SENT_START"):
        finder = _Finder(parse_of(doc), rules, lexicon)
        for figure in finder.figures(quantities):
            yield rate_claim(finder.doc, figure, lexicon)


class _Finder:
    """Reads the figures of one document, sentence by sentence."""

    def __init__(self, doc: Parse, rules: RuleBook, lexicon: Lexicon) -> None:
        self.doc = doc
        self.scene = Scene(doc, rules, lexicon)
        self.rows: Sequence[ann.QuantityMention] = ()
        self.modality = modality_of(doc, lexicon)
        self.sentences = [(sent.start_char, sent.end_char) for sent in doc.sents]
        self.sentence_starts = [start for start, _ in self.sentences]
        claims = ann.read_claims(doc)
        self.statements = [claim for claim in claims if isinstance(claim, StatementMention)]
        self.context = FigureContext(doc)
        self.appraisers = Appraisers(doc, lexicon)
        commitments = [claim for claim in claims if isinstance(claim, CommitmentMention)]
        self.promised = {number for claim in commitments for number in claim.quantities}
        self.commitments = sorted((claim.start, claim.end) for claim in commitments)

    def figures(self, quantities: Sequence[ann.QuantityMention]) -> Iterator[FigureMention]:
        origins = {row.origin for row in quantities if row.origin is not None}
        self.rows = quantities
        before: Match | None = None
        promised = ahead = compared = False
        counted: dict[str | None, Match] = {}
        sentence: Offsets = (0, 0)
        for index, row in enumerate(quantities):
            here = self._sentence_at(row.start)
            if here != sentence:
                before = before if self._starts_with(here, "reckoned") or self._resumes(here) else None
                sentence = here
            amount = self.scene.amount(index, row)
            if amount is not None and is_elided(self.scene, amount):
                before = counted.get(row.unit) or before  # « 900 agents dans 14 pays, dont 300 à Lyon »
            match = None if amount is None else find_measure(self.scene, amount, before)
            if amount is None or match is None:
                continue
            if not is_state(self.scene, amount, match):
                before = match if self._is_compared_next(index, row) else before
                continue
            follows = match.rule.id.endswith("carried")
            compared = (
                not self._goes_on(amount) or (follows and amount.link == "sur") or (compared and self._adds(amount))
            )
            goes_on = follows and promised and not is_standing_whole(self.scene, amount)
            promised = not compared and (self._is_promised(index, amount) or goes_on)
            if not self._is_whole(amount):
                before = match
            counted[row.unit] = match
            self.scene.told.add(self.scene.first_token(match.roles["topic"][0]).i)
            ahead = not compared and (self._lies_ahead(amount, match) or (follows and ahead))
            if not promised and (index not in origins or (follows and not self._goes_on(amount))):
                figure = self._figure(amount, match, sentence, forecast=ahead, compared=compared)
                if figure is not None:
                    yield figure

    def _starts_with(self, sentence: Offsets, words: str) -> bool:
        """« **Soit** 5 millions de plus »: a sentence that goes on with the figure before it."""
        first = self.scene.first_token((sentence[0], sentence[0]))
        return first.form in self.scene.words(words)

    def _resumes(self, sentence: Offsets) -> bool:
        """« **Ce chiffre** représente une hausse de 6 % »: a sentence about the figure before it."""
        first = self.scene.first_token((sentence[0], sentence[0]))
        following = self.doc[first.i + 1 : first.i + 2]
        named = any(token.lemma_ in self.scene.words("resuming") for token in following)
        return first.form in ("ce", "cette", "c'") and (named or first.form == "c'")

    def _is_whole(self, amount: Amount) -> bool:
        """« 86 % **des 28 687 victimes**, soit 24 907 »: what a share is of is not gone on from."""
        before = self.doc[max(0, amount.first - 2) : amount.first]
        share = any(token.i in self.scene.counted_tokens for token in before)
        return share and amount.link in ("de", "des", "d'")

    def _goes_on(self, amount: Amount) -> bool:
        """« 65 millions seront versés, soit 12 millions de plus »: promised too, unlike « contre 53 l'an dernier »."""
        return self.scene.opening(amount) not in self.scene.words("compared")

    def _lies_ahead(self, amount: Amount, match: Match) -> bool:
        if match.rule.id.endswith("distance"):
            return False  # « devront rejoindre Aubry, à 54 kilomètres »
        ahead = (
            is_forecast(self.scene, amount)
            or is_label_ahead(self.scene, amount, match)
            or is_foreseen(self.scene, amount, match)
        )
        return ahead and not is_reckoning(self.scene, amount, match)

    def _adds(self, amount: Amount) -> bool:
        """« contre 12 000 en 2022 **et** 15 000 en 2020 »: compared too."""
        return amount.link in ("et", ",", "puis")

    def _is_compared_next(self, index: int, row: ann.QuantityMention) -> bool:
        """« vise une croissance de 4,5 %, **contre** 3,5 % aujourd'hui »: no state, but what the next one measures."""
        following = self.scene.amount(index + 1, self.scene.row(index + 1)) if index + 1 < len(self.rows) else None
        if following is None or following.row.unit not in (row.unit, None):
            return False
        return following.link in ("contre", "vs", "versus") or is_standing_whole(self.scene, following)

    def _is_promised(self, index: int, amount: Amount) -> bool:
        row = amount.row
        at = bisect_right(self.commitments, (row.start, len(ann.text_of(self.doc)))) - 1
        if row.unit in self.scene.words("votes") or row.unit in self.scene.words("tolls"):
            return False  # « a adopté, par 31 voix contre 7, la fermeture du bassin », « annonce 14 blessés »
        promised = index in self.promised or (at >= 0 and row.start < self.commitments[at][1])
        return promised and not (is_aside(self.scene, amount) or is_standing_whole(self.scene, amount))

    def _sentence_at(self, offset: int) -> Offsets:
        at = bisect_right(self.sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 else (0, len(ann.text_of(self.doc)))

    def _figure(
        self, amount: Amount, match: Match, sentence: Offsets, *, forecast: bool, compared: bool
    ) -> FigureMention | None:
        row = amount.row
        statement = self._statement_over(row)
        certainty = self.modality.read(row.start, row.end, head=amount.root.i)
        lasts = match.rule.id.endswith("since")  # « n'ont pas été relevés depuis six mois »
        denied = not lasts and self._is_denied(amount) and not self._is_bounded(amount, match)
        cue = self.doc[match.tokens["cue"]] if "cue" in match.tokens else None
        appraiser = self.appraisers.of(cue, amount.last + 1) if statement is None else None
        factuality = certainty.factuality(attributed=bool(statement or appraiser), negatable=denied)
        settled = compared or is_set_off(self.scene, amount)  # « devraient être 48 %, contre 42 % lundi »
        if settled and factuality == "hypothetical":
            factuality = "attributed" if statement or appraiser else "asserted"
        reckoned = factuality == "hypothetical" and is_reckoning(self.scene, amount, match)
        if factuality in _SKIPPED and not (forecast or reckoned):
            return None
        speaker, speaker_words = _source_of(statement) if appraiser is None else appraiser
        return FigureMention(
            start=match.start,
            end=match.end,
            rule=match.rule.id,
            cue=None if cue is None else (cue.idx, cue.idx + len(cue)),
            factuality=factuality,
            reported_by=speaker,
            confidence=match.rule.confidence * row.confidence,
            hedges=certainty.hedges,
            quantity=amount.index,
            measure=match.roles["measure"][0],
            from_quantity=row.origin,
            period=self.context.period(row, sentence),
            place=self.context.place(row, sentence),
            source=speaker,
            source_words=speaker_words,
            forecast=forecast,
        )

    def _statement_over(self, row: ann.QuantityMention) -> StatementMention | None:
        """Return the statement whose words hold the amount, the innermost one."""
        holding = [
            claim
            for claim in self.statements
            if claim.start <= row.start < claim.end
            and any(start <= row.start and row.end <= end for start, end in claim.content)
        ]
        return min(holding, key=lambda claim: claim.end - claim.start, default=None)

    def _is_bounded(self, amount: Amount, match: Match) -> bool:
        """« ne dépasse pas 600 euros » tells that it is 600 at most."""
        verb = self.doc[match.tokens["cue"]] if "cue" in match.tokens else None
        if self.doc[amount.first].form in self.scene.words("no_less"):
            return True  # « ne compte pas moins de 122 articles »
        bounding = verb is not None and verb_lemma(verb, self.scene.lexicon) in self.scene.words("bounding")
        return bounding and amount.row.comparator in ("≤", "<")

    def _is_denied(self, amount: Amount) -> bool:
        """Only an amount after « ne » is denied: « n'a pas créé 300 emplois », not « 300 emplois n'existent pas »."""
        for token in reversed(self.doc[max(0, amount.first - _DENIED) : amount.first]):
            if token.is_punct or token.i in self.scene.counted_tokens:
                return False
            if token.form in ("que", "qu'"):
                return False  # « ne vit plus que dans 12 cantons »
            if token.form in self.scene.words("denials"):
                return True
        return False


def _source_of(statement: StatementMention | None) -> tuple[int | None, Offsets | None]:
    if statement is None:
        return None, None
    return (statement.speakers[0], None) if statement.speakers else (None, statement.speaker_words)
