"""The paper of a posted document: right facts, any text, always the same bytes."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from ledger.documents.cancel import cancel_invoice
from ledger.documents.paper import paper_facts
from ledger.documents.pdf import render_pdf
from ledger.documents.return_invoice import return_invoice
from ledger.models import PostedCreditMemo, PostedInvoice, PostedReturnReceipt, PostedShipment
from tests.builders import TODAY


def invoice_of(house, name="Adatum", **fields):
    customer = house.customer(name, **fields.pop("customer", {}))
    house.post_draft(house.draft(customer, ("3", "33.335"), ("1", "100"), **fields))
    return PostedInvoice.objects.select_related("bill_to", "entry__closed_by").latest("id")


def test_the_invoice_says_what_the_law_wants(house):
    house.company.iban = "FR7630006000011234567890189"
    house.company.vat_registration_no = "FR32123456789"
    house.company.save()
    invoice = invoice_of(
        house, payment_terms=house.terms, discount_percent=2, discount_date=TODAY
    )
    facts = paper_facts(invoice, house.company)
    assert facts["title"] == "Invoice INV00001"
    assert facts["vat"] == [["20", "200.01", "40.00"]]
    assert facts["totals"][2] == ["Total incl. VAT", "240.01 EUR"]
    assert facts["rows"][0][4:] == ["33.335", "20", "100.01"]
    notes = " ".join(facts["notes"])
    assert "IBAN FR76 3000 6000 0112 3456 7890 189, payment reference INV00001" in notes
    assert "deduct 2 %: 235.21 EUR" in notes
    assert "VAT no. FR32123456789" in facts["company"]["foot"]


def test_a_paid_invoice_asks_for_nothing(house):
    invoice = invoice_of(
        house, balancing_account=house.accounts["cash"], payment_method=house.cash_method
    )
    assert paper_facts(invoice, house.company)["notes"] == ["Paid by Cash."]


@pytest.mark.parametrize(
    "name", ["Adatum", "شركة النور 🌙 日本", '{{ #panic() }} $x$ *b* \\ "q"']
)
def test_any_name_gives_the_same_bytes_twice(house, name):
    invoice = invoice_of(house, name)
    paper = render_pdf(invoice)
    assert paper.startswith(b"%PDF-")
    assert paper == render_pdf(PostedInvoice.objects.get(pk=invoice.pk))


def test_ordinary_text_gives_an_archive_pdf(house):
    assert b"pdfaid:part" in render_pdf(invoice_of(house))


def test_the_customer_reads_its_own_language(house):
    invoice = invoice_of(house, language="fr")
    with override("fr"):
        facts = paper_facts(invoice, house.company)
    assert facts["title"] == "Facture INV00001"
    assert facts["totals"][2][1] == "240,01 EUR"
    assert render_pdf(invoice).startswith(b"%PDF-")


def test_shipments_have_no_amounts_and_credit_memos_name_their_invoice(house):
    order = house.draft(house.customer(), ("4", "10"), kind="order")
    house.post_draft(order)
    facts = paper_facts(PostedShipment.objects.get(), house.company)
    assert (facts["totals"], facts["notes"], len(facts["columns"])) == ([], [], 4)
    assert render_pdf(PostedShipment.objects.get()).startswith(b"%PDF-")
    invoice = PostedInvoice.objects.get()
    memo = cancel_invoice(invoice.pk, today=TODAY, user=None)
    facts = paper_facts(memo, house.company)
    assert ["Corrects invoice", invoice.no] in facts["facts"]
    assert facts["totals"][2][1] == "48.00 EUR"
    assert memo.total_gross == Decimal(48)


def test_a_return_has_a_paper_for_the_parcel_a_receipt_and_a_credit_memo(house):
    invoice = invoice_of(house, language="fr", customer={"language": "fr"})
    document = return_invoice(invoice.pk, today=TODAY, user=None)
    with override(document.language):
        facts = paper_facts(document, house.company)
    assert facts["title"] == f"Retour {document.no}"
    assert facts["notes"] == ["Merci de joindre ce document aux marchandises."]
    assert ["Facture", invoice.no] in facts["facts"]
    assert (facts["totals"], len(facts["columns"])) == ([], 4)
    house.post_draft(document)
    with override(document.language):
        receipt = paper_facts(PostedReturnReceipt.objects.get(), house.company)
        memo = paper_facts(PostedCreditMemo.objects.get(), house.company)
    assert receipt["title"] == "Réception retour RCP00001"
    assert memo["title"] == "Avoir CRM00001"
    for facts in (receipt, memo):
        assert ["N° retour", document.no] in facts["facts"]
    assert ["Corrige la facture", invoice.no] in memo["facts"]
    for paper in (document, PostedReturnReceipt.objects.get(), PostedCreditMemo.objects.get()):
        assert render_pdf(paper).startswith(b"%PDF-")
