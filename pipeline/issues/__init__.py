"""Findings: every kind of issue declared once, and the place it was found at.

A kind is a declaration (code, grade, texts); an `Issue` is that kind at one place. The texts are messages of the
catalogue, with {found}, {expected} and the issue's own values as placeholders. `docs/issues.md` is rendered from here.
To add a kind, declare it in the module of what it is about.
"""

# ruff: noqa: F403 - a kind is named once, where it is declared.
from pipeline.issues.kind import KINDS, Issue, IssueKind, Place
from pipeline.issues.of_cells import *
from pipeline.issues.of_files import *
from pipeline.issues.of_lists import *
from pipeline.issues.of_people import *
from pipeline.issues.of_rows import *

__all__ = ["KINDS", "Issue", "IssueKind", "Place"]
