"""How a bank's CSV is laid out: a stored mapping, as frozen values.

Nothing is guessed: date format, separators and amount style are always said. A column is
named by its heading, or counted from 1.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum

ColumnRef = str | int
Columns = tuple[ColumnRef, ...]


class AmountStyle(StrEnum):
    """How a bank writes which way money went."""

    SIGNED = "signed"  # one column, minus is out
    FLAG = "flag"  # one column without sign, another with a word for credit or debit
    TWO_COLUMNS = "two-columns"  # one column for credits, one for debits


@dataclass(frozen=True, slots=True)
class CsvColumns:
    """Which columns hold what. Several columns are joined with a blank, in the order given.

    An amount, date or currency comes from one column only.
    """

    booking_date: Columns = ()
    value_date: Columns = ()
    amount: Columns = ()
    credit: Columns = ()
    debit: Columns = ()
    flag: Columns = ()
    currency: Columns = ()
    original_amount: Columns = ()
    original_currency: Columns = ()
    balance: Columns = ()
    unique_id: Columns = ()
    reference: Columns = ()
    description: Columns = ()
    notes: Columns = ()
    name: Columns = ()
    account: Columns = ()
    bic: Columns = ()

    def used(self) -> dict[str, Columns]:
        """The fields that are mapped, by name."""
        mapped = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: columns for name, columns in mapped.items() if columns}


# Fields that are one value, so that joining columns would invent one.
SINGLE = frozenset(
    (
        "booking_date", "value_date", "amount", "credit", "debit", "flag", "currency",
        "original_amount", "original_currency", "balance",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CsvProfile:
    """The layout of one bank's CSV files.

    `encoding` empty: UTF-8, else cp1252. `date_format` is in strptime's letters, such as
    %d.%m.%Y. `thousands_separator` may be empty; a blank stands for every kind of blank.
    `invert_sign` turns every amount (some card statements count debts as positive).
    `currency` is taken where no column gives one. `account` names our account for formats
    of one bank account.
    """

    name: str
    columns: CsvColumns
    date_format: str
    encoding: str = ""
    delimiter: str = ","
    quote: str = '"'
    skip_top: int = 0
    skip_bottom: int = 0
    has_header: bool = True
    decimal_separator: str = "."
    thousands_separator: str = ""
    amount_style: AmountStyle = AmountStyle.SIGNED
    credit_words: tuple[str, ...] = field(default=("C", "CR", "CRDT"))
    debit_words: tuple[str, ...] = field(default=("D", "DR", "DBIT"))
    invert_sign: bool = False
    currency: str = ""
    account: str = ""
