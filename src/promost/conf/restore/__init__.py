"""A backup put in place: checked before the first write, then all of it in one transaction, or nothing."""
