"""Promise against fact: states, pace, figures."""
