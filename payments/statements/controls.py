"""Compare statements with what the company knows of its bank accounts.

Every control is a pure function (statement, facts) -> problems and stands in CONTROLS, in
the order in which problems are shown. All run; nothing stops at the first problem.

Source: bank statement controls (balances, account, currency, duplicates) and the import
errors of the reconciliation journal.
"""

from collections.abc import Callable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .facts import BankAccountFacts, is_account_of
from .parsed import ImportProblem, ParsedStatement, Severity, StatementKind

Control = Callable[[ParsedStatement, BankAccountFacts], list[ImportProblem]]


def file_imported_before(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Refuse a file whose bytes were imported before, whatever its name."""
    if statement.file_sha256 not in facts.seen_file_hashes:
        return []
    message = _("This file was imported before. Nothing is left to do with it.")
    return [_refuse("file-seen", message, statement)]


def statement_imported_before(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Refuse a statement known by account, id or number, page and dates.

    A statement without id and number (CSV) is known by its lines only.
    """
    is_named = statement.statement_id or statement.sequence_number is not None
    if not is_named or statement.key not in facts.seen_statement_keys:
        return []
    message = _("The statement %(id)s of this account was imported before.") % {
        "id": statement.statement_id or statement.sequence_number
    }
    return [_refuse("statement-seen", message, statement)]


def account_is_ours(statement: ParsedStatement, facts: BankAccountFacts) -> list[ImportProblem]:
    """Refuse another account's statement; IBANs compare without blanks and case.

    A CSV names no account: the clerk chose it. Any other file must name one.
    """
    if statement.format == "csv":
        return []
    if not statement.account:
        message = _("The file does not say to which account it belongs. Ask the bank for it.")
        return [_refuse("account-missing", message, statement)]
    if is_account_of(statement, facts):
        return []
    message = _(
        "The statement belongs to account %(account)s, not to the bank account chosen "
        "(%(ours)s). Choose the right one, or enter its IBAN on the bank account's card."
    ) % {
        "account": statement.account,
        "ours": facts.iban or facts.account_no or _("without IBAN"),
    }
    return [_refuse("account-unknown", message, statement)]


def currency_is_the_accounts(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Refuse a statement in another currency than the bank account's."""
    if not statement.currency or statement.currency == facts.currency:
        return []
    message = _(
        "The statement is in %(theirs)s, the bank account in %(ours)s. Choose the bank account "
        "of that currency."
    ) % {"theirs": statement.currency, "ours": facts.currency}
    return [_refuse("currency-other", message, statement)]


def currency_is_one(statement: ParsedStatement, facts: BankAccountFacts) -> list[ImportProblem]:
    """Refuse balances or entries in another currency than the statement's."""
    ends = (statement.opening, statement.closing)
    of_balances = {balance.currency for balance in ends if balance is not None}
    problems = []
    for currency in sorted(of_balances - {statement.currency}):
        message = _(
            "A balance is in %(theirs)s although the statement is in %(ours)s. Ask the bank "
            "for a correct file."
        ) % {"theirs": currency, "ours": statement.currency}
        problems.append(_refuse("balance-currency", message, statement))
    for currency in sorted(statement.currencies - of_balances - {statement.currency}):
        message = _(
            "Entries are in %(theirs)s although the statement is in %(ours)s. Ask the bank for "
            "a correct file."
        ) % {"theirs": currency, "ours": statement.currency}
        problems.append(_refuse("entry-currency", message, statement))
    return problems


def balances_add_up(statement: ParsedStatement, facts: BankAccountFacts) -> list[ImportProblem]:
    """Refuse when opening balance and booked lines do not give the closing balance.

    18.15 + 8.85 = 27.00. A missing balance is a warning; a notification has none.
    """
    opening, closing = statement.opening, statement.closing
    if statement.kind is StatementKind.NOTIFICATION:
        return []
    if opening is None or closing is None:
        message = _(
            "The statement gives no opening or closing balance, so its lines cannot be proven "
            "complete. Compare the sum %(sum)s with the bank's."
        ) % {"sum": _shown(statement.line_sum)}
        return [_warn("balance-missing", message, statement)]
    if len({opening.currency, closing.currency, *statement.currencies}) > 1:
        return []  # an error of its own
    expected = opening.amount + statement.line_sum
    if expected == closing.amount:
        return []
    message = _(
        "Opening balance %(opening)s and entries of %(sum)s give %(expected)s, but the closing "
        "balance is %(closing)s: %(gap)s is missing. Ask the bank for a complete file."
    ) % {
        "opening": _shown(opening.amount),
        "sum": _shown(statement.line_sum),
        "expected": _shown(expected),
        "closing": _shown(closing.amount),
        "gap": _shown(closing.amount - expected),
    }
    return [_refuse("balance-sum", message, statement)]


def opening_follows_last_closing(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Warn when the statement does not start where the last one ended."""
    opening, last = statement.opening, facts.last_closing
    if opening is None or last is None or opening.amount == last:
        return []
    message = _(
        "The opening balance %(opening)s is not the last closing balance %(last)s. Is a "
        "statement in between missing?"
    ) % {"opening": _shown(opening.amount), "last": _shown(last)}
    return [_warn("balance-gap", message, statement)]


def number_follows_last_number(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Warn when numbers are skipped; a new year may start again at 1, a page keeps its number."""
    number, last = statement.sequence_number, facts.last_sequence
    if number is None or last is None or number in (last + 1, 1):
        return []
    if number == last and statement.page_number is not None:
        return []
    message = _("The statement has number %(number)d, the last one %(last)d.") % {
        "number": number,
        "last": last,
    }
    return [_warn("number-gap", message, statement)]


def declared_totals_hold(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Warn when the bank's own count or net sum of entries is not what the file holds."""
    problems = []
    if statement.declared_count not in (None, statement.entry_count):
        message = _("The file announces %(declared)s entries but holds %(found)s.") % {
            "declared": statement.declared_count,
            "found": statement.entry_count,
        }
        problems.append(_warn("count-declared", message, statement))
    declared = statement.declared_sum
    if declared not in (None, statement.line_sum) and not statement.unbooked_count:
        message = _("The file announces a net sum of %(declared)s but holds %(found)s.") % {
            "declared": declared,
            "found": statement.line_sum,
        }
        problems.append(_warn("sum-declared", message, statement))
    return problems


def dates_lie_within(
    statement: ParsedStatement, facts: BankAccountFacts
) -> list[ImportProblem]:
    """Warn about entries booked after the statement's own day."""
    day, last = statement.statement_date, statement.last_booking_date
    if day is None or last is None or last <= day:
        return []
    message = _("Entries are booked up to %(last)s, after the statement's date %(day)s.") % {
        "last": last.isoformat(),
        "day": day.isoformat(),
    }
    return [_warn("date-after-statement", message, statement)]


CONTROLS: tuple[Control, ...] = (
    file_imported_before,
    statement_imported_before,
    account_is_ours,
    currency_is_the_accounts,
    currency_is_one,
    balances_add_up,
    opening_follows_last_closing,
    number_follows_last_number,
    declared_totals_hold,
    dates_lie_within,
)


def _where(statement: ParsedStatement) -> str:
    return _("statement %(statement)d") % {"statement": statement.position}


def _refuse(code: str, message: str, statement: ParsedStatement) -> ImportProblem:
    return ImportProblem(code, Severity.REFUSE, message, _where(statement))


def _warn(code: str, message: str, statement: ParsedStatement) -> ImportProblem:
    return ImportProblem(code, Severity.WARN, message, _where(statement))


def _shown(amount: Decimal) -> str:
    """As the reader writes amounts: 1098981.120 -> 1,098,981.12, or 1 098 981,12 in French."""
    held = -int(amount.normalize().as_tuple().exponent)
    return number_format(amount, max(2, held), use_l10n=True, force_grouping=True)
