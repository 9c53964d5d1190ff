// Live grid, whole rows: where the cursor is, rows added, removed and brought back.
(function () {
  "use strict";
  var live = window.arcoreLive;

  live.names = function (grid) { return Object.keys(grid.kinds); };

  // Put the cursor into a cell; what leaves the old row behind happens as the focus moves.
  live.enter = function (grid, row, name) {
    live.open(grid, row);
    var input = (name && live.input(row, name)) || live.inputs(row)[0];
    input.focus();
    if (input.select) input.select();
  };

  live.firstEmpty = function (row) {
    var cells = live.cells(row);
    return Object.keys(cells).find(function (name) { return !cells[name].text; }) || Object.keys(cells)[0];
  };

  // The focus came to a row: it is the one with inputs, the one before is saved.
  live.activate = function (grid, row) {
    var old = grid.active;
    grid.active = row;
    live.open(grid, row);
    if (old && old !== row && old.isConnected) {
      live.close(old);
      if (live.isBlank(old) && old !== lastRow(grid)) { old.remove(); live.renumber(grid); }
      else live.save(grid, old);
    }
    live.showFigures(grid);
  };

  function lastRow(grid) { var all = live.rows(grid); return all[all.length - 1]; }

  // A new row with the defaults, above another or at the end.
  live.add = function (grid, above) {
    var row = live.parse(grid.blank).row;
    if (above) above.before(row); else grid.body.append(row);
    live.base(row);
    live.renumber(grid);
    return row;
  };
  // The last page always ends with a row to type in.
  live.endWithBlank = function (grid) {
    var last = lastRow(grid);
    if (!grid.following && (!last || !live.isBlank(last))) live.add(grid, null);
  };

  live.renumber = function (grid) {
    live.rows(grid).forEach(function (row, at) {
      var cell = row.querySelector(".grid-row-number"), number = String(grid.start + at);
      if (cell.textContent !== number) cell.textContent = number;
    });
  };

  live.remove = function (grid, row) {
    if (live.isBlank(row) && row === lastRow(grid)) return;
    var all = live.rows(grid), at = all.indexOf(row), next = all[at + 1] || all[at - 1];
    var name = document.activeElement.closest("td[data-name]");
    row.isGone = true;
    grid.removed.push({ row: row, cells: live.cells(row), below: all[at + 1] || null });
    if (next) live.enter(grid, next, name && name.dataset.name);
    grid.queue = grid.queue.filter(function (job) { return job.row !== row || (grid.sending && grid.sending.includes(job)); });
    live.close(row);
    live.setProblems(row, null);
    row.remove();
    if (!live.isNew(row)) grid.queue.push({ removed: row });
    live.setState(row, "");
    live.endWithBlank(grid);
    live.renumber(grid);
    grid.undo.hidden = false;
    live.keep(grid);
    live.send(grid);
    live.say(grid, "removed", {});
  };

  // Bring the row removed last back: as it was if nobody was told yet, else as a new row.
  live.undo = function (grid) {
    var gone = grid.removed.pop(), row = gone && gone.row;
    if (!row) return;
    row.isGone = false;
    var job = grid.queue.find(function (one) { return one.removed === row; });
    if (job && !(grid.sending && grid.sending.includes(job))) grid.queue.splice(grid.queue.indexOf(job), 1);
    else if (!live.isNew(row)) {
      row = live.parse(grid.blank).row;
      row.base = {};
    }
    place(grid, row, gone.below);
    Object.keys(gone.cells).forEach(function (name) { live.write(row, name, gone.cells[name]); });
    if (row !== gone.row) row.base = {};
    grid.undo.hidden = !grid.removed.length;
    live.renumber(grid);
    live.enter(grid, row);
    live.save(grid, row, true);
  };
  function place(grid, row, below) {
    if (below && below.isConnected) below.before(row);
    else if (lastRow(grid) && live.isBlank(lastRow(grid))) lastRow(grid).before(row);
    else grid.body.append(row);
  }

  // A removal that was refused: the row is there again, with the reason below.
  live.giveBack = function (grid, job, told) {
    var fresh = live.parse(told.row), gone = grid.removed.findIndex(function (one) { return one.row === job.removed; });
    place(grid, fresh.row, gone >= 0 ? grid.removed.splice(gone, 1)[0].below : null);
    live.setProblems(fresh.row, fresh.problems);
    grid.undo.hidden = !grid.removed.length;
    live.tell(grid, fresh.row, fresh.problems);
  };

  // A conflict is decided by the person: take what the others saved, or save one's own over it.
  live.decide = function (grid, row, mine) {
    var theirs = row.theirs && live.parse(row.theirs).row;
    live.setProblems(row, null);
    if (!theirs && !mine) { live.setState(row, ""); row.base = live.cells(row); row.dataset.row = ""; live.remove(grid, row); return; }
    row.dataset.row = theirs ? theirs.dataset.row : "";
    row.dataset.version = theirs ? theirs.dataset.version : "";
    if (!theirs) row.dataset.token = "";
    row.base = theirs ? live.cells(theirs) : {};
    row.refusedAs = row.theirs = null;
    if (!mine) Object.keys(row.base).forEach(function (name) { live.write(row, name, row.base[name]); });
    live.setState(row, "");
    live.enter(grid, row);
    live.save(grid, row, true);
    live.keep(grid);
  };

  function typed(grid, row, names) {
    row.touched = row.touched || new Set();
    row.own = row.own || new Set();
    names.forEach(function (name) { row.touched.delete(name); row.touched.add(name); row.own.add(name); });
    // A cell that was saved is written as usual when the cursor leaves it: nothing was typed.
    if (live.isNew(row) || live.isDirty(row)) live.setState(row, "typed");
    else if (row.dataset.state !== "saved") live.setState(row, "");
    live.endWithBlank(grid);
    live.keep(grid);
  }
  live.typed = typed;

  live.copyDown = function (grid, row, name) {
    var all = live.rows(grid), above = all[all.indexOf(row) - 1];
    if (!above) return;
    live.write(row, name, live.cells(above)[name]);
    typed(grid, row, [name]);
    live.checkSoon(grid, row, true);
  };

  live.duplicate = function (grid, row, name) {
    var copy = live.parse(grid.blank).row, cells = live.cells(row);
    live.base(copy);
    row.after(copy);
    if (live.problems(row)) live.problems(row).after(copy);
    Object.keys(cells).forEach(function (one) { live.write(copy, one, cells[one]); });
    typed(grid, copy, []);
    live.renumber(grid);
    live.enter(grid, copy, name);
  };
})();
