"""Every list as a file: CSV or XLSX of all rows that its filters leave, in its order.

columns   which columns the file has and the typed value of each cell
guard     text that a spreadsheet could take for a formula
csv_file, xlsx_file   the two formats
writing   walks the list in chunks over one snapshot and writes the file
answer    what `?export=csv` on a list's own address answers, under the list's own permission

Chosen: the whole file is written before the first byte is sent, to disk beyond a megabyte. A
stream that breaks off looks like a complete CSV, and half a list is worse than an error page.
Up to DIRECT_ROWS a request does it; more is a job of `arcore.exports`, found by its address,
since the kit imports no app.

CSV speaks the reader's language as the spreadsheet does: French separates by semicolons and
writes a decimal comma. Dates are ISO in both. XLSX has real dates and numbers.
"""
