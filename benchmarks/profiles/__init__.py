"""How fast the register of enterprises is filled and asked."""
