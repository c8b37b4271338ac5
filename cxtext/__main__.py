"""``python -m cxtext`` is the command line."""

from cxtext.cli import main

main(prog_name="cxtext")
