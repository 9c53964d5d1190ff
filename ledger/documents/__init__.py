"""Sales documents: quote, order, shipment, invoice, credit memo.

Drafts
    create    make one: everything copied from its customers      parties   what is copied
    edit      change one over the version that was looked at      header, edit_lines, lines
    version   a stale save is refused                             refused   why it was refused
    quantities  to ship, to invoice and their maxima (pure)       dates     due and discount (pure)
    totals    amounts and VAT of the lines                        vat       VAT per rate (pure)
    release   lock the lines, reopen them                         delete    a draft without trace
    warnings  credit limit and overdue notices                    exposure  their figures
From one document to another
    quote     quote to order or invoice          collect   shipment lines into an invoice
    copy      the same lines again               cancel    corrective credit memo for an invoice
Posting and paper
    posting   the sources that the posting road posts: ship, invoice, credit, undo
    pdf       a posted document as the customer gets it
"""
