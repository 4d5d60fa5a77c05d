"""Technology projects: from an audit to the line that runs."""
