"""Applications: made here, assessed, decided, paid, reported on."""
