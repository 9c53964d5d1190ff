"""From what the browser sent about a row to the answer: checked, saved, refused or changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from arcore.ui.live.edit import RowChanged, RowEdit, SentRow
from arcore.ui.live.grid import LiveGrid
from arcore.ui.live.rows import LiveRow, Problem, RowPainter
from arcore.ui.refusals import Refusal

SAVED, CONFLICT, REFUSED = 200, 409, 422
MISSING = "required"  # what Django calls the error of a cell left empty


@dataclass(frozen=True)
class Answer:
    """What became of a row: how it looks now, and in a conflict how the others see it."""

    status: int
    row: LiveRow
    stored: Any = None
    theirs: LiveRow | None = None


def check_row(grid: LiveGrid, sent: SentRow) -> Answer:
    """The row as understood so far, with its refusals; cells still empty are not refused."""
    stored = _stored_row(grid, sent)
    form = _filled_form(grid, stored, sent)
    if form.is_valid():
        _add(form, grid.check(_edit(grid, form, stored, sent)))
    problems = [one for one, is_missing in _problems(form) if not is_missing]
    state = "refused" if problems else ""
    row = RowPainter(grid).typed(stored, form, problems, state, sent.token)
    return Answer(SAVED, row)


def save_row(grid: LiveGrid, sent: SentRow) -> Answer:
    """Store the row, or say why not; nothing that was typed is lost either way."""
    stored = _stored_row(grid, sent)
    form = _filled_form(grid, stored, sent)
    if stored is None and not sent.token and not sent.row_id:
        form.add_error(None, _("This page is too old to save the row. Reload it."))
    if not form.is_valid():
        return _refused(grid, stored, form, sent)
    if stored is not None and not form.has_changed():
        return Answer(SAVED, RowPainter(grid).stored(stored), stored)
    if sent.row_id and (stored is None or grid.version_of(stored) != sent.version):
        return _conflict(grid, form, sent, RowChanged(stored, _changed_by(grid, stored)))
    return _store(grid, stored, form, sent)


def remove_row(grid: LiveGrid, sent: SentRow) -> Answer | None:
    """Delete the row; None when it is gone, however that came."""
    stored = grid.find(sent.row_id) if sent.row_id else None
    if stored is None:
        return None
    painter = RowPainter(grid)
    try:
        with transaction.atomic():
            grid.remove(stored.pk, sent.version)
    except RowChanged as changed:
        if changed.row is None:
            return None
        message = _(
            "%(who)s changed this row meanwhile, so it was not removed. Look at it again."
        )
        said = [Problem(message % {"who": changed.by or _("Somebody")})]
        return Answer(CONFLICT, _with(painter.stored(changed.row), said), changed.row)
    except grid.refused as refused:
        said = [Problem(one.message) for one in refused.refusals]  # type: ignore[attr-defined]
        return Answer(REFUSED, _with(painter.stored(stored), said), stored)
    return None


def _store(grid: LiveGrid, stored: Any, form: Any, sent: SentRow) -> Answer:
    try:
        with transaction.atomic():
            row = grid.save(_edit(grid, form, stored, sent))
    except RowChanged as changed:
        return _conflict(grid, form, sent, changed)
    except grid.refused as refused:
        _add(form, refused.refusals)  # type: ignore[attr-defined]
        return _refused(grid, stored, form, sent)
    except IntegrityError:
        # The same new row, sent twice at once: the other request made it.
        if stored is not None or grid.find_token(sent.token) is None:
            raise
        return save_row(grid, sent)
    return Answer(SAVED, RowPainter(grid).stored(row), row)


def _stored_row(grid: LiveGrid, sent: SentRow) -> Any | None:
    """The row of the database; a new row that was stored before the answer got lost as well."""
    if sent.row_id:
        return grid.find(sent.row_id)
    return grid.find_token(sent.token) if sent.token else None


def _filled_form(grid: LiveGrid, stored: Any | None, sent: SentRow) -> Any:
    """The form of what was typed, completed by what follows from it."""
    form = grid.form(stored, sent.fields)
    asked = sent.touched(form.fields)
    if not asked:
        return form
    readable = [name for name in asked if name not in form.errors]
    if not readable:
        return form
    follow = {
        name: value
        for name, value in grid.suggest(form.cleaned_data, readable).items()
        if name not in asked
    }
    if not follow:
        return form
    data, values = dict(sent.fields), {**form.cleaned_data, **follow}
    grid.writer.know([values])
    for name, value in follow.items():
        data |= grid.writer.sent(name, value, values)
    return grid.form(stored, data)


def _edit(grid: LiveGrid, form: Any, stored: Any | None, sent: SentRow) -> RowEdit:
    found_by_token = stored is not None and not sent.row_id
    return RowEdit(
        row_id=None if stored is None else stored.pk,
        version=grid.version_of(stored) if found_by_token else sent.version,
        token=sent.token,
        before=sent.before,
        values=form.cleaned_data,
        changed=frozenset(form.changed_data),
        proposed=sent.proposed(form.fields),
    )


def _refused(grid: LiveGrid, stored: Any | None, form: Any, sent: SentRow) -> Answer:
    problems = [one for one, _is_missing in _problems(form)]
    row = RowPainter(grid).typed(stored, form, problems, "refused", sent.token)
    return Answer(REFUSED, row, stored)


def _conflict(grid: LiveGrid, form: Any, sent: SentRow, changed: RowChanged) -> Answer:
    """Both versions side by side, unless both say the same."""
    painter = RowPainter(grid)
    if changed.row is None:
        gone = _("Somebody removed this row meanwhile. Keep yours to save it as a new row.")
        row = painter.typed(None, form, [Problem(gone)], "conflict", sent.token)
        return Answer(CONFLICT, row)
    if not grid.form(changed.row, sent.fields).has_changed():
        return Answer(SAVED, painter.stored(changed.row), changed.row)
    said = _("%(who)s changed this row meanwhile.") % {"who": changed.by or _("Somebody")}
    problems = [Problem(said), *_differences(grid, form, changed.row)]
    row = painter.typed(changed.row, form, problems, "conflict", sent.token)
    return Answer(CONFLICT, row, changed.row, painter.stored(changed.row))


def _differences(grid: LiveGrid, form: Any, row: Any) -> list[Problem]:
    """Each cell in which the two versions differ."""
    values = grid.initial(row)
    grid.writer.know([values])
    theirs, mine = grid.writer.stored(values), grid.writer.typed(form)
    return [
        Problem(
            _("now “%(theirs)s”, you typed “%(mine)s”")
            % {"theirs": theirs[name].text, "mine": mine[name].text},
            name,
            form[name].label,
        )
        for name in theirs
        if theirs[name].text != mine[name].text
    ]


def _problems(form: Any) -> Iterable[tuple[Problem, bool]]:
    """Every error of the form, and whether it only says that a cell is still empty."""
    for name, errors in form.errors.as_data().items():
        bound = form[name] if name in form.fields else None
        for error in errors:
            for message in error.messages:
                problem = (
                    Problem(message, bound.name, bound.label) if bound else Problem(message)
                )
                yield problem, error.code == MISSING


def _add(form: Any, refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        field = getattr(refusal, "field", "") or ""
        form.add_error(field if field in form.fields else None, str(refusal.message))


def _changed_by(grid: LiveGrid, row: Any | None) -> str:
    return "" if row is None else grid.changed_by(row)


def _with(row: LiveRow, problems: Sequence[Problem]) -> LiveRow:
    return LiveRow(row.row_id, row.version, row.token, row.cells, problems, "refused")


def running_figures(grid: LiveGrid, first: Any, last: Any) -> Mapping[str, Mapping[str, str]]:
    """The columns that depend on other rows, anew for all rows from one to another."""
    rows = grid.between(first, last)
    grid.run(rows)
    painter = RowPainter(grid)
    return {
        str(row.pk): {name: painter.shown(row, name) for name in grid.running} for row in rows
    }
