"""How long does a check of one workbook take, the whole process? Beside it an empty Python and `import pandas`.

    python benchmarks/check_one.py [--times 7] [--peers build/peers/bin/python]

A list of 20 people and 9 sessions is drawn; the commands take turns, so that a busy machine is busy for all. The
median is what counts: on an idle machine of two cores a check stays below 0.8 s.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from drawn_workbooks import draw_list

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=7, help="how often each command is run")
    parser.add_argument("--peers", type=Path, help="a Python in whose environment the peers are installed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sheet = draw_list(Path(folder), "IB-2017-1", seed=1)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import pandas": [sys.executable, "-c", "import pandas"],
            "pipeline check": [sys.executable, "-m", "pipeline", "check", str(sheet), "--project", folder],
        }
        if options.peers:
            peers = str(options.peers)
            commands["frictionless validate"] = [peers, "-m", "frictionless", "validate", str(sheet)]
            commands["Great Expectations"] = [peers, str(HERE / "peer_great_expectations.py"), str(sheet)]
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.times):
            for name, command in commands.items():
                seconds[name].append(_seconds(command))
    for name, taken in seconds.items():
        print(f"{name:<21} {median(taken):6.2f} s   (from {min(taken):.2f} to {max(taken):.2f})")
    ratio = median(seconds["pipeline check"]) / median(seconds["import pandas"])
    print(f"a check takes {ratio:.2f} times as long as importing pandas")
    for peer in ("frictionless validate", "Great Expectations"):
        if peer in seconds:
            ratio = median(seconds[peer]) / median(seconds["pipeline check"])
            print(f"{peer} takes {ratio:.2f} times as long as a check")


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    # frictionless finds faults in a list whose header stands below a title: its status says nothing of the time.
    subprocess.run(command, check="frictionless" not in command, stdout=subprocess.DEVNULL, cwd=HERE.parent)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
