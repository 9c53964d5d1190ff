"""The page kit: every page is built from it, so that the same thing always looks the same.

Contents
    templates/ui/base.html   the frame; blocks heading, subtitle, actions, content, scripts, and
                             context title, breadcrumbs [(label, url)], actions (allowed_actions)
    templates/ui/form.html   a whole form page: context title, form, grid, submit_label, cancel_url
    lists.py     ListView: filters, order and keyset pages in the URL; EmptyState
    tables.py    Table; Column, LinkColumn, MoneyColumn, NumberColumn, DateColumn, StatusColumn,
                 BooleanColumn
    export/      every list as CSV and XLSX; a column says its own value with `value`, or two
                 facts of one cell with `export_parts`
    filters.py   FilterSet; SearchFilter, DateRangeFilter, AmountRangeFilter; ChoiceFilter and the
                 rest straight from django_filters
    keyset.py    pages by position and signed cursors      counts.py   capped row counts
    forms.py     Form, ModelForm with `fieldsets` and `add_refusals`
    fields.py    MoneyFormField, DateFormField and their inputs
    refusals.py  refusals beside their row or field        text.py     clean typed text
    amounts.py   read and show amounts by language         dates.py    read and show dates
    actions.py   Action: a button with its permission      navigation.py  the left menu
    grid.py      grid_of(RowForm), inline_grid_of(Document, Line, RowForm): rows by keyboard;
                 a row form is a Form or ModelForm; set `totals`, `widths`, `line_number` on a base
    live/        LiveGrid: rows saved as you go, for journals; its docstring has an example
    lookup.py    LookupSource, LookupField(source, "app:lookup"), LookupView (the suggestions);
                 a SourceChoice in place of the source where other cells decide where to search
    preview.py   ConfirmForm, PreviewGroup, tell_result with ResultLink: confirm by preview
    pieces.py    AgePart, Tab
    templatetags/ui.py   {% icon %} {% money %} {% day %} {% badge %} {% blocked_badge %}
                 {% ageing_strip %} {% document_link %}
    templates/ui/preview.html  context refusals, warnings, facts, groups, confirm, confirm_label,
                 cancel_url;  facts.html: facts [(label, value)];  tabs.html: tabs [Tab];
                 progress.html: label, done, total, poll_url;  empty.html, pager.html, table.html
    kit.py       the living style page at /ui/kit/: every component in all its states

A list page (`path("", CustomerList.as_view(), name="list")`):

    class CustomerTable(Table):
        number = LinkColumn()                      # opens record.get_absolute_url()
        name = Column()
        balance = MoneyColumn(currency="currency_code")
        blocked = StatusColumn(tones={"all": "bad", "ship": "warn", "invoice": "warn"})

    class CustomerFilter(FilterSet):
        q = SearchFilter(key="search_key", columns=("number",))
        blocked = ChoiceFilter(choices=Blocked.choices, label=_("Blocked"))

    class CustomerList(ListView):
        permission_required = "customers.view_customer"
        title = _("Customers")
        queryset = Customer.objects.with_balance()
        table_class = CustomerTable
        filterset_class = CustomerFilter
        sort_columns = ("number", "name")          # columns of the table, not null, and an
        default_sort = "number"                    # index on (column, id) for each
        actions = [Action(_("New customer"), "customers:create", "customers.add_customer",
                          icon="plus", primary=True, key="c")]
        empty = EmptyState(_("No customers yet"), action=actions[0])

A form page:

    class CustomerForm(ModelForm):                 # dates and amounts become the kit's fields
        fieldsets = ((_("General"), ("number", "name")), (_("Invoicing"), ("terms",)))
        class Meta: ...

    @permission_required("customers.add_customer", raise_exception=True)
    def create(request):
        form = CustomerForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return redirect(create_customer(form.cleaned_data, request.user))
            except Refused as refused:
                form.add_refusals(refused.refusals)   # .line, .message, optional .field
        status = 422 if form.is_bound else 200
        page = {"title": _("New customer"), "form": form, "cancel_url": reverse("customers:list")}
        return render(request, "ui/form.html", page, status=status)

A journal of rows that are saved one by one (all of it in `live/__init__.py`):

    {% load live %}{% block content %}{% live_grid grid %}{% endblock %}
    {% block scripts %}{% include "ui/live/scripts.html" %}{% endblock %}

A form with lines gives both to the template and the grid to the refusals:

    LineGrid = inline_grid_of(SalesDocument, SalesLine, LineForm, base=LineGridBase)
    grid = LineGrid(request.POST or None, instance=document, prefix="line")
    ... if form.is_valid() & grid.is_valid(): ... form.add_refusals(refused, grid)
    return render(request, "ui/form.html", {"form": form, "grid": grid, ...}, status=422)

Tests in a browser use the fixtures of `tests/plugins/browser.py`: open_page, serious_violations.

Own templates extend `ui/base.html` (or `ui/list.html`, `ui/form.html`) and load no other style
or script than the kit's. A link inside a table cell that opens the row is a LinkColumn: j, k and
Enter walk along it. Decorative icons: `{% icon "plus" %}`, names in `static/ui/icons.svg`.
"""
