"""Forms of the payment journal: the rows of its grid, a line with everything, copies, files."""

from payments.journal.forms.choices import ACCOUNT, BALANCING, DOCUMENTS, GROUPS
from payments.journal.forms.details import DetailsForm
from payments.journal.forms.rows import LineForm, grid_form
from payments.journal.forms.whole import ConfirmPostForm, CopyBackForm, ImportForm

__all__ = [
    "ACCOUNT",
    "BALANCING",
    "DOCUMENTS",
    "GROUPS",
    "ConfirmPostForm",
    "CopyBackForm",
    "DetailsForm",
    "ImportForm",
    "LineForm",
    "grid_form",
]
