"""The fast engine gives what comparing every line with every entry gives."""

from datetime import date, timedelta
from decimal import Decimal
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from payments.matching import evidence, in_memory
from payments.matching.amounts import Tolerance
from payments.matching.default_rules import DEFAULT_RULES
from payments.matching.engine import Settings, match_lines
from payments.matching.evidence import FindsParties
from payments.matching.in_memory import EntriesInMemory
from payments.matching.parties import BalancingParties, Parties, Party, account_key
from payments.matching.rules import Rule, RuleTable
from payments.matching.values import Entry, Ledger, Line
from tests.payments.matching import naive

RULES = tuple(Rule(**row) for row in DEFAULT_RULES)
DAY = date(2024, 5, 1)
NAMES = [
    "Fjordline Marine AS", "Fjordline Marine", "Nordwind GmbH", "Nordwind Handel GmbH", "IBM",
    "Meier Hans", "Hans Meier", "Compagnie des Eaux de la Loire", "ABGHCDEF", "Axa",
]  # fmt: skip
TEXTS = [
    "", "fakt 24-0117 24-0125", "24-0117", "x24-0117", "PAYMENT NORDWIND GMBH 2024",
    "ABGH CDEF", "IBM FRANCE", "Hans Meier 24-0125/3", "EXT-9 inv 24-0117, 24-0140",
    "COMPAGNIE DES EAUX DE LA LOIR", "CDEFABGH", "Marine Fjordline",
]  # fmt: skip
NUMBERS = ["24-0117", "24-0125", "24-0140", "A12", "EXT-9", "24-0125/3", "24", "--24-0117"]
days = st.integers(0, 6).map(lambda n: DAY + timedelta(days=n))
cents = st.sampled_from(["100.00", "100.01", "50.00", "300.00", "98.00", "600.00"]).map(Decimal)
ACCOUNTS = {"customer": {"FR76A": [1], "NO93": [2, 3]}, "vendor": {"FR76A": [1]}}


@st.composite
def entries(draw):
    count = draw(st.integers(0, 14))
    made = []
    for number in range(count):
        ledger = draw(st.sampled_from([Ledger.CUSTOMER] * 4 + [Ledger.VENDOR, Ledger.BANK]))
        amount = draw(cents) * (draw(st.sampled_from([1, 1, 1, -1])))
        discount = draw(st.sampled_from([0, 0, 2])) * (1 if amount > 0 else -1)
        until = draw(st.none() | days) if discount else None
        made.append(
            Entry(
                ledger, number + 1, draw(st.integers(1, 4)), "invoice",
                draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(["", *NUMBERS])),
                draw(st.sampled_from(["", "RF18"])), draw(days), draw(days), amount,
                Decimal(discount), draw(st.none() | days) if discount else None, until,
            )
        )  # fmt: skip
    return made


@st.composite
def lines(draw):
    return [
        Line(
            number + 1, (number + 1) * 10, draw(days),
            draw(cents) * draw(st.sampled_from([1, 1, 1, 1, -1, 0])),
            draw(st.sampled_from(TEXTS)), draw(st.sampled_from(["", "24-0125"])),
            draw(st.sampled_from(["", "", *NAMES])), draw(st.sampled_from(["", "Quai 1"])),
            draw(st.sampled_from(["", "Oslo"])), draw(st.sampled_from(["", "FR76 A", "no-93"])),
            draw(st.sampled_from(["", "RF18"])), draw(st.sampled_from(["", "", "DD/1"])),
        )
        for number in range(draw(st.integers(1, 6)))
    ]  # fmt: skip


@st.composite
def people(draw):
    chosen = draw(st.permutations(NAMES))[:4]
    where = [("", ""), ("Quai 1", "Oslo")]
    return [Party(i + 1, name, *draw(st.sampled_from(where))) for i, name in enumerate(chosen)]


custom_rule = st.builds(
    Rule,
    confidence=st.integers(1, 3),
    priority=st.integers(500, 999),
    party=st.sampled_from(["any", "fully", "partially", "no"]),
    number=st.sampled_from(["any", "no", "yes"]),
    amount=st.sampled_from(["any", "one", "none"]),
    debit=st.sampled_from(["any", "any", "no"]),
)


def fast(lines, entries, customers, vendors, mode, tolerance, rules, collected):
    memory = [
        EntriesInMemory(ledger, [e for e in entries if e.ledger == ledger]) for ledger in Ledger
    ]
    of_customers = Parties(customers, mode, ACCOUNTS["customer"])
    of_vendors = Parties(vendors, mode, ACCOUNTS["vendor"])
    finders: dict[Ledger, FindsParties] = {
        Ledger.CUSTOMER: of_customers,
        Ledger.VENDOR: of_vendors,
        Ledger.BANK: BalancingParties(of_customers, Parties([], mode, {})),
    }
    chosen = Settings(RuleTable.of(rules), tolerance, collected=collected)
    matched = match_lines(lines, memory, finders, chosen)
    return {
        line_id: (
            outcome.candidate.rule.score,
            [(e.ledger, e.id, t.amount, t.discount) for e, t in outcome.served],
        )
        for line_id, outcome in matched.assignment.outcomes.items()
        if outcome.candidate
    }


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    lines(), entries(), people(), people(),
    st.sampled_from(["nearness", "nearness", "permutations", "disabled"]),
    st.sampled_from([Tolerance(), Tolerance(Decimal(5)), Tolerance(Decimal(3), is_percentage=False)]),
    st.lists(custom_rule, max_size=2, unique_by=lambda rule: rule.score),
    st.sampled_from([{}, {"DD/1": (1, 2)}]),
    st.randoms(use_true_random=False),
    st.sampled_from([1, 2, 10]),
)  # fmt: skip
def test_equal_to_comparing_everything_in_whatever_order(
    some, open_entries, customers, vendors, mode, tolerance, extra, collected, random, cap
):
    with (
        patch.object(in_memory, "IN_RANGE_CAP", cap),
        patch.object(evidence, "IN_RANGE_CAP", cap),
    ):
        check(some, open_entries, customers, vendors, mode, tolerance, extra, collected, random)


def check(some, open_entries, customers, vendors, mode, tolerance, extra, collected, random):
    rules = (*RULES, *extra)
    everyone = {"customer": customers, "vendor": vendors}
    expected = naive.match(
        some, open_entries, everyone, ACCOUNTS, mode, tolerance, rules, collected
    )
    args = (customers, vendors, mode, tolerance, rules, collected)
    assert fast(some, open_entries, *args) == expected
    shuffled, mixed = list(some), list(open_entries)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert fast(shuffled, mixed, *args) == expected


def test_accounts_of_the_oracle_are_normalised():
    assert {account_key(key) for key in ACCOUNTS["customer"]} == set(ACCOUNTS["customer"])
