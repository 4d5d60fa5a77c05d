"""What pages need beside the answers of queries: groups, tabs, the schedule as a chart."""
