"""Readers: every format to articles, and what cannot be read to rejects."""

import gzip
import io
import json
from dataclasses import asdict

import pytest

from claimex.errors import ReaderError
from claimex.extract import Article
from claimex.layout import find_blocks
from claimex.readers import Columns, Reject, count_documents, find_inputs, read_articles
from claimex.readers.decoding import decode

TEXT = "Le préfet s'engage à créer 30 postes."
FULL = Article(TEXT, id="7", title="Postes", url="https://exemple.fr/7", outlet="L'Écho", published="2026-01-13")
ROW = asdict(FULL)
PAGE = """<html lang="fr"><head><title>Le pont rouvre</title><meta property="og:site_name" content="L'Écho">
<meta property="article:published_time" content="2026-01-13T08:00:00+01:00"></head><body><article>
<h1>Le pont rouvre</h1><p>Le pont de la Gare rouvrira lundi, a annoncé la mairie de Vannes dans un communiqué.</p>
<h2>Ce que promet la ville</h2><ul><li>Une piste cyclable neuve sur tout le tablier</li><li>Deux ascenseurs pour les
personnes âgées</li></ul><table><tr><th>Mesure</th><th>Budget</th></tr><tr><td>Réfection du pont</td><td>2 M€</td></tr>
</table><p>Les travaux ont duré deux ans et coûté six millions d'euros, selon la ville.</p></article></body></html>"""


def test_jsonl(tmp_path):
    lines = [
        json.dumps(ROW),
        "{broken",
        '"a string"',
        json.dumps({"id": "8"}),
        json.dumps({**ROW, "published": "hier"}),
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(lines) + "\n\n")
    article, *rejects = read_articles([path])
    assert article == FULL
    assert [(reject.line, reject.id) for reject in rejects] == [(2, None), (3, None), (4, "8"), (5, "7")]
    assert "no JSON" in rejects[0].reason
    assert rejects[2].reason == "no text in column 'text'"
    assert rejects[3].reason == "'hier' is no ISO date"


def test_columns_are_named_by_the_user(tmp_path):
    path = write(tmp_path / "a.jsonl", json.dumps({"contenu": TEXT, "date": "2026-01-13T09:30:00Z"}))
    (article,) = read_articles([path], columns=Columns.parse(("text=contenu", "published=date")))
    assert article == Article(TEXT, id=f"{path}#1", published="2026-01-13")


@pytest.mark.parametrize("pair", ["texte=contenu", "text", "text="])
def test_a_column_that_articles_lack_is_a_coded_error(pair):
    with pytest.raises(ReaderError, match="CX503"):
        Columns.parse((pair,))


@pytest.mark.parametrize(("name", "comma"), [("a.csv", ","), ("a.tsv", "\t")])
def test_csv(tmp_path, name, comma):
    rows = [["id", "text", "published"], ["7", f'"{TEXT}\nDeux lignes."', "2026-01-13"], ["8", TEXT, "", "trop"]]
    path = write(tmp_path / name, "".join(comma.join(row) + "\n" for row in rows))
    first, second = read_articles([path])
    assert first == Article(f"{TEXT}\nDeux lignes.", id="7", published="2026-01-13")
    assert second == Reject(path, 4, "more cells than the header has")


def test_parquet(tmp_path):
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = str(tmp_path / "a.parquet")
    parquet.write_table(pyarrow.Table.from_pylist([ROW, {**ROW, "text": None}]), path)
    article, reject = read_articles([path])
    assert article == FULL
    assert reject == Reject(path, 2, "no text in column 'text'", "7")


def test_html(tmp_path):
    pytest.importorskip("trafilatura")
    (article,) = read_articles([write(tmp_path / "a.html", PAGE)])
    assert (article.title, article.outlet, article.published) == ("Le pont rouvre", "L'Écho", "2026-01-13")
    kinds = [block.kind for block in find_blocks(article.text)]
    assert kinds == ["title", "paragraph", "heading", "item", "item", "heading", "row", "paragraph"]


def test_a_page_without_article_is_a_reject(tmp_path):
    pytest.importorskip("trafilatura")
    path = write(tmp_path / "a.html", "<html><body></body></html>")
    assert list(read_articles([path])) == [Reject(path, 0, "no article in the page", path)]


def test_warc(tmp_path):
    writers = pytest.importorskip("warcio.warcwriter")
    statuses = pytest.importorskip("warcio.statusandheaders")
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as stream:
        writer = writers.WARCWriter(stream, gzip=True)
        for url, kind in (("https://exemple.fr/pont", "text/html"), ("https://exemple.fr/logo", "image/png")):
            headers = statuses.StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers)
            writer.write_record(record)
    (article,) = read_articles([str(path)])
    assert (article.url, article.published) == ("https://exemple.fr/pont", "2026-01-13")


def test_feed(tmp_path):
    pytest.importorskip("feedparser")
    feed = """<rss version="2.0"><channel><title>L'Écho</title><item><title>Le pont rouvre</title><guid>p1</guid>
<link>https://exemple.fr/p1</link><pubDate>Tue, 13 Jan 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;Le pont &lt;b&gt;rouvrira&lt;/b&gt; lundi.&lt;/p&gt;
&lt;p&gt;Enfin.&lt;/p&gt;</description></item></channel></rss>"""
    (article,) = read_articles([write(tmp_path / "a.rss", feed)])
    text = "Le pont rouvre\n\nLe pont rouvrira lundi.\n\nEnfin."
    assert article == Article(
        text, id="p1", title="Le pont rouvre", url="https://exemple.fr/p1", outlet="L'Écho", published="2026-01-13"
    )


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_packed_text(tmp_path, suffix):
    data = TEXT.encode()
    if suffix == ".zst":
        data = pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(gzip.compress(data) if suffix == ".gz" else data)
    assert list(read_articles([str(path)])) == [Article(TEXT, id=str(path))]


def test_a_truncated_file_gives_what_it_holds_and_a_reject(tmp_path):
    lines = "".join(json.dumps({"id": str(n), "text": f"{TEXT} {n * 7919}"}) + "\n" for n in range(5000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-900])
    *articles, reject = read_articles([str(path)])
    assert len(articles) > 100
    assert isinstance(reject, Reject)
    assert "EOFError" in reject.reason


def test_an_unreadable_file_is_a_reject_and_the_run_goes_on(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    write(tmp_path / "b.txt", TEXT)
    (tmp_path / "c.txt").write_bytes(b"\x81\x8d\xff")
    first, second, third = read_articles([str(tmp_path)])
    assert isinstance(first, Reject)
    assert "FileNotFoundError" in first.reason
    assert second.text == TEXT
    assert isinstance(third, Reject)
    assert "neither UTF-8 nor cp1252" in third.reason


def test_documents_are_counted_without_being_read(tmp_path):
    lines = json.dumps(ROW) + "\n"
    write(tmp_path / "a.jsonl", lines * 3 + "{broken")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode() * 5))
    write(tmp_path / "c.csv", 'id,text\n7,"deux\nlignes"\n8,une\n')
    write(tmp_path / "d.txt", TEXT)
    assert count_documents([str(tmp_path)]) == 12 == len(list(read_articles([str(tmp_path)])))
    assert count_documents(["-"]) is None
    write(tmp_path / "e.xml", "<rss/>")
    assert count_documents([str(tmp_path)]) is None


def test_a_large_file_is_counted_by_its_beginning(tmp_path, monkeypatch):
    monkeypatch.setattr("claimex.readers.counting.SAMPLE", 100_000)
    write(tmp_path / "a.jsonl", (json.dumps(ROW) + "\n") * 10_000)
    assert count_documents([str(tmp_path)]) == pytest.approx(10_000, rel=0.01)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(encoding):
    assert decode("« L’été à 3 000 € »".encode(encoding)) == "« L’été à 3 000 € »"


def test_folders_and_globs(tmp_path):
    for name in ("b.txt", "a.md", "c.bin", "sub/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, TEXT)
    inside = [path.removeprefix(f"{tmp_path}/") for path in find_inputs([str(tmp_path)])]
    assert inside == ["a.md", "b.txt", "sub/d.txt"]
    assert len(list(find_inputs([f"{tmp_path}/*.txt"]))) == 1


def test_a_name_that_is_nowhere_is_a_coded_error():
    with pytest.raises(ReaderError, match="CX501"):
        list(read_articles(["/nowhere/at/all.txt"]))


def test_an_unknown_format_is_a_coded_error(tmp_path):
    with pytest.raises(ReaderError, match="CX504"):
        list(read_articles([str(tmp_path)], format="docx"))


def write(path, text):
    path.write_text(text, "utf-8")
    return str(path)
