"""What the notebooks show: one module a notebook, each panel a function that a cell calls without arguments.

In: the store, opened for each question and closed again. Out: frames with headings in the language in use, and widgets
made of them, which a dashboard in the browser can show as well. Names and small numbers are shown as they are: this is
for the coordinator, nothing of it leaves the house.
"""
