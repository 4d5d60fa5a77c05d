"""The pages of indicators and observed levels."""
