"""What the checks found, as `check --format json` prints it for other programs."""

from typing import Any

from pipeline.understand import Understood


def issues_as_json(understood: Understood) -> dict[str, list[dict[str, Any]]]:
    """Return files and findings as `check --format json` prints them."""
    files = [
        {
            "path": one.file.path,
            "kind": str(one.kind),
            "rows_read": one.rows_read,
            "rows_stored": one.rows_stored,
            "rows_set_aside": one.rows_set_aside,
            "rows_skipped": one.rows_skipped,
        }
        for one in understood.balances
    ]
    return {"files": files, "issues": [issue.as_row() for issue in understood.issues]}
