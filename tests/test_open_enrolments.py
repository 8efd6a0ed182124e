"""What a run says of enrolments that stay open once their course has ended."""

from pathlib import Path

import pytest
from sent_sheets import send

from pipeline.cli import main


def test_what_is_open_is_said_with_how_to_close_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report of a meeting names nobody who was missing, so that nothing says whether a course was completed."""
    for day, came in (("05.03.2024", ["Ute Fricke", "Eva Uhl"]), ("12.03.2024", ["Ute Fricke"])):
        rows: list[list[object]] = [["Name", "Beitrittszeit", "Austrittszeit", "E-Mail"]]
        rows += [[who, f"{day} 18:00:00", f"{day} 19:30:00", f"{who[:3]}@web.example"] for who in came]
        send(tmp_path, f"IB-2024-1 {day}.xlsx", rows)
    later = [["Anwesenheit IB-2024-2"], ["Name", "02.04.2024"], ["Ida Lau", "x"], ["Kim Otte", "x"]]
    send(tmp_path, "Liste.xlsx", later)
    with pytest.raises(SystemExit) as leave:
        main(["build", "--project", str(tmp_path), "--lang", "en"])
    assert not leave.value.code
    said = " ".join(capsys.readouterr().out.split())
    assert "1 enrolment in IB-2024-1 is open: no list says of every session" in said
