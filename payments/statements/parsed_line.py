"""One movement of the account, as a bank statement file tells it.

Chosen: named tuples, frozen like the other values here. A file may have 150,000 lines, each
made twice (read, then taken back from the disk), and a tuple costs a fifth of a frozen
dataclass. `line._replace(...)` gives a changed copy.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


class ParsedCharge(NamedTuple):
    """A fee of a bank on one line; positive when it was taken from us.

    `included` tells that the line's amount is already net of it.
    """

    amount: Decimal
    currency: str
    included: bool = True
    kind: str = ""


class ParsedLine(NamedTuple):
    """One movement of the account, as far as the bank explains it.

    `amount` is what the account received (+) or gave (-), net of charges. `sequence` counts
    the lines of a statement from 1; `entry` counts the bank's own entries, so lines spread
    from one batch share it, and `from_batch` is true for them. `batch_count` is the number
    of payments that the bank lumped into this line without listing them (0: none).
    `fingerprint` recognises the line when a later file repeats it.
    """

    sequence: int
    entry: int
    booking_date: date
    value_date: date | None
    amount: Decimal
    currency: str
    original_amount: Decimal | None = None
    original_currency: str = ""
    exchange_rate: Decimal | None = None
    charges: tuple[ParsedCharge, ...] = ()
    is_reversal: bool = False
    status: str = "BOOK"
    bank_transaction_code: str = ""
    proprietary_code: str = ""
    counterparty_name: str = ""
    counterparty_account: str = ""
    counterparty_bic: str = ""
    counterparty_address: str = ""
    counterparty_city: str = ""
    counterparty_country: str = ""
    ultimate_counterparty_name: str = ""
    remittance_text: str = ""
    structured_reference: str = ""
    structured_reference_kind: str = ""
    document_numbers: tuple[str, ...] = ()
    end_to_end_id: str = ""
    mandate_id: str = ""
    instruction_id: str = ""
    payment_information_id: str = ""
    account_servicer_reference: str = ""
    uetr: str = ""
    return_reason: str = ""
    return_text: str = ""
    extra_text: str = ""
    raw_fragment: str = ""
    fingerprint: str = ""
    from_batch: bool = False
    batch_count: int = 0
    running_balance: Decimal | None = None

    @property
    def charge_amount(self) -> Decimal:
        """Charges already taken off this line, in its currency; positive when we paid them."""
        return sum(
            (c.amount for c in self.charges if c.included and c.currency == self.currency),
            ZERO,
        )

    @property
    def gross_amount(self) -> Decimal:
        """What the payer sent, before charges: received 97.00, charge 3.00 -> 100.00."""
        return self.amount + self.charge_amount
