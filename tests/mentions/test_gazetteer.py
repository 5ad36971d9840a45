"""The name tables hold what the code takes for granted, and a user's wrong row is told."""

import pytest

from claimex.errors import LexiconError
from claimex.lexicon import load_lexicon
from claimex.mentions.gazetteer import Gazetteer

LEXICON = load_lexicon()


def test_every_first_name_has_a_known_gender():
    assert {row["gender"] for row in LEXICON.table("first_names")} <= {"f", "m", ""}


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("Bercy", "ministère de l'Économie", "institution"),
        ("CGT", "CGT", "organisation"),
        ("Marseille", "Marseille", "place"),
    ],
)
def test_a_listed_form_is_known(form, name, kind):
    known = Gazetteer(LEXICON).known[form]
    assert (known.name, known.kind) == (name, kind)


def test_a_user_row_of_an_unknown_kind_is_a_coded_error(tmp_path):
    (tmp_path / "actors.tsv").write_text("form\tname\tkind\nZorgex\tZorgex SA\tcompany\n", "utf-8")
    with pytest.raises(LexiconError, match=r"CX306.*'Zorgex'.*'company'"):
        Gazetteer(load_lexicon(tmp_path))
