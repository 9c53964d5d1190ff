"""The left navigation: every page an entry, left out where the user may not go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arcore.ui.actions import Text, address


@dataclass(frozen=True)
class Entry:
    """One link. `staff_only` is for the admin, which asks for is_staff, not a permission."""

    label: Text
    url_name: str
    permission: str = ""
    icon: str = ""
    staff_only: bool = False
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Section:
    label: Text
    entries: Sequence[Entry]


SECTIONS: tuple[Section, ...] = (
    Section("", (Entry(_("Desk"), "desk", icon="desk"),)),
    Section(
        _("Sales"),
        (
            Entry(_("Customers"), "customers:list", "customers.view_customer", "customers"),
            Entry(_("Documents"), "documents:list", "ledger.view_salesdocument", "document"),
            Entry(
                _("Posted documents"),
                "documents:posted_list",
                "ledger.view_postedinvoice",
                "posted",
            ),
        ),
    ),
    Section(
        _("Purchases"),
        (Entry(_("Vendors"), "vendors:list", "ledger.view_vendor", "vendors"),),
    ),
    Section(
        _("Bank"),
        (
            Entry(
                _("Payment journals"), "journal:list", "payments.view_journalline", "document"
            ),
            Entry(
                _("Posted journals"),
                "journal:posted_list",
                "payments.view_postedjournal",
                "posted",
            ),
            Entry(
                _("Reconciliation"),
                "reconciliation:list",
                "payments.view_reconciliationjournal",
                "match",
            ),
            Entry(
                _("Payment registration"),
                "registration:list",
                "payments.view_registrationline",
                "check",
            ),
            Entry(
                _("Split receipts"),
                "splitting:list",
                "payments.view_splitreceipt",
                "split",
            ),
            Entry(
                _("Posted reconciliations"),
                "reconciliation:posted_list",
                "payments.view_postedreconciliation",
                "posted",
            ),
            Entry(
                _("Bank statements"),
                "reconciliation:statement_list",
                "payments.view_bankstatement",
                "statement",
            ),
            Entry(
                _("Bank accounts"),
                "ledger:bank_account_list",
                "ledger.view_bankaccount",
                "bank",
            ),
        ),
    ),
    Section(
        _("Ledger"),
        (
            Entry(
                _("Customer entries"),
                "ledger:customer_entry_list",
                "ledger.view_customerledgerentry",
                "entries",
            ),
            Entry(
                _("Vendor entries"),
                "ledger:vendor_entry_list",
                "ledger.view_vendorledgerentry",
                "entries",
            ),
            Entry(
                _("G/L entries"),
                "ledger:general_entry_list",
                "ledger.view_generalledgerentry",
                "entries",
            ),
            Entry(
                _("Bank entries"),
                "ledger:bank_entry_list",
                "ledger.view_bankledgerentry",
                "entries",
            ),
            Entry(
                _("Exchange rate adjustments"),
                "currencies:list",
                "ledger.view_exchangeadjustment",
                "calendar",
            ),
            Entry(_("Accounts"), "ledger:account_list", "ledger.view_glaccount", "accounts"),
            Entry(_("Registers"), "ledger:register_list", "ledger.view_register", "register"),
        ),
    ),
    Section(
        _("Set-up"),
        (
            Entry(
                _("Exchange rates"), "company:rate_list", "company.view_exchangerate", "sort"
            ),
            Entry(
                _("Payment tolerance"), "tolerance:list", "ledger.view_tolerancechange", "split"
            ),
            Entry(_("Administration"), "admin:index", icon="gear", staff_only=True),
        ),
    ),
)


def navigation_for(request: HttpRequest) -> list[Section]:
    """The sections this user may use, with the entry of the current page marked."""
    if not request.user.is_authenticated:
        return []
    offered = [
        replace(section, entries=entries)
        for section in SECTIONS
        if (entries := _allowed(section.entries, request))
    ]
    current = _current_url(offered, request.path)
    return [
        replace(
            section,
            entries=[
                replace(entry, is_current=entry.url == current) for entry in section.entries
            ],
        )
        for section in offered
    ]


def _allowed(entries: Sequence[Entry], request: HttpRequest) -> list[Entry]:
    found = []
    for entry in entries:
        if entry.staff_only and not request.user.is_staff:
            continue
        if entry.permission and not request.user.has_perm(entry.permission):
            continue
        if url := address(entry.url_name):
            found.append(replace(entry, url=url))
    return found


def _current_url(sections: Sequence[Section], path: str) -> str:
    """The longest entry URL that the current path lies under; the desk only by itself."""
    urls = [entry.url for section in sections for entry in section.entries]
    fitting = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default="")
