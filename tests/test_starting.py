import gc
import re

import pytest

from claimex.starting import classes_kept, collector_paused, quick_start

SOME_LETTERS = "[a-zà-öø-ÿα-ω]"
WORDS = re.compile("|".join(f"(?:{start}-{SOME_LETTERS}+)" for start in ("porte", "aéro", "tire")), re.IGNORECASE)


@pytest.fixture(params=[True, False], ids=["on", "off"])
def was_on(request: pytest.FixtureRequest):
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_the_collector_rests_and_is_then_as_it_was(was_on: bool):
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


def test_the_collector_is_as_it_was_after_an_error(was_on: bool):
    with pytest.raises(ValueError, match="broken"), quick_start():
        raise ValueError("broken")
    assert gc.isenabled() is was_on


def compiled_anew(pattern: str, flags: int = 0) -> re.Pattern[str]:
    re.purge()
    return re.compile(pattern, flags)


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (WORDS.pattern, re.IGNORECASE),
        (WORDS.pattern, 0),
        (f"[^a-k]{SOME_LETTERS}[^a-k]", re.IGNORECASE | re.ASCII),
        (f"{SOME_LETTERS}(?-i:{SOME_LETTERS}){SOME_LETTERS}", re.IGNORECASE),
    ],
)
def test_patterns_match_as_they_did(pattern: str, flags: int):
    texts = [f"porte-{chr(code)}" for code in range(0x41, 0x460)] + [chr(code) * 3 for code in range(0x20, 0x460)]
    stock = compiled_anew(pattern, flags)
    expected = [bool(stock.fullmatch(text)) for text in texts]
    with classes_kept():
        quick = compiled_anew(pattern, flags)
    assert [bool(quick.fullmatch(text)) for text in texts] == expected
    assert any(expected)
    assert not all(expected)


@pytest.fixture
def worked_out(monkeypatch):
    """The character classes that Python's compiler works out."""
    stock, seen = re._compiler._optimize_charset, []

    def optimise(charset, iscased=None, fixup=None, fixes=None):
        seen.append(tuple(charset))
        return stock(charset, iscased, fixup, fixes)

    monkeypatch.setattr(re._compiler, "_optimize_charset", optimise)
    return seen


def test_a_class_is_worked_out_once(worked_out):
    compiled_anew(WORDS.pattern, re.IGNORECASE)
    each_time = max(worked_out.count(charset) for charset in worked_out)
    worked_out.clear()
    with classes_kept(), classes_kept():
        compiled_anew(WORDS.pattern, re.IGNORECASE)
    assert each_time >= 3
    assert max(worked_out.count(charset) for charset in worked_out if len(charset) > 1) == 1


def test_the_compiler_is_then_as_it_was():
    before = re._compiler._optimize_charset
    with classes_kept():
        assert re._compiler._optimize_charset is not before
    assert re._compiler._optimize_charset is before
    with pytest.raises(ValueError, match="broken"), classes_kept():
        raise ValueError("broken")
    assert re._compiler._optimize_charset is before


@pytest.mark.parametrize("other", [None, lambda charset, flags: (charset, False)], ids=["absent", "another"])
def test_a_compiler_that_works_in_another_way_is_left_alone(monkeypatch, other):
    monkeypatch.setattr(re._compiler, "_optimize_charset", other)
    with classes_kept():
        assert re._compiler._optimize_charset is other
