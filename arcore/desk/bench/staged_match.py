"""The limit of W4: matching as one would write it in plain SQL, over staged lines.

It finds the same facts by indexed joins (quoted numbers, the account's owner, equal names, open
entries of the same amount), takes the best entry of each line and writes the same rows. It
scores nothing, compares no near names, groups nothing and lets two lines take one entry.
"""

from django.db import connection

_STEPS = (
    """CREATE TEMP TABLE staged ON COMMIT DROP AS
    SELECT id, transaction_date AS day, amount, upper(text || ' ' || additional_info) AS text,
        upper(related_party_name) AS name,
        upper(regexp_replace(related_party_account, '[^A-Za-z0-9]', '', 'g')) AS account
    FROM payments_reconciliationline WHERE journal_id = %(journal)s""",
    "ANALYZE staged",
    """CREATE TEMP TABLE party ON COMMIT DROP AS
    SELECT s.id AS line_id, b.customer_id FROM staged s
    JOIN customers_customerbankaccount b ON b.match_key = s.account AND s.account <> ''
    UNION
    SELECT s.id, c.id FROM staged s
    JOIN customers_customer c ON upper(c.name) = s.name AND s.name <> ''""",
    """CREATE TEMP TABLE quoted ON COMMIT DROP AS
    SELECT t.id AS line_id, e.id AS entry_id, e.customer_id, e.remaining, t.amount
    FROM (
        SELECT s.id, s.amount, s.day, w[1] AS word FROM staged s,
        LATERAL regexp_matches(s.text, '[A-Z0-9]+(?:[-/.][A-Z0-9]+)*', 'g') AS w
    ) t
    JOIN ledger_customerledgerentry e
        ON substring(upper(e.document_no COLLATE "C")
            from '[A-Z0-9]+(?:[^A-Z0-9]+[A-Z0-9]+){0,3}') = t.word
    WHERE e.open AND length(t.word) >= 4 AND e.posting_date <= t.day""",
    """CREATE TEMP TABLE equal ON COMMIT DROP AS
    SELECT s.id AS line_id, e.id AS entry_id, e.customer_id, e.due_date, s.amount,
        count(*) OVER (PARTITION BY s.id) AS matches
    FROM staged s JOIN ledger_customerledgerentry e ON e.remaining = s.amount
    WHERE e.open AND e.posting_date <= s.day AND e.document_type NOT IN ('payment', 'refund')""",
    "ANALYZE party, quoted, equal",
    """CREATE TEMP TABLE chosen ON COMMIT DROP AS
    SELECT DISTINCT ON (line_id) line_id, entry_id, customer_id, amount, score FROM (
        SELECT q.line_id, q.entry_id, q.customer_id, least(q.amount, q.remaining) AS amount,
            CASE WHEN p.line_id IS NULL THEN 2994 ELSE 3996 END AS score, NULL::date AS due_date
        FROM quoted q LEFT JOIN party p USING (line_id, customer_id)
        UNION ALL
        SELECT e.line_id, e.entry_id, e.customer_id, e.amount,
            CASE WHEN p.line_id IS NULL THEN 1996 WHEN matches = 1 THEN 3991 ELSE 2997 END,
            e.due_date
        FROM equal e LEFT JOIN party p USING (line_id, customer_id)
    ) f ORDER BY line_id, score DESC, due_date, entry_id""",
    """INSERT INTO payments_appliedentry (line_id, customer_entry_id, "order", amount, discount,
        confidence, score, party_match, number_match, amount_match, debit_match, reasons)
    SELECT line_id, entry_id, 1, amount, 0, score / 1000, score, 'fully', 'yes', 'one', 'any',
        '[["account", {"account": "BENCH"}], ["number", {"number": "BENCH"}]]'
    FROM chosen""",
    """UPDATE payments_reconciliationline l SET account_type = 'customer',
        customer_id = c.customer_id, applied_amount = c.amount, applied_count = 1,
        confidence = c.score / 1000, score = c.score, review_required = c.score < 3000,
        version = version + 1,
        match_details = '{"reasons": [["account", {"account": "BENCH"}]], "rule": [3, 4]}'
    FROM chosen c WHERE c.line_id = l.id""",
)


def match_staged(journal_id: int) -> None:
    """All steps; the caller's transaction ends them."""
    with connection.cursor() as cursor:
        for step in _STEPS:
            if "%(" in step:
                cursor.execute(step, {"journal": journal_id})
            else:
                cursor.execute(step)
