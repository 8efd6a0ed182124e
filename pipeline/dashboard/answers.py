"""A form below the open questions: choose one, choose an answer, say why; the answer is put on record."""

import json
from datetime import datetime
from typing import Any

import ipywidgets as widgets

from pipeline.config import Config
from pipeline.dashboard.show import labelled, notice_html
from pipeline.decisions import record
from pipeline.errors import PipelineError
from pipeline.said import say


def answering(questions: list[dict[str, Any]], config: Config) -> widgets.Widget:
    """Return the form for open questions, rows of `audit.question`; empty where none is open."""
    if not questions:
        return widgets.HTML()
    by_key = {one["question_id"]: one for one in questions}
    asked = labelled(
        [(one["text"], key) for key, one in by_key.items()], label=say("Question"), value=next(iter(by_key))
    )
    chosen = labelled([], label=say("Answer"), value=None)
    why = widgets.Text(description=say("Why"))
    button = widgets.Button(description=say("Record the answer"))
    told = widgets.HTML()

    def offer(_: object = None) -> None:
        options = json.loads(by_key[asked.value]["options"])
        chosen.options = [("–", None), *((meaning, answer) for answer, meaning in options.items())]
        told.value = ""

    def note(_: object) -> None:
        if chosen.value is None:
            told.value = notice_html(say("Please choose an answer."))
            return
        one = by_key[asked.value]
        line = {"kind": one["kind"], "key": one["question_id"], "answer": chosen.value, "why": why.value}
        line |= {"evidence": one["evidence"] or "", "when": datetime.now().astimezone().isoformat(timespec="minutes")}
        try:
            record(config.decisions_folder, line)
        except PipelineError as error:
            told.value = notice_html(error.message)
        else:
            told.value = notice_html(say("Noted. The answer counts from the next run of: pipeline build"))

    asked.observe(offer, names="value")
    button.on_click(note)
    offer()
    return widgets.VBox([asked, chosen, widgets.HBox([why, button]), told])
