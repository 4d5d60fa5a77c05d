"""The questions of the promise: each answers in a fixed number of SQL queries."""
