"""The page: self-contained, safe, whole, and right about what overlaps."""

import html
import re
from pathlib import Path

import pytest

from claimex.errors import SchemaError
from claimex.export.page import build_page, cut
from claimex.extract import extract

ARTICLE = (Path(__file__).parents[2] / "examples/articles/piscine.txt").read_text("utf-8")
HOSTILE = "Le maire de <b>Lyon</b> s'engage à recruter 30 agents & « <script>alert(1)</script> », a dit Jean Petit."
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def result(nlp):
    return extract(ARTICLE, id="piscine", published="2026-01-13", nlp=nlp)


def article_of(page: str) -> str:
    inner = page[page.index("<article") : page.index("</article>")]
    return html.unescape(TAG.sub("", inner[inner.index(">") + 1 :]))


def test_the_page_holds_every_word_of_the_article(result):
    assert article_of(build_page(result, ARTICLE)).split() == ARTICLE.split()


def test_every_claim_has_a_card_and_a_place_in_the_text(result):
    page = build_page(result, ARTICLE)
    assert len(result.claims) > 5
    for claim in result.claims:
        assert f'id="card-{claim.id}"' in page
        assert re.search(rf'data-claims="[^"]*\b{claim.id}\b', page)


def test_nothing_is_fetched(result):
    page = build_page(result, ARTICLE)
    assert '<meta charset="utf-8">' in page
    assert not re.search(r"""(src|href)\s*=|url\(|@import|https?://""", page)


def test_what_the_text_says_is_no_markup(nlp):
    page = build_page(extract(HOSTILE, title="<i>Titre</i>", nlp=nlp), HOSTILE)
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<b>Lyon" not in page
    assert "<i>Titre" not in page
    assert article_of(page).split() == HOSTILE.split()


def test_segments_cover_the_text_once_whatever_overlaps(result):
    segments = list(cut(result, len(ARTICLE)))
    assert [segment.start for segment in segments[1:]] == [segment.end for segment in segments[:-1]]
    assert (segments[0].start, segments[-1].end) == (0, len(ARTICLE))
    for claim in result.claims:
        covered = [s for s in segments if claim in s.claims]
        assert (covered[0].start, covered[-1].end) == (claim.span.start, claim.span.end)


def test_a_page_of_another_text_is_refused(result):
    with pytest.raises(SchemaError, match="CX101"):
        build_page(result, "Un autre texte.")


def test_an_empty_article_gives_an_empty_page(nlp):
    assert "No claim of the kinds shown." in build_page(extract("", nlp=nlp), "")
