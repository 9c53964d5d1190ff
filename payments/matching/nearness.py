"""How near a text comes to a name (spec reconciliation-and-matching, b, criterion 1)."""

import unicodedata

SHORTEST_PIECE = 4
NEAR_ENOUGH = 95


def nearness(name: str, text: str) -> int:
    """0 to 100: how much of the shorter one is found in the other, in pieces of 4 or more.

    Trimmed and folded; 0 when the text is shorter than 65 % of the name. The longest
    common piece is counted and taken out of both, again and again; of several equally long
    pieces the one that comes first in the name goes first.
    FJORDLINE MARINE in Fjordline Marine AS -> 100; HANS MEIER for Meier Hans -> 90, not enough.
    """
    return near(folded(name.strip()), folded(text.strip()))


def folded(text: str) -> str:
    """Capitals without accents, as banks write names: Hôtel -> HOTEL, Groß -> GROSS."""
    text = text.upper()
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


def near(name: str, text: str) -> int:
    """`nearness` of a name and a text that are trimmed and folded already."""
    shorter = min(len(name), len(text))
    if 100 * len(text) < 65 * len(name) or not shorter:
        return 0
    if name in text or text in name:
        return 100 if shorter >= SHORTEST_PIECE else 0
    covered = 0
    while True:
        piece = longest_common(name, text)
        if len(piece) < SHORTEST_PIECE:
            return 100 * covered // shorter
        covered += len(piece)
        name = name.replace(piece, "", 1)
        text = text.replace(piece, "", 1)


def longest_common(name: str, text: str) -> str:
    """The longest piece that both contain; of equals the first in the name."""
    start, length = 0, 0
    for i in range(len(name)):
        while i + length < len(name) and name[i : i + length + 1] in text:
            start, length = i, length + 1
    return name[start : start + length]
