"""Criterion 2: does the line quote the entry's number? (spec b)

A number of at least four characters is quoted when it stands in `text + " " + additional
info` and neither neighbour is A-Z or 0-9; blanks and punctuation are boundaries. Every
occurrence is tried. What stands before a number's first and after its last letter or digit is
not counted as part of it (`#0117.` is 0117). Case does not count for A-Z; other letters are
taken as they are, so that the database index and this rule agree to the letter.

Index: a quoted number's runs of letters and digits are whole runs of the text. So a number is
filed under its first four runs with what stands between them, and a text is looked up under
each sequence of one to four of its runs: INV-24-0117/A -> `INV-24-0117/A`.
"""

import re

from payments.matching.sql import SEPARATOR

SHORTEST_NUMBER = 4
RUNS = 4
LONGEST_KEY = 35

_RUN = re.compile("[A-Z0-9]+")
_KEY = re.compile(r"[A-Z0-9]+(?:[^A-Z0-9]+[A-Z0-9]+){0,3}")
_CORE = re.compile(r"[A-Z0-9](?:.*[A-Z0-9])?", re.DOTALL)
_CAPITALS = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}

# The same key in SQL, for the index and the queries over it.
KEY_SQL = "substring(upper({} COLLATE \"C\") from '[A-Z0-9]+(?:[^A-Z0-9]+[A-Z0-9]+){{0,3}}')"
REFERENCE_SQL = "upper(replace({}, ' ', '') COLLATE \"C\")"


def capitals(text: str) -> str:
    """a-z become A-Z, everything else stays."""
    return text.upper() if text.isascii() else text.translate(_CAPITALS)


def number_key(number: str) -> str:
    """What a number is filed under; empty when it has neither letter nor digit."""
    found = _KEY.search(capitals(number))
    return found[0] if found else ""


def reference_key(reference: str) -> str:
    """A payment reference without blanks, in capitals."""
    return capitals(reference.replace(" ", ""))


def quotable_text(text: str, info: str) -> str:
    """Where numbers are looked for."""
    return capitals(f"{text} {info}")


def keys_in(text: str) -> set[str]:
    """Every key under which a number quoted in the text (in capitals) can be filed."""
    spans = [match.span() for match in _RUN.finditer(text)]
    keys = set()
    for i, (start, _end) in enumerate(spans):
        for _start, end in spans[i : i + RUNS]:
            length = end - start
            if length > LONGEST_KEY:
                break
            if length >= SHORTEST_NUMBER:
                keys.add(text[start:end])
    if SEPARATOR in text:
        return {key for key in keys if SEPARATOR not in key}
    return keys


def quotes(text: str, number: str) -> bool:
    """Whether the text (in capitals) quotes the number.

    `FAKT 24-0117.` quotes 24-0117; `124-0117` and `24-01170` do not; `A12` is too short.
    """
    core = _CORE.search(capitals(number))
    if core is None or len(core[0]) < SHORTEST_NUMBER or SEPARATOR in core[0]:
        return False
    number = core[0]
    at = text.find(number)
    while at >= 0:
        end = at + len(number)
        if not (at and _is_run(text[at - 1])) and not (end < len(text) and _is_run(text[end])):
            return True
        at = text.find(number, at + 1)
    return False


def quoted_number(text: str, reference: str, entry) -> tuple[str, str] | None:
    """(what matched, the number) for an entry: payment reference, document or external no."""
    if reference and entry.reference and reference_key(entry.reference) == reference:
        return ("reference", entry.reference)
    if quotes(text, entry.document_no):
        return ("number", entry.document_no)
    if quotes(text, entry.external_no):
        return ("external_number", entry.external_no)
    return None


def _is_run(character: str) -> bool:
    return "A" <= character <= "Z" or "0" <= character <= "9"
