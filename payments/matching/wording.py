"""Reasons, warnings and lost candidates in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES = {
    "account": _("Bank account %(account)s matched."),
    "name_and_address": _("Name %(name)s (%(percent)s %%), address and city matched."),
    "party_unknown": _("The related party was not recognised."),
    "number": _("Number %(number)s found in the text."),
    "external_number": _("External number %(number)s found in the text."),
    "reference": _("Payment reference %(number)s matched."),
    "amount_unique": _("Amount unique: the only open entry in range."),
    "amount_differs": _("The amount differs."),
    "collected": _("Direct debit %(id)s collected it."),
    "mapping": _("The text contains “%(text)s”, which is mapped to this account."),
    "mapping_before_entry": _("The mapping came before entry %(number)s."),
    "unserved": _("No money was left for %(number)s."),
    "outscored": _(
        "Another candidate of this line scored higher, or as high and fell due first."
    ),
    "taken": _("Line %(line)s took it: that match scored higher."),
}
NAMES = {
    ("name", True): _("Name %(name)s matched (%(percent)s %%); no other name is like it."),
    ("name", False): _("Name %(name)s matched (%(percent)s %%); other names contain it."),
    ("name_in_text", True): _("Name %(name)s found in the text; no other name is like it."),
    ("name_in_text", False): _("Name %(name)s found in the text; other names contain it."),
}
AMOUNT_SHARED = ngettext_lazy(
    "%(count)d open entry in range.", "%(count)d open entries in range.", "count"
)
AMOUNT_CROWDED = ngettext_lazy(
    "More than %(count)d open entry in range.",
    "More than %(count)d open entries in range.",
    "count",
)
SEVERAL_ENTRIES = ngettext_lazy(
    "%(count)d entry has the same confidence.",
    "%(count)d entries have the same confidence.",
    "count",
)


def sentence(reason: Sequence[Any]) -> str:
    """One stored [code, figures] as a sentence in the active language."""
    code, params = reason[0], reason[1]
    if code in ("name", "name_in_text"):
        return str(NAMES[code, bool(params.get("unique"))] % params)
    if code == "amount_shared":
        template = AMOUNT_CROWDED if params.get("more") else AMOUNT_SHARED
        return str(template % {"count": params["count"]})
    if code == "several_entries":
        return str(SEVERAL_ENTRIES % {"count": params["count"]})
    return str(SENTENCES[code] % params)


def sentences(reasons: Iterable[Sequence[Any]]) -> list[str]:
    """Each reason as a sentence, in order."""
    return [sentence(reason) for reason in reasons]
