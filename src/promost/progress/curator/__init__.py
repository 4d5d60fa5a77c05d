"""The curator's queue: statements of all plans that it accepts, and who is late with theirs."""
