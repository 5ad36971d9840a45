"""Flat exports: what is written can be read back."""

import csv
import io
import json

import pytest

from claimex.export.jsonl import write_json, write_jsonl
from claimex.export.table import COLUMNS, write_table
from claimex.export.wording import amount_of
from claimex.extract import extract
from claimex.schema import Extraction, Quantity, TextSpan

TEXT = "« Nous recruterons 30 agents d'ici 2027 », a promis Jean Petit. Le chômage atteint 7,3 %, selon l'Insee."


@pytest.fixture(scope="module")
def result(nlp):
    return extract(TEXT, id="un", published="2026-01-13", nlp=nlp)


def test_jsonl_reads_back_as_the_same_results(result):
    stream = io.StringIO()
    write_jsonl([result, result], stream)
    assert [Extraction.model_validate_json(line) for line in stream.getvalue().splitlines()] == [result, result]


@pytest.mark.parametrize(("count", "as_list"), [(1, False), (0, True), (1, True), (3, True)])
def test_json_is_one_document(result, count, as_list):
    stream = io.StringIO()
    write_json([result] * count, stream, as_list=as_list)
    read = json.loads(stream.getvalue())
    assert len(read) == count if as_list else Extraction.model_validate(read) == result


def test_the_table_has_one_row_a_claim(result):
    stream = io.StringIO()
    write_table([result], stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [claim.id for claim in result.claims]
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["span"] for row in rows)
    assert {"Jean Petit", "Insee"} <= {row["who"] for row in rows}


AMOUNTS = [
    ({"value": "30", "unit": "agent", "change": "increase"}, "+30 agent"),
    ({"value": "3500000000", "unit": "EUR", "comparator": "≈"}, "≈ 3500000000 EUR"),
    ({"low": "10", "high": "15", "unit": "%"}, "10–15 %"),
    ({"value": "0.50", "unit": "pt", "change": "decrease"}, "-0.5 pt"),
    ({"vague": True, "unit": "personne"}, "tant"),
]


@pytest.mark.parametrize(("fields", "shown"), AMOUNTS)
def test_amounts_as_a_person_writes_them(fields, shown):
    assert amount_of(Quantity(id="q1", span=TextSpan(start=0, end=4, text="tant"), **fields)) == shown
