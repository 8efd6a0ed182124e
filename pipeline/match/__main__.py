"""`python -m pipeline.match` is the second process that compares names: see `comparing`."""

from pipeline.match.comparing import main

main()
