"""What pages of the ledger need beside the answers of queries."""
