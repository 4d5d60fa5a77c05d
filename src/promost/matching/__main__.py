"""``python -m promost.matching`` is ``promost match``."""

import sys

from promost.matching.command import main

sys.exit(main())
