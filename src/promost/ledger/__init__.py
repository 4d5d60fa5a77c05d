"""The ledger: facts, only ever added, and their evidence."""
