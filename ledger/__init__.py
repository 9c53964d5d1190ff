"""The double-entry ledger and the sales documents that feed it.

models/     accounts, posting setup, registers, transactions, entries, documents; one per file
querysets/  questions about entries
posting/    the one road by which anything is posted
documents/  quote, order, shipment, invoice, credit memo, return order, return receipt
"""
