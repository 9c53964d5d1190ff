"""A grid that saves as you go: each row by itself when the cursor leaves it.

For journals of up to some thousand rows. An app declares one class; the page then types,
pastes, removes and brings back rows by keyboard, shows refusals below their row while typing,
and keeps whatever could not be saved, also over a reload, an ended session or a dead network.

    class LineGrid(LiveGrid):                            # in a module named views or forms
        url_name = "payments:lines"
        view_permission, change_permission = "payments.view_line", "payments.change_line"
        row_form = LineForm                              # a kit Form or ModelForm
        sort = Sort("line_no")                           # unique within the grid, not null
        widths = {"document_no": "code", "account": "lookup", "description": "wide"}
        shown = (ShownColumn("balance", _("Balance"), after="amount"),)   # read only
        running = ("balance",)                           # depends on other rows
        actions = (RowAction(_("Apply entries"), "payments:line_apply", key="Shift+F11"),)
        refused = (JournalRefused,)                      # exceptions with `.refusals`

        def open(self, pk):                              # what the address names
            self.batch = get_object_or_404(Batch, pk=pk)

        def queryset(self):
            return self.batch.lines.select_related("currency")

        def defaults(self):                              # what a new row starts with
            return {"posting_date": ..., "document_no": ..., "account_type": "customer"}

        def suggest(self, values, touched):              # other cells that follow what was typed
            return {"description": values["account"].name} if "account" in touched else {}

        def check(self, edit):                           # refusals while typing, nothing saved
            return line_refusals(self.batch, edit.values)

        def save(self, edit):
            try:
                return save_line(self.batch, edit, by=self.user)
            except LineChanged as changed:
                raise RowChanged(changed.line, by=changed.by) from changed

        def remove(self, row_id, version): ...           # RowChanged, RowRefused likewise

        def decimals_of(self, name, values):             # amounts in the row's own currency
            return currency_decimals(values.get("currency") or "")

        def locked(self):                                # a sentence: nobody may type just now
            return self.batch.why_locked()

        def foot(self):                                  # label and value, below the rows
            return [(_("Lines"), 12), (_("Balance"), RowFigure("balance")), (_("Total"), ...)]

    path("batches/<int:pk>/", batch_page, name="batch"),
    *LineGrid.urls("batches/<int:pk>/lines/"),           # payments:lines_row, _rows, _remove

    def batch_page(request, pk):
        grid = LineGrid(request, pk=pk)                  # 403 without view_permission
        return render(request, "payments/batch.html", {"grid": grid, ...})

    {% block content %}{% live_grid grid %}{% endblock %}
    {% block scripts %}{% include "ui/live/scripts.html" %}{% endblock %}

What the app promises
    suggest also empties what no longer fits: {"account": None} when the account type changed.
    save(edit) writes one row and returns it as stored. `edit.row_id` None is a new row, to be
    put before the row `edit.before` (None: at the end). The row carries `version`, which each
    save raises; a row that no longer has `edit.version` raises RowChanged(row as it is now).
    The app stores `edit.token` on the row it creates, in a column `token` that is unique where
    it is not null. A request that is sent again after a timeout then finds the row by its token
    and changes it instead of making a second one; the grid does this, the app only stores it.
    remove(row_id, version) deletes; a row that is gone already is no error.

What the grid promises
    Only whole rows that the form accepts reach `save`, in the order they were left, each in a
    transaction of its own. What was typed is never replaced while it is being typed.

Pages: `page_rows` rows at a time, `?at=last` for the end, `?row=<id>` for the page with a row and
the cursor in it; so a row's action page leads back to where the user was.

edit.py what one row shall become     grid.py the class to declare    cells.py rows as plain text
saving.py from the form to the answer    views.py the three addresses
"""

from arcore.ui.live.edit import RowChanged, RowEdit, RowRefused
from arcore.ui.live.grid import LiveGrid, RowAction, RowFigure, ShownColumn

__all__ = [
    "LiveGrid",
    "RowAction",
    "RowChanged",
    "RowEdit",
    "RowFigure",
    "RowRefused",
    "ShownColumn",
]
