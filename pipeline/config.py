"""`pipeline.toml` -> one frozen `Config`: every setting with its default, its explanation and what is allowed.

`load` reads a project folder's file, or takes the defaults where there is none. How settings are read and explained
is in `settings.py` and its neighbours; what they do is no matter of this module.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.codes import CourseKind
from pipeline.errors import ConfigError
from pipeline.said import DEFAULT_LANGUAGE, LANGUAGES, N_, say
from pipeline.settings import OneOf, Text, Whole, Wholes, Words, own_definitions, setting, settings_by_key, several
from pipeline.settings_file import Problem, read, read_text
from pipeline.settings_template import render

FILE = "pipeline.toml"
AGE_BANDS = {"vhs": (18, 35, 50, 65), "esf": (18, 30, 55)}
"""First age of each band above the youngest, as the statistics of the adult-education centres and of ESF+ cut them."""

_MONTH = Whole(1, 12)
_MINUTES = Whole(1, 24 * 60)


@dataclass(frozen=True)
class AgeBands:
    """A rule: a named set of age bands, or own cuts."""

    def read(self, value: object) -> tuple[int, ...]:
        """Return the first age of each band above the youngest."""
        if isinstance(value, str):
            return AGE_BANDS[OneOf(tuple(AGE_BANDS)).read(value)]
        cuts = Wholes(1, 120).read(value)
        if not cuts:
            raise ValueError(value)
        return cuts

    def allowed(self, lang: str | None = None) -> str:
        """Say what is allowed."""
        return say('"vhs", "esf" or a list of rising ages such as [18, 35, 50, 65]', lang=lang)

    def nearest(self, value: object) -> str | None:
        """Return the named set that was probably meant."""
        return OneOf(tuple(AGE_BANDS)).nearest(value)


@dataclass(frozen=True)
class Programme:
    """One kind of course: the basic training, or a workshop."""

    code: str = setting(
        "code",
        "IB",
        N_("Short code with which the codes of its courses begin: IB for IB-2017-1."),
        Text(is_needed=True),
        is_required=True,
    )
    name: str = setting("name", "", N_("Name as reports and certificates print it; empty: the code."), Text())
    kind: CourseKind = setting(  # noqa: RUF009 - a dataclass field, whose default is a constant
        "kind", CourseKind.BASIC, N_("Basic training or follow-up workshop."), OneOf(tuple(CourseKind))
    )
    mandatory_sessions: tuple[int, ...] = setting(
        "mandatory_sessions",
        [],
        N_("Numbers of the sessions that nobody may miss without making them up; usually none."),
        Wholes(1, 100),
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.code)


@dataclass(frozen=True)
class Funder:
    """Somebody to whom reports go."""

    name: str = setting(
        "name",
        "Land",
        N_("Short name, as in: pipeline report 2017-Q2 --funder NAME."),
        Text(is_needed=True),
        is_required=True,
    )
    long_name: str = setting("long_name", "", N_("Full name as reports print it; empty: the short name."), Text())
    year_starts_in_month: int = setting(
        "year_starts_in_month", 1, N_("Month in which the funder's year starts; its quarters count from there."), _MONTH
    )
    language: str = setting("language", DEFAULT_LANGUAGE, N_("Language of its reports."), OneOf(LANGUAGES))

    def __post_init__(self) -> None:
        object.__setattr__(self, "long_name", self.long_name or self.name)


@dataclass(frozen=True)
class Config:
    """The settings of one project and the places of its files."""

    folder: Path = Path()
    language: str = setting(
        "language", DEFAULT_LANGUAGE, N_("Language of messages, reports and notebooks."), OneOf(LANGUAGES)
    )
    project_name: str = setting(
        "project.name",
        "Koordinierungsstelle Migration und Teilhabe",
        N_("Name of the office, as reports print it."),
        Text(is_needed=True),
    )
    programme_name: str = setting(
        "project.programme",
        "Integrationsbegleitung",
        N_("Name of the programme, as reports print it."),
        Text(is_needed=True),
    )
    sample_folder: str = setting(
        "raw.sample_folder",
        "beispiel-2017",
        N_("Folder below data/raw/ that holds the invented sample sheets."),
        Text(),
    )
    largest_file_mb: int = setting(
        "raw.largest_file_mb", 50, N_("Files above this size, in megabytes, are not read."), Whole(1, 2000)
    )
    largest_sheet_million_cells: int = setting(
        "raw.largest_sheet_million_cells",
        20,
        N_("Sheets with more cells than this, in millions, are not read; 20 million take about 1 GB of memory."),
        Whole(1, 2000),
    )
    old_format_memory_mb: int = setting(
        "raw.old_format_memory_mb",
        2048,
        N_("Memory, in megabytes, that the reading of one xls, xlsb or ods file may take."),
        Whole(256, 65536),
    )
    old_format_seconds: int = setting(
        "raw.old_format_seconds",
        60,
        N_("Seconds that the reading of one xls, xlsb or ods file may take."),
        Whole(1, 3600),
    )
    unit_minutes: int = setting(
        "time.unit_minutes", 90, N_("Length of a session where no sheet names one, in minutes."), _MINUTES
    )
    teaching_hour_minutes: int = setting(
        "time.teaching_hour_minutes", 45, N_("Length of a teaching hour, in minutes."), _MINUTES
    )
    year_starts_in_month: int = setting(
        "time.year_starts_in_month",
        1,
        N_("Month in which the project's year starts; quarters count from there."),
        _MONTH,
    )
    required_percent: int = setting(
        "completion.required_percent",
        80,
        N_("Share of the required minutes that a person must have attended to complete, in per cent."),
        Whole(1, 100),
    )
    required_of: str = setting(
        "completion.required_of",
        "whole_course",
        N_("Minutes that are required: all held sessions of the course, or those from the person's entry on."),
        OneOf(("whole_course", "from_entry")),
    )
    excused: str = setting(
        "completion.excused",
        "missed",
        N_("How an excused absence counts: as missed, not at all (neutral), or as attended."),
        OneOf(("missed", "neutral", "attended")),
    )
    age_cuts: tuple[int, ...] = setting(
        "people.age_bands",
        "vhs",
        N_(
            "Age bands: those of the adult-education centres, those of ESF+, or the first age of each band of your own."
        ),
        AgeBands(),
    )
    marks: Mapping[str, tuple[str, ...]] = settings_by_key(
        "marks",
        {
            "present": N_("Further marks on your lists that mean: was present."),
            "excused": N_("Further marks that mean: missed with an excuse."),
            "absent": N_("Further marks that mean: missed."),
            "not_recorded": N_("Further marks that mean: not known."),
            "not_applicable": N_("Further marks that mean: not expected at this session."),
        },
        Words(),
        written=[],
    )
    areas_file: str = setting(
        "areas.file", "", N_("File with your own list of engagement areas; empty: the list that comes along."), Text()
    )
    municipalities_file: str = setting(
        "municipalities.file",
        "",
        N_("File with the administrative units of your district; empty: Landkreis Wolfenbüttel, which comes along."),
        Text(),
    )
    programmes: tuple[Programme, ...] = several(
        "programme",
        Programme,
        N_("What is taught. Each programme has a section of its own."),
        key="code",
        default=(
            Programme("IB", "Qualifizierung zur Integrationsbegleitung"),
            Programme("WS", "Folgeworkshop", CourseKind.WORKSHOP),
        ),
    )
    funders: tuple[Funder, ...] = several(
        "funder", Funder, N_("To whom reports go. Each funder has a section of its own."), key="name"
    )

    @property
    def raw_folder(self) -> Path:
        """Sheets as received."""
        return self.folder / "data" / "raw"

    @property
    def decisions_folder(self) -> Path:
        """Answers to open questions and pinned ids: the only thing below data/raw/ that is written."""
        return self.raw_folder / "decisions"

    @property
    def processed_folder(self) -> Path:
        """What can be rebuilt at any time."""
        return self.folder / "data" / "processed"

    @property
    def store_path(self) -> Path:
        """The store."""
        return self.processed_folder / "pipeline.duckdb"

    @property
    def reports_folder(self) -> Path:
        """Reports."""
        return self.folder / "reports"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """The folders that only the program writes to: no sheet is looked for in them."""
        return self.decisions_folder, self.processed_folder, self.reports_folder

    def definitions(self) -> dict[str, str]:
        """Return every setting in force, named as in pipeline.toml, as text; programmes by code, funders by name."""
        return own_definitions(self)


def load(folder: Path) -> Config:
    """Return the settings of the project in `folder`; ConfigError lists every mistake in its pipeline.toml."""
    path = folder / FILE
    if folder.is_file():
        text = N_("{path} is a file. Please name the folder of the project after --project, here {folder}.")
        raise ConfigError(say(text, path=folder, folder=folder.parent))
    if not folder.is_dir():
        raise ConfigError(say("There is no folder {folder}; check the path after --project.", folder=folder))
    if not path.exists():
        return Config(folder)
    return read(read_text(path), Config, file=FILE, also=_problems, folder=folder)


def template(lang: str) -> str:
    """Return a commented pipeline.toml with every setting at its default, explained in the language `lang`."""
    return render(Config, lang=lang, written={"language": lang})


def _problems(config: Config) -> Iterator[Problem]:
    """Find what no single setting can know: files that are not there, a mark with two meanings."""
    for section, name in (("areas", config.areas_file), ("municipalities", config.municipalities_file)):
        if name and not (config.folder / name).is_file():
            text = N_(
                "{name} names {found}, but there is no such file; correct the name, or leave it empty for the list "
                "that comes along."
            )
            yield Problem((section, "file"), text, {"name": f"{section}.file", "found": name})
    places: dict[str, str] = {}
    for key, words in config.marks.items():
        for word in words:
            first = places.setdefault(word.casefold(), key)
            if first != key:
                text = N_("the mark {found} stands under {first} and under {second}; a mark has one meaning.")
                values = {"found": word, "first": f"marks.{first}", "second": f"marks.{key}"}
                yield Problem(("marks", key), text, values)
