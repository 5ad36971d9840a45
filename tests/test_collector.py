import gc

import pytest

from claimex.collector import collector_paused


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
    with pytest.raises(ValueError, match="broken"), collector_paused():
        raise ValueError("broken")
    assert gc.isenabled() is was_on
