"""A posted document or a return order as PDF, typeset by typst in the customer's language.

Chosen: PDF/A-3 with typst's own fonts, the document's posting date as time stamp, so that the
same document always gives the same bytes. Text that those fonts can't show (emoji, other
scripts) would be no PDF/A, so such a document is set again as an ordinary PDF with the fonts
of the machine.
"""

import json
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings
from django.utils.translation import override

from arcore.company.models import Company
from ledger.documents.paper import paper_facts
from ledger.models.document_parts import DocumentHeader

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "documents" / "document.typ"
STANDARD: Literal["a-3b"] = "a-3b"


def render_pdf(document: DocumentHeader) -> bytes:
    """The bytes of the document's PDF; the same document gives the same bytes."""
    with override(document.language):
        facts = paper_facts(document, Company.get())
    source = TEMPLATE.read_bytes()
    stamp = datetime.combine(document.posting_date, time(), UTC)
    inputs = {"facts": json.dumps(facts, default=_plain, sort_keys=True)}
    options: dict[str, Any] = {"format": "pdf", "sys_inputs": inputs, "timestamp": stamp}
    try:
        return typst.compile(
            source, pdf_standards=STANDARD, ignore_system_fonts=True, **options
        )
    except typst.TypstError:
        return typst.compile(source, **options)


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
