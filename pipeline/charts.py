"""Charts for reports and notebooks: numbers in, a drawing and its description in words out.

One style for all: no colour carries a meaning alone, every bar says its number, and the description (`alt_text`) says
all of them. Drawing the same numbers twice gives the same bytes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from io import BytesIO, StringIO
from typing import Any, NamedTuple, ParamSpec

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.codes import AttendanceStatus
from pipeline.said import N_, say, say_number, say_share

# Blue, light blue and orange of Okabe and Ito's palette: told apart with any colour vision, and by their lightness.
FILLED, LIGHT, WARM, TRACK, INK = "#0072B2", "#8CC7EA", "#E69F00", "#E4E7EB", "#1A1A1A"
_STATUS_STYLES: dict[AttendanceStatus, dict[str, Any]] = {
    AttendanceStatus.PRESENT: {"color": FILLED},
    AttendanceStatus.EXCUSED: {"color": LIGHT},
    AttendanceStatus.ABSENT: {"color": WARM},
    AttendanceStatus.NOT_RECORDED: {"facecolor": "white", "edgecolor": "#5F6B76", "hatch": "////", "linewidth": 0.8},
}
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
    "svg.hashsalt": "chart",
}
_WIDTH_INCHES = 6.6
_BAR_INCHES = 0.28
_HEAD_INCHES = 0.55
_MOST_LETTERS = 40

_PART_OF_WHOLE = N_("{part} of {whole} ({share})")
_NO_DATA = N_("no data")

Arguments = ParamSpec("Arguments")


class Bar(NamedTuple):
    """One bar: of `whole` things, `part`; a count has no whole."""

    label: str
    part: int
    whole: int | None = None


class SessionMarks(NamedTuple):
    """The marks of one session by status; the label, such as its day, stands above the course."""

    label: str
    course: str
    present: int
    excused: int
    absent: int
    not_recorded: int


@dataclass(frozen=True)
class Chart:
    """A drawing and what it says in words."""

    figure: Figure
    alt_text: str

    def svg(self, *, font: str = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif") -> str:
        """Return the drawing as an SVG element whose texts are text, in the given font."""
        return self._element.replace("'DejaVu Sans'", font.replace('"', "'"))

    @cached_property
    def _element(self) -> str:
        drawn = StringIO()
        self._save(drawn, "svg")
        return drawn.getvalue()[drawn.getvalue().index("<svg") :]

    def png(self, *, dots_per_inch: int = 160) -> bytes:
        """Return the drawing as a PNG picture."""
        drawn = BytesIO()
        self._save(drawn, "png", dpi=dots_per_inch)
        return drawn.getvalue()

    def _repr_html_(self) -> str:
        """Show the drawing in a notebook, its description with it."""
        element = re.sub(r"<svg ", f'<svg role="img" aria-label="{escape(self.alt_text)}" ', self.svg(), count=1)
        return f"<figure>{element}</figure>"

    def _save(self, target: StringIO | BytesIO, kind: str, **options: Any) -> None:
        # Neither the day nor the version of the drawing program: the same numbers give the same bytes.
        unsigned = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        with rc_context(_STYLE):
            self.figure.savefig(target, format=kind, metadata=unsigned, **options)


def _styled(draw: Callable[Arguments, Chart]) -> Callable[Arguments, Chart]:
    def drawn(*values: Arguments.args, **options: Arguments.kwargs) -> Chart:
        with rc_context(_STYLE):
            return draw(*values, **options)

    drawn.__doc__ = draw.__doc__
    drawn.__name__ = draw.__name__
    return drawn


@_styled
def shares(rows: Iterable[Bar], *, title: str, lang: str | None = None) -> Chart:
    """Draw each part as a share of its whole: a filled bar on a track, with “20 of 22 (90.9%)” beside it."""
    bars = list(rows)
    texts = [_part_of_whole(bar, lang) for bar in bars]
    figure, axes = _page(bars, title)
    filled = [bar.part / bar.whole if bar.whole else 0 for bar in bars]
    axes.barh(range(len(bars)), [1] * len(bars), color=TRACK, height=0.62)
    axes.barh(range(len(bars)), filled, color=FILLED, height=0.62)
    _texts_beside(axes, texts, at=[1.0] * len(bars), longest=1.0)
    return Chart(figure, _in_words(title, bars, texts, lang))


@_styled
def counts(rows: Iterable[Bar], *, title: str, lang: str | None = None) -> Chart:
    """Draw each part as a bar from zero with its number beside it; wholes are left out."""
    bars = list(rows)
    texts = [say_number(bar.part, lang=lang) for bar in bars]
    figure, axes = _page(bars, title)
    axes.barh(range(len(bars)), [bar.part for bar in bars], color=FILLED, height=0.62)
    _texts_beside(axes, texts, at=[bar.part for bar in bars], longest=max([1, *(bar.part for bar in bars)]))
    return Chart(figure, _in_words(title, bars, texts, lang))


@_styled
def attendance_by_session(rows: Iterable[SessionMarks], *, title: str, lang: str | None = None) -> Chart:
    """Draw a column for each session: who was present, excused, absent, and whose mark is missing, one on the other."""
    sessions = list(rows)
    is_narrow = len(sessions) > 6
    height = 3.1 if is_narrow else 2.5 if sessions else 0.9
    figure = Figure(figsize=(_WIDTH_INCHES, height), layout="constrained")
    axes = figure.add_subplot()
    _plain(axes, title)
    floor = [0] * len(sessions)
    for status, style in _STATUS_STYLES.items():
        # A column without height would still draw its edge.
        drawn = [place for place, marks in enumerate(sessions) if getattr(marks, status)]
        heights = [getattr(sessions[place], status) for place in drawn]
        if drawn:
            bottoms = [floor[place] for place in drawn]
            axes.bar(drawn, heights, bottom=bottoms, width=0.68, label=status.label(lang), **style)
        for place, height in zip(drawn, heights, strict=True):
            floor[place] += height
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-0.6, max(len(sessions), 4) - 0.4)
    for place, marks in enumerate(sessions):
        _name_column(axes, place, marks, is_narrow=is_narrow)
        if marks.present and len(sessions) <= 24:
            number = say_number(marks.present, lang=lang)
            axes.text(place, marks.present / 2, number, ha="center", va="center_baseline", color="white")
    if any(floor):
        figure.legend(loc="outside lower left", ncols=4, frameon=False, handlelength=1.2, columnspacing=1.6)
    return Chart(figure, _in_words(title, sessions, [_marks_in_words(marks, lang) for marks in sessions], lang))


def _name_column(axes: Axes, place: int, marks: SessionMarks, *, is_narrow: bool) -> None:
    """Write day and course below a column, each line a text of its own: an SVG in another font stays in line."""
    below: dict[str, Any] = {"xy": (place, 0), "xycoords": axes.get_xaxis_transform(), "textcoords": "offset points"}
    if is_narrow:
        turned: dict[str, Any] = {"rotation": 90, "rotation_mode": "anchor", "ha": "right", "va": "center"}
        axes.annotate(f"{marks.label} {marks.course}", xytext=(0, -4), fontsize=8, **turned, **below)
        return
    for line, text in enumerate((marks.label, marks.course)):
        axes.annotate(text, xytext=(0, -4 - 11 * line), ha="center", va="top", **below)


def _part_of_whole(bar: Bar, lang: str | None) -> str:
    whole = bar.whole or 0
    numbers = {"part": say_number(bar.part, lang=lang), "whole": say_number(whole, lang=lang)}
    return say(_PART_OF_WHOLE, lang=lang, **numbers, share=say_share(bar.part, whole, lang=lang))


def _marks_in_words(marks: SessionMarks, lang: str | None) -> str:
    parts = [(status.label(lang), getattr(marks, status)) for status in _STATUS_STYLES]
    return ", ".join(f"{say_number(count, lang=lang)} {label}" for label, count in parts if count)


def _in_words(title: str, rows: Sequence[Bar | SessionMarks], texts: Sequence[str], lang: str | None) -> str:
    names = [f"{row.label} {row.course}" if isinstance(row, SessionMarks) else row.label for row in rows]
    parts = [f"{name}: {text}" for name, text in zip(names, texts, strict=True)]
    return f"{title}. {'; '.join(parts) or say(_NO_DATA, lang=lang)}."


def _page(bars: Sequence[Bar], title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH_INCHES, _HEAD_INCHES + _BAR_INCHES * max(1, len(bars))), layout="constrained")
    axes = figure.add_subplot()
    _plain(axes, title)
    axes.set_yticks(range(len(bars)), [_shortened(bar.label) for bar in bars])
    axes.set_xticks([])
    axes.set_ylim(max(1, len(bars)) - 0.5, -0.5)
    return figure, axes


def _plain(axes: Axes, title: str) -> None:
    axes.set_frame_on(False)
    axes.tick_params(length=0)
    # A title beside the axes begins where the labels begin.
    figure = axes.get_figure()
    if title and isinstance(figure, Figure):
        figure.suptitle(title, x=0.006, ha="left", fontsize=10, fontweight="bold")


def _texts_beside(axes: Axes, texts: Sequence[str], *, at: Sequence[float], longest: float) -> None:
    letters = max((len(text) for text in texts), default=1)
    axes.set_xlim(0, longest * (1.06 + 0.022 * letters))
    for place, (text, end) in enumerate(zip(texts, at, strict=True)):
        axes.text(end + 0.015 * longest, place, text, va="center_baseline")


def _shortened(label: str) -> str:
    """Keep a long title from pushing the bars off the page; the description has it in full."""
    return label if len(label) <= _MOST_LETTERS else label[: _MOST_LETTERS - 1].rstrip() + "…"
