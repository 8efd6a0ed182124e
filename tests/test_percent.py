"""How much of each session somebody attended, in per cent."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, minutes, read_project, send

DAYS: Rows = [["Name", "Vorname", "14.02.2017", "21.02.2017"]]


@pytest.mark.parametrize("times", [1, 100])
def test_numbers_below_a_title_that_says_so_are_per_cent(tmp_path: Path, times: int) -> None:
    marks = [["Fricke", "Ute", 1 * times, 0.5 * times], ["Brandes", "Lars", 0, 1 * times], ["Uhl", "Eva", 1 * times, 0]]
    send(tmp_path, "IB-2017-1.xlsx", [["Teilnahme je Termin in Prozent"], *DAYS, *marks])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "ux", "Fricke, Ute": "xx", "Uhl, Eva": "xu"}
    assert (sorted(one or 0 for one in minutes(understood)), found(understood, "mark_unknown")) == (
        [0, 0, 45, 90, 90, 90],
        [],
    )


def test_more_than_the_whole_is_a_slip(tmp_path: Path) -> None:
    marks = [["Fricke", "Ute", 1, 0.5], ["Brandes", "Lars", 0, 1.2]]
    send(tmp_path, "IB-2017-1.xlsx", [["Teilnahme in %"], *DAYS, *marks])
    assert found(read_project(tmp_path), "mark_unknown") == ["mark_unknown D4"]


def test_ticks_below_a_title_that_asks_for_a_share_are_asked_for(tmp_path: Path) -> None:
    marks = [["Fricke", "Ute", 1, 0], ["Brandes", "Lars", 0, 1]]
    send(tmp_path, "IB-2017-1.xlsx", [["Zertifikat ab 80 % Anwesenheit"], *DAYS, *marks])
    assert {one.kind for one in read_project(tmp_path).questions} == {"mark_meaning"}
