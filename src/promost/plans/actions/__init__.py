"""The verbs of the promise. Each is one transaction: may he? → change → history."""
