"""Our scorer and the one that the gold came with agree to the last digit, where the latter is at hand."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from claimex.evaluate import PARTS, evaluate
from claimex.extract import Article, extract_many

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CLAIMEX_SHARED", HERE.parents[2] / "shared"))
NAMES = dict(zip(
    ("actors", "places", "quantities", "quantities strict (value, unit)", "commitments",
     "commitments strict (actor)", "statements", "statements strict (speaker)", "figures"), PARTS, strict=True,
))  # fmt: skip

OURS_ALONE = {("statements", "factuality")}  # the shared gold does not annotate it, ours does


@pytest.mark.skipif(not (SHARED / "gold/score.py").exists(), reason="the gold's own score.py is not beside the project")
def test_both_scorers_agree_on_our_gold(nlp, capsys, monkeypatch, tmp_path):
    gold = HERE / "gold"
    files = sorted(gold.glob("*.json"))
    articles = [json.loads(file.read_text("utf-8")) for file in files]
    texts = [
        Article(file.with_suffix(".txt").read_bytes().decode(), id=a["id"], published=a["published"])
        for file, a in zip(files, articles, strict=True)
    ]
    for result in extract_many(texts, nlp=nlp):
        (tmp_path / f"{result.document.id}.json").write_text(result.model_dump_json(), "utf-8")
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold/score.py")
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    monkeypatch.setattr("sys.argv", ["score.py", str(gold), str(tmp_path), "--json"])
    theirs.main()
    expected = json.loads(capsys.readouterr().out)
    ours = evaluate(gold, nlp=nlp).parts
    for name, row in expected.items():
        tally = ours[NAMES[name]]
        assert (tally.gold, tally.found) == (row.pop("gold"), row.pop("found")), name
        scores = {"p": tally.precision, "r": tally.recall, "f": tally.f1}
        scores |= {
            attribute: tally.share(attribute) for attribute in tally.right if (name, attribute) not in OURS_ALONE
        }
        assert scores == pytest.approx(row), name
