"""`python -m pipeline.intake` is the second process: see `worker`."""

from pipeline.intake.worker import main

main()
