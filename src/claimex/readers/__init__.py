"""Files of articles to ``Article`` values; what cannot be read becomes a ``Reject`` with file, line and reason.

Text, Markdown, HTML, JSONL, CSV, TSV, Parquet, WARC, RSS and Atom, plain or as .gz or .zst, files, folders and globs.
"""

from claimex.readers.counting import count_documents
from claimex.readers.inputs import check_inputs, find_inputs, read_articles
from claimex.readers.records import Columns, Reject

__all__ = ["Columns", "Reject", "check_inputs", "count_documents", "find_inputs", "read_articles"]
