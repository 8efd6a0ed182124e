"""The notebooks as a coordinator runs them: in a project's folder, each in a kernel of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from pipeline.build import build
from pipeline.config import load
from pipeline.dashboard.project import VARIABLE
from pipeline.run import sheets_of

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
SAMPLE = REPOSITORY / "data" / "raw" / "beispiel-2017"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"

EXPECTED = {
    "1_data_checks": ("L25", "B20", "Mueller, Günter", '<td class="number">196</td>'),
    "2_dashboard": ("IB-2017-1: 20", "(90,9", "(88,1", "Willkommenscafé: 14"),
    "3_quarterly_report": ("reports/2017-Q4/", "Integrationsbegleitung", "ENTWURF"),
}
"""Notebook -> what its widgets must show of the sample season, as counted in docs/sample-season.md."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the sample season and its store."""
    folder = tmp_path_factory.mktemp("projekt")
    shutil.copytree(SAMPLE, folder / "data" / "raw" / SAMPLE.name)
    config = load(folder)
    build(sheets_of(config), config)
    return folder


def test_every_notebook_is_expected_to_show_something() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(EXPECTED)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert all(cell.metadata == {} for cell in notebook.cells)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_first_how_it_is_used_and_only_calls_panels(path: Path) -> None:
    first, *others = nbformat.read(path, as_version=4).cells

    assert first.cell_type == "markdown"
    assert "pipeline run" in first.source
    assert all(len(cell.source.splitlines()) == 1 for cell in others if cell.cell_type == "code")


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest, project: Path) -> tuple[str, NotebookNode]:
    """Name of a notebook, and the notebook after a run in the project."""
    return request.param.stem, _executed(request.param, project)


@pytest.mark.slow
def test_a_notebook_shows_the_sample_season(executed: tuple[str, NotebookNode]) -> None:
    name, notebook = executed
    shown = "".join(_shown(notebook))

    assert _complaints(notebook) == []
    assert [text for text in EXPECTED[name] if text not in shown] == []


@pytest.mark.slow
def test_what_a_notebook_saves_with_its_outputs_names_nobody(executed: tuple[str, NotebookNode]) -> None:
    outputs = str([cell.outputs for cell in executed[1].cells if cell.cell_type == "code"])

    assert [name for name in ("Mueller", "Kessler", "Steinhoff") if name in outputs] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_without_a_store_says_what_to_run(path: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)

    executed = _executed(path, tmp_path)

    assert _complaints(executed) == []
    assert all("pipeline build" in text for text in _shown(executed))


def _executed(path: Path, project: Path) -> NotebookNode:
    """Run a notebook in the project's folder notebooks/ and return it with its outputs."""
    folder = project / "notebooks"
    folder.mkdir(exist_ok=True)
    notebook = nbformat.read(path, as_version=4)
    # Nothing but the folder says which project it is; the kernel finds the program wherever the tests run.
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute(env=environment | {"PYTHONPATH": str(REPOSITORY)})
    return notebook


def _shown(notebook: NotebookNode) -> Iterator[str]:
    """Yield what the notebook's widgets show as HTML."""
    for widget in notebook.metadata.widgets[WIDGET_STATE].state.values():
        if widget.model_name == "HTMLModel":
            yield widget.state.value


def _complaints(notebook: NotebookNode) -> list[str]:
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [str(output) for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
