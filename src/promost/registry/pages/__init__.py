"""What pages show, computed: no page decides anything in its template."""
