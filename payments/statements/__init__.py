"""Bank statement files: what a bank wrote, read without touching the database.

The door is `read_statements` in `read.py`; it gives a `ParsedFile` or raises
`StatementRefused` with every reason. The controls of `controls.py` then compare its
statements with what the company knows of its bank accounts.

Files that belong together:

- `receive.py`, `detect.py`, `signatures.py`, `prolog.py`, `encoding.py`: is this a file we
  read, and in which letters is it written?
- `camt_file.py`, `camt.py` and `camt_*.py`: ISO 20022 camt.052, camt.053 and camt.054 of any
  version; `pages.py` joins the pages of one statement.
- `csv_*.py`: CSV by a stored column mapping.
- `line_store.py`: the lines wait there until the whole file is found good.
- `parsed.py`: what is handed out, from `parsed_statement.py`, `parsed_line.py`, `problems.py`.
- `values.py`, `references.py`, `fingerprint.py`: amounts, dates, payment references, and
  how a line is recognised again.
"""
