"""Input as it comes: other encodings, broken archives, odd names. What can be read is read, the rest is told."""

import gzip
import io
import json
import os

import pytest

from claimex.errors import ReaderError
from claimex.extract import Article
from claimex.readers import Reject, find_inputs, read_articles

TEXT = "Le préfet s'engage à créer 30 postes."
ROW = json.dumps({"id": "7", "text": TEXT}, ensure_ascii=False)
PARAGRAPHS = [
    f"<p>Le pont numéro {n} rouvrira lundi, a dit la mairie de Vannes dans un communiqué.</p>" for n in range(5)
]
PAGE = f"<html><body><article><h1>Le pont</h1>{''.join(PARAGRAPHS)}</article></body></html>"


def read(tmp_path, name, content):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([str(tmp_path / name)]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", TEXT), ("a.jsonl", f"{ROW}\r\n{ROW}"), ("a.csv", f"id,text\r\n7,{TEXT}\r\n")]
)
def test_encodings(tmp_path, name, content, encoding):
    assert {record.text for record in read(tmp_path, name, content.encode(encoding))} == {TEXT}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (TEXT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"PK\x03\x04\x81\x8d", "neither UTF-8 nor cp1252"),
    ],
)
def test_bytes_that_are_no_text_are_a_reject(tmp_path, content, reason):
    (reject,) = read(tmp_path, "a.txt", content)
    assert isinstance(reject, Reject)
    assert reason in reject.reason


@pytest.mark.parametrize(
    "line", ["{broken", "[" * 100_000, "null", '{"text": ' + "9" * 10_000 + "}", '{"text": ["a"]}']
)
def test_a_broken_line_is_one_reject(tmp_path, line):
    first, reject, last = read(tmp_path, "a.jsonl", f"{ROW}\n{line}\n{ROW}\n")
    assert first == last == Article(TEXT, id="7")
    assert (reject.line, type(reject)) == (2, Reject)


def test_a_line_of_many_blocks(tmp_path):
    (article,) = read(tmp_path, "a.jsonl", json.dumps({"text": "Le maire promet. " * 300_000}))
    assert len(article.text) == 5_100_000


def test_half_a_character_in_an_id_or_a_title_is_spelt_out(tmp_path):
    (article,) = read(tmp_path, "a.jsonl", r'{"id": "\ud800", "title": "\udc00", "text": "Un pont."}')
    assert (article.id, article.title) == (r"\ud800", r"\udc00")


@pytest.mark.parametrize(("name", "content"), [("a.csv", "id,corps\n7,Un\n8,Deux\n"), ("a.tsv", "id\tcorps\n7\tUn\n")])
def test_a_table_without_the_text_column_is_one_reject(tmp_path, name, content):
    (reject,) = read(tmp_path, name, content)
    assert reject.reason == "no column 'text'; it has id, corps: name one with --column text=NAME"


def test_a_row_with_a_stray_quotation_mark_is_told_by_its_line(tmp_path):
    reject, article = read(tmp_path, "a.csv", 'id,text\n7,"bon"jour\n8,b\n')
    assert (reject.line, article.text) == (2, "b")


def pack(data, suffix):
    return gzip.compress(data) if suffix == "gz" else pytest.importorskip("zstandard").ZstdCompressor().compress(data)


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_packed_file_that_breaks_off_gives_what_it_holds_and_a_reject(tmp_path, suffix):
    lines = "".join(json.dumps({"id": str(n), "text": f"{TEXT} {n * 7919}"}) + "\n" for n in range(5000))
    *articles, reject = read(tmp_path, f"a.jsonl.{suffix}", pack(lines.encode(), suffix)[:-900])
    assert [article.id for article in articles] == [str(n) for n in range(len(articles))]
    assert len(articles) > 1000
    assert "EOFError" in reject.reason
    (reject,) = read(tmp_path, f"a.txt.{suffix}", pack(os.urandom(20_000), suffix)[:-900])
    assert "EOFError" in reject.reason


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_packed_files_end_to_end_are_one_file(tmp_path, suffix):
    line = f"{ROW}\n".encode()
    assert len(read(tmp_path, f"a.jsonl.{suffix}", pack(line, suffix) + pack(line, suffix))) == 2
    (reject,) = read(tmp_path, f"b.jsonl.{suffix}", b"no archive")
    assert isinstance(reject, Reject)


def archive(*, packed):
    writers = pytest.importorskip("warcio.warcwriter")
    statuses = pytest.importorskip("warcio.statusandheaders")
    stream = io.BytesIO()
    writer = writers.WARCWriter(stream, gzip=packed)
    for number in range(4):
        headers = statuses.StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        page = io.BytesIO(PAGE.encode())
        writer.write_record(writer.create_warc_record(f"https://e.fr/{number}", "response", page, http_headers=headers))
    return stream.getvalue()


@pytest.mark.parametrize(("packed", "cut", "whole"), [(False, 400, 3), (False, 3, 4), (True, 150, 3), (True, 5, 4)])
def test_an_archive_that_breaks_off_says_so(tmp_path, capfd, packed, cut, whole):
    records = read(tmp_path, "a.warc.gz" if packed else "a.warc", archive(packed=packed)[:-cut])
    articles = [record for record in records if isinstance(record, Article)]
    assert [article.id for article in articles] == [f"https://e.fr/{number}" for number in range(whole)]
    assert {article.text.count("communiqué") for article in articles} == {5}
    assert "breaks off" in records[-1].reason
    assert capfd.readouterr() == ("", "")


def test_an_archive_with_something_between_its_records_says_so(tmp_path, capfd):
    data = archive(packed=False)
    records = read(tmp_path, "a.warc", data[:600] + b"junk" + data[600:])
    assert sum(isinstance(record, Article) for record in records) == 4
    assert "longer than they say" in records[-1].reason
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("content", ["", "hello", "<urlset><url><loc>http://x</loc></url></urlset>"])
def test_what_is_no_feed_is_a_reject(tmp_path, content):
    pytest.importorskip("feedparser")
    (reject,) = read(tmp_path, "a.xml", content)
    assert isinstance(reject, Reject)


def test_a_feed_that_breaks_off_says_so(tmp_path):
    pytest.importorskip("feedparser")
    article, reject = read(tmp_path, "a.rss", "<rss><channel><item><title>Le pont rouvre</title>")
    assert article.text == "Le pont rouvre"
    assert "malformed" in reject.reason


def test_a_page_with_nothing_but_a_menu_is_a_reject(tmp_path):
    pytest.importorskip("trafilatura")
    (reject,) = read(tmp_path, "a.html", "<html><body><nav>menu</nav></body></html>")
    assert reject.reason == "no article in the page"


def test_odd_names(tmp_path):
    for name in ("été – «ça».txt".encode(), b"a[1].txt", b"\xe9t\xe9.txt"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as stream:
            stream.write(TEXT.encode())
    ids = [article.id.removeprefix(f"{tmp_path}/") for article in read_articles([str(tmp_path)])]
    assert ids == ["a[1].txt", "été – «ça».txt", r"\udce9t\udce9.txt"]
    assert len(list(read_articles([f"{tmp_path}/a[1].txt"]))) == 1


def test_links_pipes_and_folders_with_a_files_name(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/back").symlink_to(tmp_path)
    (tmp_path / "sub/d.txt").write_text(TEXT, "utf-8")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dir.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    reject, article = read_articles([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert article.text == TEXT
    (tmp_path / "link").symlink_to(tmp_path / "sub")
    assert list(find_inputs([f"{tmp_path}/link"])) == [f"{tmp_path}/link/d.txt"]


def test_a_folder_that_may_not_be_opened_is_a_reject(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    scan = os.scandir

    def refuse(path):  # root, who runs tests in a container, may open everything
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reject, article = read_articles([str(tmp_path)])
    assert (reject.file, article.text) == (f"{tmp_path}/a", TEXT)


def test_a_folder_with_nothing_to_read_is_a_coded_error(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(ReaderError, match=r"CX506.*\.jsonl"):
        list(read_articles([str(tmp_path)]))
