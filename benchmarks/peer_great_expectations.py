"""One workbook checked with Great Expectations, as somebody would write it who knows where everything stands.

    build/peers/bin/python benchmarks/peer_great_expectations.py LIST.xlsx

It runs in the environment of the peers (`requirements-peers.txt`) and is measured by `check_one.py`.
"""

import os
import sys

# The library would tell its makers of each use.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as expect


def main(path: str) -> None:
    wide = pd.read_excel(path, sheet_name="Anwesenheit", header=1).dropna(subset=["Vorname"])
    marks = wide.melt(id_vars=["Name", "Vorname"], var_name="day", value_name="mark")
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("sheets").add_dataframe_asset("marks")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": marks})
    suite = gx.ExpectationSuite(
        "marks",
        expectations=[
            expect.ExpectColumnValuesToNotBeNull(column="Name"),
            expect.ExpectColumnValuesToNotBeNull(column="mark"),
            expect.ExpectColumnValuesToBeInSet(column="mark", value_set=["x", "e", "u"]),
        ],
    )
    print(batch.validate(suite).success)


if __name__ == "__main__":
    main(sys.argv[1])
