"""One cell at a time: acts, codes of activity, points and bullets, terms, amounts, links."""
