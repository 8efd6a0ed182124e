"""The sheets of a project, or any selection of files -> what can be known from them; storing it is left to `build`."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.collector import collector_at_rest
from pipeline.config import Config
from pipeline.errors import CallError
from pipeline.issues import Issue
from pipeline.long import LongLists, is_long
from pipeline.long.retold import told_shortly
from pipeline.read.find import find
from pipeline.said import say, say_many
from pipeline.understand import Understood, understand


@dataclass(frozen=True)
class Sheets:
    """The files to read (location, path as shown): the project's own, the invented sample's, or a selection of any."""

    files: tuple[tuple[Path, str], ...]
    issues: tuple[Issue, ...]
    is_sample: bool = False
    sample_left_out: bool = False
    is_selection: bool = False
    beside: int = 0
    """How many sheets below data/raw/ a selection leaves out."""


def sheets_of(config: Config) -> Sheets:
    """Return every sheet below data/raw/; the sample only while no other sheet lies there.

    Raises CallError where there is no data/raw/.
    """
    if not config.raw_folder.is_dir():
        raise CallError(
            say(
                "There is no folder {folder}. Please create it and put the sheets there, or name the project's folder "
                "with --project.",
                folder=config.raw_folder,
            )
        )
    own = find(config.raw_folder, skip=_skipped(config), own=config.own_folders)
    has_sample = bool(config.sample_folder) and (config.raw_folder / config.sample_folder).is_dir()
    if own.files or own.issues or not has_sample:
        return Sheets(_shown(own.files, config), own.issues, sample_left_out=has_sample)
    sample = find(config.raw_folder, own=config.own_folders)
    return Sheets(_shown(sample.files, config), sample.issues, is_sample=True)


def _skipped(config: Config) -> Collection[str]:
    return [config.sample_folder] if config.sample_folder else []


def _shown(files: Iterable[Path], config: Config) -> tuple[tuple[Path, str], ...]:
    return tuple((file, file.relative_to(config.raw_folder).as_posix()) for file in files)


def sheets_at(paths: Iterable[Path], config: Config) -> Sheets:
    """Return the sheets at the given paths, folders with all that lies below; paths below data/raw/ relative to it.

    A path may also be given as findings name it, below data/raw/. Raises CallError for one that does not exist.
    """
    files: list[tuple[Path, str]] = []
    found: list[Issue] = []
    for given in paths:
        path = given if given.exists() else config.raw_folder / given
        if not path.exists():
            raise CallError(say("There is no {path}. Please check the spelling.", path=given))
        below = find(path, own=config.own_folders) if path.is_dir() else None
        found += below.issues if below else []
        files += [(file, _as_given(file, config)) for file in (below.files if below else [path])]
    return Sheets(tuple(dict.fromkeys(files)), tuple(found), is_selection=True, beside=_beside(files, config))


def _beside(files: Iterable[tuple[Path, str]], config: Config) -> int:
    all_files = sheets_of(config).files if config.raw_folder.is_dir() else ()
    return len({shown for _, shown in all_files} - {shown for _, shown in files})


def told_of_selection(sheets: Sheets, config: Config) -> list[str]:
    """Return a sentence on what was not compared, where a selection leaves out sheets of data/raw/."""
    if not sheets.beside:
        return []
    return [
        say_many(
            "Only these sheets were looked at. {n} other in {folder} was left out; whether people signed up and what "
            "the plan says may stand there. To check all of them together: pipeline check",
            "Only these sheets were looked at. {n} others in {folder} were left out; whether people signed up and what "
            "the plan says may stand there. To check all of them together: pipeline check",
            sheets.beside,
            folder=config.raw_folder,
        )
    ]


def outside_raw(folder: Path, config: Config) -> Path:
    """Return a folder to write to; CallError where it lies in data/raw/, in which marked copies would be read."""
    if folder.is_file():
        raise CallError(say("{path} is a file. Please name a folder for the marked copies.", path=folder))
    if folder.resolve().is_relative_to(config.raw_folder.resolve()):
        raise CallError(
            say(
                "Marked copies do not belong into {folder}: what lies there is read as a sheet. Please name another "
                "folder.",
                folder=config.raw_folder,
            )
        )
    return folder


def _as_given(path: Path, config: Config) -> str:
    raw = config.raw_folder.resolve()
    resolved = path.resolve()
    return resolved.relative_to(raw).as_posix() if resolved.is_relative_to(raw) else path.as_posix()


def check(
    sheets: Sheets,
    config: Config,
    *,
    as_of: date | None = None,
    on_file: Callable[[str], None] = lambda _: None,
    is_kept: bool = False,
    long: LongLists | None = None,
) -> Understood:
    """Check sheets without touching the store; `is_kept` keeps what each file says for the next run.

    With `long`, lists that are very long are told by some of their rows: what is found is complete, but only these rows
    and their marks are at hand; as long as `long` is open, `long.in_full` adds what a store needs of the others.
    """

    def understood(long: LongLists | None, on_file: Callable[[str], None]) -> Understood:
        return understand(
            sheets.files,
            config=config,
            earlier=sheets.issues,
            as_of=as_of,
            on_file=on_file,
            is_selection=sheets.is_selection,
            is_kept=is_kept,
            long=long,
        )

    with collector_at_rest():
        if long is not None and any(is_long(location) for location, _ in sheets.files):
            return told_shortly(understood, long, on_file)
        return understood(None, on_file)
