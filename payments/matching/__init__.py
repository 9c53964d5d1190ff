"""Which open entries a line of a bank statement pays."""
