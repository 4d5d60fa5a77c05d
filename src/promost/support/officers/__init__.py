"""For officers: who fits and has not applied, refusals by reason, demand that nobody serves."""
