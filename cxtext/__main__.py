"""``python -m cxtext`` is the command line."""

from cxtext.start import main

main()
