"""Zones, sites, residents: where an investor may build, and on what terms."""
