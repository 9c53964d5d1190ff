"""Sales documents: quote, order, shipment, invoice, credit memo, return order, return receipt.

Goods out or goods back are one mechanism; `directions` has the differences as data, `words` in
words.

Drafts
    create    make one: everything copied from its customers      parties   what is copied
    edit      change one over the version that was looked at      header, edit_lines, lines
    version   a stale save is refused                             refused   why it was refused
    quantities  to ship, to invoice and their maxima (pure)       dates     due and discount (pure)
    totals    amounts and VAT of the lines                        vat       VAT per rate (pure)
    release   lock the lines, reopen them                         delete    a draft without trace
    warnings  credit limit and overdue notices                    exposure  their figures
From one document to another
    quote     quote to order or invoice          collect   posted goods into a bill
    copy      the same lines again               corrective      a draft that takes back an invoice
    cancel    credit memo for all of an invoice  return_invoice  return order for some of it
    returnable  what is left of it to return
Posting and paper
    posting   the sources that the posting road posts: ship, receive, invoice, credit, undo
    pdf       a posted document as the customer gets it
"""
