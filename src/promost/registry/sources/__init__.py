"""Files from outside, read and checked before a row is saved: lists of regions, classifiers, municipalities. Pure."""
