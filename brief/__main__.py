"""`python -m brief`: the same as the `brief` command."""

import os

try:
    from brief.cli.main import run
except KeyboardInterrupt:  # before there is anything that could say so
    os._exit(130)

run()
