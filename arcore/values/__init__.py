"""Plain values of the trade: money, date formulas, search keys. Pure, no database."""
