"""The key under which a name is searched and sorted: unaccented, lower case, single spaces.

The embedded database has no ICU collations, so the key is kept in a column of its own.
"""

import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_BASE_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def search_key(name: str) -> str:
    """`Société  Œuvre & Fils` -> `societe oeuvre & fils`; other scripts and signs are kept.

    The key of a key is the key itself. It can be longer than the name (ß -> ss).
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(letters.casefold().translate(_BASE_LETTERS).split())
