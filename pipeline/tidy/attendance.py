"""Attendance lists: people x sessions as a matrix, a list of one day, or a long list with a column of days."""

from pipeline.recognise import SheetTable
from pipeline.tidy.matrix import read_matrix
from pipeline.tidy.meanings import ask_meanings, mark_reader
from pipeline.tidy.row_lists import read_row_list
from pipeline.tidy.tidied import Workbench


def read_attendance(table: SheetTable, bench: Workbench) -> None:
    """Read an attendance list of any shape."""
    reader = mark_reader(table, bench)
    read = read_matrix if table.region.sessions else read_row_list
    read(table, bench, reader)
    reader.counts.update(bench.untold_marks)
    ask_meanings(table, reader, bench)
