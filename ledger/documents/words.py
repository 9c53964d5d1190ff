"""What is said of goods that leave and of goods that come back: the same facts, two wordings."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of the refusals, by what they are about."""

    too_many_moved: Promise
    too_many_billed: Promise
    below_done: Promise
    moved_in_part: Promise
    posted_line: Promise
    deal_is_fixed: Promise
    something_posted: Promise
    other_type_collects: Promise
    choose_a_line: Promise
    taken_elsewhere: Promise
    goods_heading: Promise
    other_subject: Promise
    collected_was_undone: Promise
    collected_is_billed: Promise
    billed_by_another: Promise
    already_undone: Promise
    already_billed: Promise
    collected_by_draft: Promise
    line_of_another: Promise


OUT_WORDS = Words(
    too_many_moved=_("Can't ship more than %(units)s units."),
    too_many_billed=_("Can't invoice more than %(units)s units."),
    below_done=_("The quantity can't fall below the %(done)s units shipped or invoiced."),
    moved_in_part=_("The line was shipped or invoiced in part: add another line instead."),
    posted_line=_(
        "%(line)s was posted and can't be removed: set its quantity to what was shipped."
    ),
    deal_is_fixed=_(
        "%(type)s %(no)s was shipped or invoiced in part, or collects shipments: make another "
        "document to change this."
    ),
    something_posted=_(
        "Can't delete %(type)s %(no)s: something was posted from it. Set the remaining "
        "quantities to what was shipped instead."
    ),
    other_type_collects=_("%(type)s %(no)s can't collect shipments: make an invoice."),
    choose_a_line=_("Choose at least one shipment line."),
    taken_elsewhere=_("This shipment is already invoiced, undone or collected elsewhere."),
    goods_heading=_("Shipment %(no)s:"),
    other_subject=_("The line invoices shipment %(no)s: remove it to invoice something else."),
    collected_was_undone=_("This shipment was undone. Remove the line."),
    collected_is_billed=_("This shipment is already invoiced. Remove the line."),
    billed_by_another=_(
        "Another document of this posting invoices the same shipment. Post %(no)s on its own, "
        "or remove the line."
    ),
    already_undone=_("This shipment line is already undone."),
    already_billed=_("This shipment is already invoiced."),
    collected_by_draft=_(
        "An invoice in preparation collects this shipment. Remove its line first."
    ),
    line_of_another=_(
        "A line does not belong to this shipment. Reload the page and choose again."
    ),
)
BACK_WORDS = Words(
    too_many_moved=_("Can't receive more than %(units)s units."),
    too_many_billed=_("Can't credit more than %(units)s units."),
    below_done=_("The quantity can't fall below the %(done)s units received or credited."),
    moved_in_part=_("The line was received or credited in part: add another line instead."),
    posted_line=_(
        "%(line)s was posted and can't be removed: set its quantity to what was received."
    ),
    deal_is_fixed=_(
        "%(type)s %(no)s was received or credited in part, collects return receipts or takes "
        "back an invoice: make another document to change this."
    ),
    something_posted=_(
        "Can't delete %(type)s %(no)s: something was posted from it. Set the remaining "
        "quantities to what was received instead."
    ),
    other_type_collects=_("%(type)s %(no)s can't collect return receipts: make a credit memo."),
    choose_a_line=_("Choose at least one return receipt line."),
    taken_elsewhere=_(
        "This return receipt is already credited, undone or collected elsewhere."
    ),
    goods_heading=_("Return receipt %(no)s:"),
    other_subject=_(
        "The line credits return receipt %(no)s: remove it to credit something else."
    ),
    collected_was_undone=_("This return receipt was undone. Remove the line."),
    collected_is_billed=_("This return receipt is already credited. Remove the line."),
    billed_by_another=_(
        "Another document of this posting credits the same return receipt. Post %(no)s on its "
        "own, or remove the line."
    ),
    already_undone=_("This return receipt line is already undone."),
    already_billed=_("This return receipt is already credited."),
    collected_by_draft=_(
        "A credit memo in preparation collects this return receipt. Remove its line first."
    ),
    line_of_another=_(
        "A line does not belong to this return receipt. Reload the page and choose again."
    ),
)
