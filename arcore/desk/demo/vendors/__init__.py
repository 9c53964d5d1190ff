"""The vendors whose bills the company enters: who they are, what they bill, how they are paid."""
