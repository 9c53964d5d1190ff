"""Which batch and account a user registers payments into, and what is missing there."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from arcore.company.models import User
from payments.models import JournalBatch, RegistrationSetup


def setup_of(user: User) -> RegistrationSetup | None:
    """The user's setup with all it names, in one query; None when he never chose."""
    found = RegistrationSetup.objects.select_related(
        "batch__template__number_series",
        "batch__number_series",
        "batch__posting_number_series",
        "balancing_account",
        "balancing_bank",
    )
    return found.filter(user=user).first()


def numbered_batches() -> QuerySet[JournalBatch]:
    """Batches that can number payments: with a series of any kind, and not recurring."""
    numbered = (
        Q(posting_number_series__isnull=False)
        | Q(number_series__isnull=False)
        | Q(template__number_series__isnull=False)
    )
    return JournalBatch.objects.select_related("template").filter(
        numbered, template__recurring=False
    )


def missing(setup: RegistrationSetup | None) -> list[str]:
    """What must be chosen before payments can be registered; empty when all is there."""
    if setup is None:
        return [_("Choose the journal batch and the account that takes the money.")]
    told = []
    if setup.batch is None:
        told.append(_("Choose the journal batch that numbers the payments."))
    elif not (setup.batch.posting_number_series or setup.batch.series):
        message = _(
            "Journal batch %(batch)s has no number series: choose another one, or ask an "
            "administrator for a series."
        )
        told.append(message % {"batch": setup.batch})
    side = setup.balancing_side
    if side is None:
        told.append(_("Choose the account that takes the money."))
    elif side.blocked:
        told.append(_("Account %(account)s is blocked: choose another.") % {"account": side})
    return told
