"""The direct debit criterion."""

from payments.matching.direct_debit import collected_entries, debit_match

COLLECTED = {"DD1/1": (7,)}


def test_yes_for_the_collected_entry_and_no_for_the_others():
    entries = collected_entries("DD1/1", COLLECTED)
    assert [debit_match(i, entries) for i in (7, 8)] == ["yes", "no"]


def test_not_considered_without_an_id_of_ours():
    for transaction_id in ("", "DD2/1", "x" * 36):
        assert debit_match(7, collected_entries(transaction_id, COLLECTED)) == "any"
