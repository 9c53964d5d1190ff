"""The block matrix, cell by cell, against the specification's table written out as text."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from customers.blocking import (
    EXPLANATIONS,
    MATRIX,
    Action,
    Blocked,
    Verdict,
    block_refusal,
    block_sentence,
    block_warning,
    verdict,
)

# Action, then blank, Ship, Invoice, All as in the specification (customers and sales, section 1).
SPECIFIED = """
create_quote                        OK   ERR   ERR   ERR
create_order                        OK   ERR   ERR   ERR
convert_quote                       OK   ERR   ERR   ERR
create_invoice                      OK   OK    ERR   ERR
create_credit_memo                  OK   OK    OK    ERR
create_return_order                 OK   OK    OK    ERR
edit_document                       OK   WARN  WARN  WARN
post_shipment                       OK   ERR   ERR   ERR
ship_and_invoice                    OK   ERR   ERR   ERR
invoice_shipped                     OK   OK    ERR   ERR
post_direct_invoice                 OK   OK    ERR   ERR
post_direct_invoice_with_shipment   OK   ERR   ERR   ERR
post_credit_memo                    OK   OK    OK    ERR
post_return_receipt                 OK   OK    OK    ERR
receive_and_credit                  OK   OK    OK    ERR
cancel_posted                       OK   OK    ERR   ERR
undo_shipment                       OK   OK    OK    OK
undo_return_receipt                 OK   OK    OK    OK
post_payment                        OK   OK    OK    ERR
post_journal_invoice                OK   OK    ERR   ERR
reconcile_payment                   OK   OK    OK    ERR
match_payment                       OK   OK    OK    WARN
apply                               OK   OK    OK    ERR
unapply                             OK   OK    OK    ERR
reverse                             OK   OK    OK    ERR
reverse_invoice                     OK   OK    ERR   ERR
print                               OK   OK    OK    OK
"""
BLOCKS = (Blocked.BLANK, Blocked.SHIP, Blocked.INVOICE, Blocked.ALL)
VERDICTS = {"OK": Verdict.OK, "WARN": Verdict.WARN, "SKIP": Verdict.SKIP, "ERR": Verdict.REFUSE}
ROWS = [line.split() for line in SPECIFIED.split("\n") if line]
CELLS = [
    (action, block, VERDICTS[word])
    for action, *words in ROWS
    for block, word in zip(BLOCKS, words, strict=True)
]


def adatum(blocked: str = "", privacy_blocked: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        no="10000", name="Adatum", blocked=blocked, privacy_blocked=privacy_blocked
    )


@pytest.mark.parametrize(("action", "block", "expected"), CELLS)
def test_every_cell_is_as_specified(action, block, expected):
    assert verdict(block, Action(action)) is expected


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("action", "block", "expected"), CELLS)
def test_a_refused_cell_says_who_and_why_and_a_free_one_nothing(
    action, block, expected, language
):
    with translation.override(language):
        refusal = block_refusal(adatum(block), Action(action))
        warning = block_warning(adatum(block), Action(action))
    assert (refusal is not None) == (expected is Verdict.REFUSE)
    assert (warning is not None) == (expected is Verdict.WARN)
    assert "10000 Adatum" in (refusal or warning or "10000 Adatum")


def test_the_table_covers_every_action_and_nothing_else():
    assert (
        {action for action, *_words in ROWS} == set(Action.values) == {a.value for a in MATRIX}
    )


@pytest.mark.parametrize(
    ("action", "block", "english", "french"),
    [
        (
            Action.CREATE_ORDER,
            Blocked.SHIP,
            "Can't create the order: customer 10000 Adatum is blocked for shipping. "
            "Existing shipments can still be invoiced.",
            "Impossible de créer la commande : le client 10000 Adatum est bloqué "
            "(Expédier). Les expéditions existantes peuvent encore être facturées.",
        ),
        (
            Action.INVOICE_SHIPPED,
            Blocked.INVOICE,
            "Can't post the invoice of shipped goods: customer 10000 Adatum is blocked "
            "(Invoice). Payments, reminders and credit memos remain possible.",
            "Impossible de valider la facture des marchandises expédiées : le client 10000 "
            "Adatum est bloqué (Facture). Les règlements, les relances et les avoirs restent "
            "possibles.",
        ),
        (
            Action.POST_PAYMENT,
            Blocked.ALL,
            "Can't post the payment: customer 10000 Adatum is blocked for all transactions. "
            "Lift the block on the customer card first.",
            "Impossible de valider le règlement : le client 10000 Adatum est bloqué pour toutes "
            "les transactions. Levez d'abord le blocage sur la fiche client.",
        ),
        (
            Action.CANCEL_POSTED,
            Blocked.ALL,
            "Can't cancel the posted document: customer 10000 Adatum is blocked for all "
            "transactions. Lift the block on the customer card first.",
            "Impossible d'annuler le document validé : le client 10000 Adatum est bloqué pour "
            "toutes les transactions. Levez d'abord le blocage sur la fiche client.",
        ),
    ],
)
def test_the_refusal_names_action_customer_block_and_what_remains(
    action, block, english, french
):
    with translation.override("en"):
        assert block_refusal(adatum(block), action) == english
    with translation.override("fr"):
        told = block_refusal(adatum(block), action) or ""
    assert told.replace("’", "'").replace("\u00a0", " ") == french


def test_the_privacy_block_is_told_first_and_counts_as_all():
    told = block_refusal(adatum("all", privacy_blocked=True), Action.POST_PAYMENT)
    assert told == (
        "Can't post the payment: customer 10000 Adatum is blocked for privacy. "
        "Clear “privacy blocked” on the customer card first."
    )
    assert block_refusal(adatum("", privacy_blocked=True), Action.POST_PAYMENT)
    assert block_refusal(adatum("", privacy_blocked=True), Action.PRINT) is None


def test_editing_a_document_of_a_blocked_customer_warns():
    assert block_warning(adatum("ship"), Action.EDIT_DOCUMENT) == (
        "Customer 10000 Adatum is blocked for shipping. "
        "Existing shipments can still be invoiced."
    )


def test_a_free_customer_has_no_sentence():
    assert block_sentence(adatum()) == ""


def test_a_block_that_does_not_exist_is_an_error_and_not_a_free_pass():
    with pytest.raises(ValueError, match="sometimes"):
        verdict("sometimes", Action.CREATE_ORDER)


def test_blocks_and_their_explanations_speak_french():
    with translation.override("fr"):
        assert [str(block.label) for block in BLOCKS] == [
            "(vide)",
            "Expédier",
            "Facture",
            "Tous",
        ]
        french = {str(text) for text in EXPLANATIONS.values()}
    assert not french & {str(text) for text in EXPLANATIONS.values()}
