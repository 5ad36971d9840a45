"""Articles in documents: text, Markdown, HTML, WARC, RSS and Atom."""

import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, BinaryIO
from xml.etree import ElementTree
from xml.sax import SAXException

from claimex.extract import Article
from claimex.readers.decoding import STDIN, decode, need, open_bytes, read_blocks
from claimex.readers.records import Reject, read_day

_BREAKING = frozenset({"p", "br", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"})
_SPACES = re.compile(r"[ \t\r\f\v]*\n\s*")


def read_text(path: str) -> Iterator[Article | Reject]:
    """Yield a file of text or Markdown as one article; its path is its id."""
    with open_bytes(path) as stream:
        yield Article(decode(stream.read()), id=None if path == STDIN else path)


def read_html(path: str) -> Iterator[Article | Reject]:
    """Yield the article of a web page: headings, lists, tables and quotations as lines, as the layout reads them."""
    with open_bytes(path) as stream:
        data = stream.read()
    article = read_page(decode(data), id=path)
    yield article or Reject(path, 0, "no article in the page", path)


def read_page(html: str, *, id: str, url: str | None = None) -> Article | None:
    """Return the article of an HTML page with what its metadata tell, None when there is none."""
    trafilatura = need("trafilatura", extra="html")
    xml = trafilatura.extract(
        html, url=url, output_format="xml", with_metadata=True, include_comments=False, include_tables=True
    )
    if xml is None:
        return None
    root = ElementTree.fromstring(xml)
    title = root.get("title") or None
    lines = [line for element in root.iterfind("main/*") for line in _lines_of(element)]
    if not lines:
        return None
    if title is not None and lines[0].lstrip("# ") != title:
        lines.insert(0, title)
    return Article(
        "\n\n".join(lines),
        id=id,
        title=title,
        url=url or root.get("source") or root.get("url") or None,
        outlet=root.get("sitename") or root.get("hostname") or None,
        published=_day_or_none(root.get("date")),
    )


def _lines_of(element: ElementTree.Element) -> Iterator[str]:
    if element.tag == "head":
        yield f"{'#' * _rank(element)} {_words(element)}"
    elif element.tag == "list":
        yield "\n".join(f"- {_words(item)}" for item in element.iter("item"))
    elif element.tag == "table":
        yield "\n".join(f"| {' | '.join(_words(cell) for cell in row.iter('cell'))} |" for row in element.iter("row"))
    elif element.tag in {"quote", "div"} and len(element):
        for child in element:
            yield from _lines_of(child)
    elif words := _words(element):
        yield words


def _rank(head: ElementTree.Element) -> int:
    digits = (head.get("rend") or "h2")[-1]
    return int(digits) if digits.isdigit() else 2


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _day_or_none(value: str | None) -> str | None:
    try:
        return read_day(value)
    except ValueError:
        return None


def read_warc(path: str) -> Iterator[Article | Reject]:
    """Yield the articles among the pages of a web archive; other answers (images, redirects) are passed over."""
    archive = need("warcio.archiveiterator", extra="warc")
    failures = need("warcio.exceptions", extra="warc")
    with open_bytes(path) as plain:
        stream = _Archive(plain)
        records = archive.ArchiveIterator(stream)
        records.INC_RECORD = ""  # else it writes to stderr
        number = 0
        try:
            for record in records:
                number += 1
                if record.rec_type == "response" and "html" in (record.http_headers or {}).get("Content-Type", ""):
                    yield _archived(path, number, record.rec_headers.get_header("WARC-Target-URI"), record)
        except failures.ArchiveLoadFailed as error:
            yield Reject(path, number + 1, f"no WARC record: {error}")
        if records.err_count:
            yield Reject(path, 0, f"{records.err_count} records are longer than they say; what follows them is lost")
        if stream.broken is not None:
            yield Reject(path, number + 1, f"the archive breaks off: {stream.broken}")


class _Archive:
    """Reads for warcio, which takes any end for a good one, and remembers how a file ended."""

    def __init__(self, stream: BinaryIO) -> None:
        self._blocks = read_blocks(stream)
        self._last = b"\n"
        self._rest = b""
        self.broken: str | None = None

    def tell(self) -> int:
        raise OSError("a stream")  # warcio then counts for itself

    def read(self, size: int) -> bytes:
        try:
            block = self._rest or next(self._blocks, b"")
        except (OSError, EOFError, zlib.error) as error:
            self.broken, block = str(error), b""
        else:
            if not block and not self.broken and self._last != b"\n":  # every record ends in two line ends
                self.broken = "its last record is not whole"
        self._last = block[-1:] or self._last
        self._rest = block[size:]
        return block[:size]


def _archived(path: str, number: int, url: str, record: Any) -> Article | Reject:
    try:
        html = decode(record.content_stream().read())
    except (ValueError, OSError) as error:
        return Reject(path, number, str(error), url)
    record.raw_stream.read()
    if record.raw_stream.limit:  # bytes that it promised and that never came
        return Reject(path, number, "the page breaks off", url)
    return read_page(html, id=url, url=url) or Reject(path, number, "no article in the page", url)


def read_feed(path: str) -> Iterator[Article | Reject]:
    """Yield the entries of an RSS or Atom file: title, then summary or content."""
    feedparser = need("feedparser", extra="feeds")
    with open_bytes(path) as stream:
        feed = feedparser.parse(stream.read())
    if not feed.entries and (feed.bozo or not feed.get("version")):
        yield Reject(path, 0, f"no feed: {feed.get('bozo_exception', 'no RSS and no Atom in it')}", path)
    for number, entry in enumerate(feed.entries, start=1):
        bodies = [part.value for part in entry.get("content", ())] or [entry.get("summary", "")]
        title = entry.get("title") or None
        moment = entry.get("published_parsed") or entry.get("updated_parsed")
        yield Article(
            "\n\n".join(part for part in (title, *map(_strip_tags, bodies)) if part),
            id=entry.get("id") or entry.get("link") or f"{path}#{number}",
            title=title,
            url=entry.get("link") or None,
            outlet=feed.feed.get("title") or None,
            published=None if moment is None else f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}",
        )
    if feed.entries and isinstance(feed.get("bozo_exception"), SAXException):
        yield Reject(path, len(feed.entries), f"the feed is malformed, entries may be missing: {feed.bozo_exception}")


def _strip_tags(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return _SPACES.sub("\n\n", "".join(parser.parts)).strip()


class _Words(HTMLParser):
    """Keeps the words of a fragment, and a line end where a block ends."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.parts.append("\n")
