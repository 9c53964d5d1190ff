"""Text as people may type it: any script and emoji, but nothing invisible that misleads."""

import re
import unicodedata

# Control characters except tab and line breaks, lone surrogates, and the marks that reorder
# what follows (an IBAN could read backwards); right-to-left letters need none of them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean_text(text: str) -> str:
    """The text in composed form, without control and reordering characters."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text.replace("\r\n", "\n")))
