"""Files of schemes: taken, looked at, accepted. The reader itself is ``promost.support.reading``."""
