"""What a bank statement file says, as plain frozen values.

Amounts are Decimal in the currency beside them, money in positive, money out negative.
Text that the file does not give is the empty string, never None; dates, amounts and numbers
that it does not give are None.
"""

from .parsed_line import ZERO, ParsedCharge, ParsedLine
from .parsed_statement import ParsedBalance, ParsedStatement, StatementKind
from .problems import OVERRIDABLE, ImportProblem, Severity, StatementRefused

__all__ = [
    "OVERRIDABLE",
    "ZERO",
    "ImportProblem",
    "ParsedBalance",
    "ParsedCharge",
    "ParsedLine",
    "ParsedStatement",
    "Severity",
    "StatementKind",
    "StatementRefused",
]
