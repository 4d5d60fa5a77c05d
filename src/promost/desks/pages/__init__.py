"""How what was read is put on the desks' pages."""
