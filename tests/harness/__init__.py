"""What tests stand on: a hostile Django, both databases, a browser that forgives nothing."""
