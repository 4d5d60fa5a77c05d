"""Plan documents laid out in many ways, each with the reading that a careful officer would expect."""
