"""The demo company: a bicycle wholesaler in Lyon with two years of business behind it.

`load_demo` makes it through the rules of the product itself: documents and receipts take the
posting road in batches, so its books hold like any other's. Nothing of it is random twice: a
seed and a day give the same company.

setup/       accounts, groups, rates, terms, banks, items, people
world/       places, names, IBANs and VAT numbers
clients/     the customers and their payment habits
vendors/     the vendors, their bills, credit memos and payment runs
story/       week by week: deals, shipments, invoices, receipts; the adjustment of a month's end
drafts/      what lies on the clerk's desk today
statements/  the bank statement files that wait to be imported
"""

from arcore.desk.demo.load import SEED, DatabaseNotEmpty, DemoCompany, load_demo
from arcore.desk.demo.statements.files import waiting_files

__all__ = ["SEED", "DatabaseNotEmpty", "DemoCompany", "load_demo", "waiting_files"]
