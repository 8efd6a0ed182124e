"""A second process of this program, started as one of its own: that works the same on every system and in notebooks."""

import os
import subprocess
import sys
from pathlib import Path

import pipeline


def start(module: str, *, is_heard: bool) -> "subprocess.Popen[bytes]":
    """Start `python -m <module>` with the code that runs here; OSError or ValueError where that cannot be done.

    What it writes is thrown away unless it `is_heard`.
    """
    root = str(Path(pipeline.__file__).parents[1])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        # In the folder where somebody happens to be, another version may lie: -P leaves it out.
        [sys.executable, "-P", "-m", module],
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if is_heard else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
