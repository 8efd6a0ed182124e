import gc

import pytest

from pipeline.collector import collector_at_rest


def test_the_search_for_circles_goes_on_afterwards_and_passes_over_what_was_made() -> None:
    with collector_at_rest():
        rows = [[number] for number in range(10_000)]
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_count()[0] < len(rows)
    assert gc.get_freeze_count() == 0


def test_it_goes_on_after_a_failure_too() -> None:
    with pytest.raises(ValueError, match="broken"), collector_at_rest():
        raise ValueError("broken")

    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
