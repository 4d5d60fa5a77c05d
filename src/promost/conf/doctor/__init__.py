"""``promost doctor``: looks at the whole installation, says what is wrong with it and what to do. Changes nothing."""
