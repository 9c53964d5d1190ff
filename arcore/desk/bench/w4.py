"""W4: match 10,000 statement lines against 100,000 and a million open entries.

Of the lines six in ten quote the invoice and come from the customer's account, one in ten
quotes it from an unknown account, one gives account and amount only, one name and amount only,
one says nothing useful. The limit is staged SQL that writes the same rows; the exponent tells
how the time grows with the entries (0 not at all, 1 in proportion).
"""

from collections.abc import Iterator
from functools import partial
from math import log10
from statistics import median

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from arcore.desk.bench.history import fill_history
from arcore.desk.bench.house import DAY, BenchHouse, bench_house
from arcore.desk.bench.result import Options, Result, result, seconds
from arcore.desk.bench.staged_match import match_staged
from payments.matching.run import match
from payments.models import ReconciliationJournal

LINES = 10_000
ENTRIES = (100_000, 1_000_000)
REACH = 0.3

_LINES_SQL = """
WITH picked AS (
    SELECT n, 'H26-' || lpad((1 + (n * 7907::bigint + %(round)s) %% %(entries)s)::text, 7, '0')
        AS no
    FROM generate_series(1, %(lines)s) AS n
)
INSERT INTO payments_reconciliationline (journal_id, line_no, transaction_date, amount, text,
    additional_info, related_party_name, related_party_address, related_party_city,
    related_party_account, payment_reference, transaction_id, end_to_end_id, fingerprint,
    bank_transaction_code, is_reversal, document_no, account_type, applied_amount, applied_count,
    confidence, score, review_required, match_details, last_change,
    version)
SELECT %(journal)s, p.n * 10000, %(day)s, CASE WHEN p.n %% 10 = 9 THEN 5000 + p.n ELSE
    e.remaining END,
    CASE WHEN p.n %% 10 IN (7, 8, 9) THEN 'SEPA transfer thank you ' || p.n
        ELSE 'Invoice ' || e.document_no || ' of ' || e.document_date || ' customer ' || c.no END,
    '', CASE WHEN p.n %% 10 IN (6, 7, 9) THEN '' ELSE upper(c.name) END, '', '',
    CASE WHEN p.n %% 10 IN (6, 8, 9) THEN '' ELSE b.iban END, '', '', '', '', '', false, '', '',
    0, 0, 0, 0, false, '{}', '', 1
FROM picked p
JOIN ledger_customerledgerentry e ON e.document_no = p.no AND e.source = 'history'
JOIN customers_customer c ON c.id = e.customer_id
JOIN customers_customerbankaccount b ON b.customer_id = c.id
"""


def run(options: Options) -> Iterator[Result]:
    """Each number of entries in turn; the second line tells the exponent as well."""
    house = bench_house()
    ReconciliationJournal.objects.filter(bank_account=house.bank).delete()  # of a run cut short
    times: list[tuple[int, float]] = []
    for entries in map(options.size, ENTRIES):
        fill_history(house, entries)
        rounds = [_round(house, options, entries, place) for place in range(options.rounds)]
        times.append((entries, median(own for own, _limit in rounds)))
        yield result(
            "W4",
            entries,
            options.size(LINES),
            rounds,
            reach=REACH,
            sql_per_item=_statements(house, options, entries) / options.size(LINES),
            exponent=_exponent(times),
        )


def _round(
    house: BenchHouse, options: Options, entries: int, place: int
) -> tuple[float, float]:
    """(ours, limit) on the same lines; who goes first alternates."""
    tasks = {"own": _match, "limit": _match_staged}
    taken: dict[str, float] = {}
    for name in sorted(tasks, reverse=bool(place % 2)):
        journal = _journal(house, options.size(LINES), entries, place)
        taken[name] = seconds(partial(tasks[name], journal))
        journal.delete()
    return taken["own"], taken["limit"]


def _match(journal: ReconciliationJournal) -> None:
    """As the screen does it."""
    match(journal, today=DAY)


def _match_staged(journal: ReconciliationJournal) -> None:
    with transaction.atomic():
        match_staged(journal.pk)


def _statements(house: BenchHouse, options: Options, entries: int) -> int:
    journal = _journal(house, options.size(LINES), entries, options.rounds)
    with CaptureQueriesContext(connection) as captured:
        _match(journal)
    journal.delete()
    return len(captured)


def _exponent(times: list[tuple[int, float]]) -> float | None:
    if len(times) < 2:
        return None
    (few, short), (many, long) = times[0], times[-1]
    return round(log10(long / short) / log10(many / few), 3)


def _journal(house: BenchHouse, lines: int, entries: int, place: int) -> ReconciliationJournal:
    journal = ReconciliationJournal.objects.create(
        bank_account=house.bank, statement_no=f"BENCH{place}", statement_date=DAY
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _LINES_SQL,
            {
                "journal": journal.pk,
                "lines": lines,
                "entries": entries,
                "day": DAY,
                "round": place,
            },
        )
        cursor.execute("ANALYZE payments_reconciliationline")
    return journal
