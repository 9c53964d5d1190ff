"""The lines of a batch as a plain list, which makes files like every other list."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from arcore.ui.lists import EmptyState, ListView
from payments.journal.tables import LineTable
from payments.journal.versions import LINES
from payments.journal.views.asked import VIEW, batch_of, crumbs
from payments.models import JournalBatch, JournalLine


class LineList(ListView):
    """Its files have headings that the import understands, so that lines come back."""

    permission_required = VIEW
    queryset = JournalLine.objects.all()
    table_class = LineTable
    sort_columns = ("line_no",)
    default_sort = "line_no"
    empty = EmptyState()

    @cached_property
    def batch(self) -> JournalBatch:
        return batch_of(self.kwargs["pk"])

    def get_queryset(self) -> QuerySet:
        return LINES.select_related("batch").filter(batch=self.batch)

    def get_title(self) -> str:
        return _("Lines of %(batch)s") % {"batch": self.batch}

    def get_breadcrumbs(self) -> list[tuple]:
        return crumbs(self.batch)
