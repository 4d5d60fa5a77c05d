"""Safe upload: what a file really is, and whether it may come in.

Nothing is unpacked before it was weighed, nothing is run, and a name is never believed.
"""

from promost.kit.uploads.archive import Archive, Limits, open_archive
from promost.kit.uploads.checking import Checked, check, recognise
from promost.kit.uploads.refused import Refused

__all__ = ["Archive", "Checked", "Limits", "Refused", "check", "open_archive", "recognise"]
