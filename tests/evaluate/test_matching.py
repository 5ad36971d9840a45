"""The definitions that scores rest on, as small tables."""

import pytest

from claimex.evaluate import matching as same
from claimex.evaluate.tallies import Judged, Tally, by_rule, calibration_error, reliability

OVERLAPS = [((0, 10), (0, 10), 1.0), ((0, 10), (5, 10), 0.5), ((0, 5), (5, 9), 0.0), ((0, 4), (2, 6), 1 / 3)]
SAME_NAMES = [
    ("Emmanuel Macron", "Macron", True), ("l’État", "Etat", True), ("La CGT", "cgt", True),
    ("Macron", "Emmanuel Macron", True), ("Brigitte Macron", "Emmanuel Macron", False), ("", "", False),
]  # fmt: skip
BY_NAME = [
    ("Macron", "Emmanuel Macron", True), ("le ministre", "Karim Djellal", False),
    ("BIT", "Bureau international du travail", True), ("M", "Marc Delaunay", False),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected"), OVERLAPS)
def test_overlap(a, b, expected):
    assert same.overlap(a, b) == same.overlap(b, a) == pytest.approx(expected)
    assert same.overlap_of_parts([a], [b]) == pytest.approx(expected)


@pytest.mark.parametrize(("a", "b", "expected"), SAME_NAMES)
def test_names(a, b, expected):
    assert same.is_same_name(a, b) is expected


@pytest.mark.parametrize(("mention", "name", "expected"), BY_NAME)
def test_a_mention_by_name_or_by_role(mention, name, expected):
    assert same.is_by_name(mention, name) is expected


@pytest.mark.parametrize(("a", "b"), [("agent", "agents"), ("an", "year"), ("heure", "h"), (None, None), ("€", "EUR")])
def test_units(a, b):
    assert same.unit_key(a) == same.unit_key(b)


def test_pairs_are_one_to_one_best_first():
    gold, found = [(0, 10), (8, 20)], [(0, 20), (0, 9), (9, 20)]
    assert same.pair(gold, found, same.overlap) == [(1, 2), (0, 1)]


def test_people_are_the_same_only_when_all_are():
    assert same.are_same_people(["Jean Petit", "Léa Roux"], ["Roux", "Petit"])
    assert not same.are_same_people(["Jean Petit"], ["Petit", "Roux"])
    assert not same.are_same_people(["Jean Petit"], [])
    assert same.are_same_people([], [])


def test_a_tally():
    tally = Tally()
    tally.add(4, 5, 3)
    tally.mark("name", True)
    tally.mark("name", False)
    assert (tally.precision, tally.recall, tally.share("name")) == (0.6, 0.75, 0.5)
    assert tally.f1 == pytest.approx(2 / 3)
    assert Tally().f1 == Tally().share("name") == 0.0


def test_confidence_that_keeps_its_word_has_no_calibration_error():
    judged = [Judged("statement", "a", 0.75, right) for right in (True, True, True, False)]
    assert calibration_error(judged) == 0.0
    assert calibration_error([Judged("figure", "b", 1.0, False)]) == 1.0
    assert [(row.claims, row.precision) for row in reliability(judged)] == [(4, 0.75)]
    assert {rule: tally.precision for rule, tally in by_rule(judged).items()} == {"a": 0.75}
