"""Word lists and tables: what a user's own files add, and what is told when they cannot be read."""

import pytest

from claimex.errors import LexiconError
from claimex.lexicon import load_lexicon

HEADER = "form\tname\n"


def test_a_users_rows_come_after_ours(tmp_path):
    (tmp_path / "verb_forms.tsv").write_text("form\tlemma\nclaironnasse\tclaironner\n", "utf-8")
    lexicon = load_lexicon(tmp_path)
    assert lexicon.verb_lemma("claironnasse") == "claironner"
    assert lexicon.verb_lemma("indique") == "indiquer"


def test_cells_are_plain(tmp_path):
    (tmp_path / "own.tsv").write_text(f'\ufeff{HEADER}"\tl\'Écho "du" soir\n\n', "utf-8")
    assert [dict(row) for row in load_lexicon(tmp_path).table("own")] == [{"form": '"', "name": 'l\'Écho "du" soir'}]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (f"{HEADER}un\n".encode(), r"CX304.*own.tsv, line 2"),
        (f"{HEADER}un\tdeux\ntrois\tquatre\tcinq\n".encode(), r"CX304.*own.tsv, line 3"),
        (f"{HEADER}été\tsaison\n".encode("cp1252"), r"CX303.*own.tsv.*UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_coded_error(tmp_path, content, error):
    (tmp_path / "own.tsv").write_bytes(content)
    with pytest.raises(LexiconError, match=error):
        load_lexicon(tmp_path).table("own")


def test_a_list_or_table_that_is_nowhere_is_a_coded_error():
    with pytest.raises(LexiconError, match="CX301"):
        load_lexicon().table("nowhere")
    with pytest.raises(LexiconError, match="CX301"):
        load_lexicon().mapping("nowhere")
