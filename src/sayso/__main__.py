"""``python -m sayso``: the command line where its command is not on the path."""

import sys

from sayso.surfaces.cli import main

sys.exit(main())
