"""The manual list: applied first, then by score, then everything else, page by page."""

from datetime import date

import pytest

from payments.matching.candidate_list import Show, candidate_list
from payments.matching.run import match
from payments.models import Confidence, MatchingSettings
from tests.builders import TODAY
from tests.payments.builders import account_of, invoice, journal_of, line_of

IBAN = "NO9386011117947"


def entries(page):
    return [row.entry for row in page.rows]


@pytest.fixture
def scene(house):
    """Nordwind owes 100 and 200, Loire 100; the line is from Nordwind's account."""
    nordwind, loire = house.customer("Nordwind"), house.customer("Loire")
    account_of(nordwind, IBAN)
    owed = {
        "200": invoice(house, "200.00", nordwind, due_date=date(2026, 1, 5)),
        "100": invoice(house, "100.00", nordwind, due_date=date(2026, 2, 5)),
        "loire": invoice(house, "77.00", loire, "24-0117", due_date=date(2026, 1, 1)),
    }
    journal = journal_of(house.bank)
    line = line_of(journal, "100.00", "thanks", related_party_account=IBAN)
    return house, owed, line


def test_applied_first_then_by_score_then_the_rest(scene):
    _house, owed, line = scene
    match(line.journal, today=TODAY)

    page = candidate_list(line)

    assert entries(page) == [owed["100"], owed["200"], owed["loire"]]
    first, second, third = page.rows
    assert (first.applied, first.confidence, first.score) == (100, Confidence.HIGH, 3991)
    assert (second.score, second.confidence) == (1999, Confidence.LOW)
    assert (third.score, third.confidence, third.reasons) == (0, Confidence.NONE, [])
    assert page.following is None


def test_sign_and_date_are_ignored(scene):
    _house, owed, line = scene
    early = line_of(line.journal, "77.00", "pays 24-0117", day=date(2020, 1, 1))
    assert match(line.journal, today=TODAY).applied == 1

    assert candidate_list(early).rows[0].entry == owed["loire"]
    assert candidate_list(early).rows[0].score == 2994


def test_filters_by_party_applied_and_bank(scene):
    _house, owed, line = scene
    match(line.journal, today=TODAY)

    assert entries(candidate_list(line, show=Show.PARTY)) == [owed["100"], owed["200"]]
    assert entries(candidate_list(line, show=Show.APPLIED)) == [owed["100"]]
    assert entries(candidate_list(line, show=Show.BANK)) == []


def test_the_rest_is_paged(scene):
    house, owed, line = scene
    more = [
        invoice(
            house, f"{300 + n}.00", house.customer(f"Other {n}"), due_date=date(2026, 3, 9 - n)
        )
        for n in range(5)
    ]
    seen, after = [], ""
    for _page in range(10):
        page = candidate_list(line, after=after, size=2)
        seen += entries(page)
        if page.following is None:
            break
        after = page.following
    assert seen == [owed["100"], owed["200"], owed["loire"], *more[::-1]]


def test_other_journals_that_name_the_entry_are_named(scene):
    house, owed, line = scene
    other = journal_of(house.bank, ("77.00", "24-0117"))
    match(other, today=TODAY)

    row = candidate_list(line).rows[-1]

    assert (row.entry, row.named_in) == (owed["loire"], [str(other)])


def test_unranked_on_demand(scene):
    _house, owed, line = scene
    settings = MatchingSettings.get()
    settings.unranked_candidates = True
    settings.save()

    page = candidate_list(line)

    assert entries(page) == [owed["loire"], owed["200"], owed["100"]]
    assert {row.score for row in page.rows} == {0}
