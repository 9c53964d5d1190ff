"""Sales documents: quote, order, shipment, invoice, credit memo.

vat       VAT per rate on the sum of its lines, spread back over them (pure)
posting   the sources that the posting road posts: ship, invoice, credit, undo
"""
