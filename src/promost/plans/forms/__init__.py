"""The room's forms: what is typed in, turned into what actions take."""
