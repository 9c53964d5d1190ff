// Live grid, saving: which rows are sent, and what their answers change on the page.
(function () {
  "use strict";
  var live = window.arcoreLive;
  var AT_ONCE = 50, PAUSE = 700, AGAIN = 2000;

  live.setState = function (row, state) {
    if (state) row.dataset.state = state; else delete row.dataset.state;
  };
  // Not blank, and not as the server has it.
  live.isUnsaved = function (row) { return !live.isBlank(row) && (live.isNew(row) || live.isDirty(row)); };

  function idBelow(grid, row) {
    for (var next = row.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.dataset.row) return next.dataset.row;
    }
    return grid.following;
  }
  live.entry = function (grid, row, cells) {
    if (live.isNew(row) && !row.dataset.token) row.dataset.token = window.crypto.randomUUID();
    var touched = Array.from(row.touched || []);
    return Object.assign(live.fields(grid, cells), {
      row: row.dataset.row, version: row.dataset.version || "", token: row.dataset.token || "",
      before: live.isNew(row) ? idBelow(grid, row) : "", touched: touched.join(","),
      proposed: live.proposed(row, cells).join(","),
    });
  };
  // Cells of a new row in which nobody typed, the same or another: what they propose may have gone to another row.
  live.proposed = function (row, cells) {
    if (!live.isNew(row)) return [];
    var base = live.base(row), offered = row.offered || {}, own = row.own || new Set();
    return Object.keys(cells).filter(function (name) { return !own.has(name) && (live.sameCell(cells[name], base[name]) || live.sameCell(cells[name], offered[name])); });
  };

  function ends(grid) {
    var saved = live.rows(grid).filter(function (row) { return row.dataset.row; });
    return saved.length ? { first: saved[0].dataset.row, last: saved[saved.length - 1].dataset.row } : {};
  }

  // The cursor left the row: save it, unless it was refused exactly so or waits for a decision.
  live.save = function (grid, row, force) {
    window.clearTimeout(row.checkTimer);
    if (row.isGone || !live.isUnsaved(row) || row.dataset.state === "conflict") return;
    if (!force && row.refusedAs && live.same(live.cells(row), row.refusedAs)) return;
    var known = grid.queue.find(function (job) { return job.row === row && (!isSent(grid, job) || live.same(live.cells(row), job.sent)); });
    if (!known) grid.queue.push({ row: row });
    live.setState(row, grid.stopped ? "waiting" : "saving");
    live.keep(grid);
    live.send(grid);
  };
  function isSent(grid, job) { return Boolean(grid.sending && grid.sending.includes(job)); }

  // As many rows as one request takes, or one removal.
  live.nextJobs = function (grid) {
    var next = grid.queue.findIndex(function (job) { return job.removed; });
    return next === 0 ? [grid.queue[0]] : grid.queue.slice(0, Math.min(next < 0 ? AT_ONCE : next, AT_ONCE));
  };
  live.run = function (grid, jobs) {
    if (jobs[0].removed) {
      var gone = jobs[0].removed;
      return live.post(grid, grid.urls.remove, Object.assign({ row: gone.dataset.row, version: gone.dataset.version }, ends(grid)));
    }
    jobs.forEach(function (job) {
      job.sent = live.cells(job.row);
      job.entry = live.entry(grid, job.row, job.sent);
      job.row.touched = new Set();
      job.row.stamp = (job.row.stamp || 0) + 1;
      job.row.wasSent = true;
      live.setState(job.row, "saving");
    });
    if (jobs.length === 1) return live.post(grid, grid.urls.row, Object.assign({}, jobs[0].entry, ends(grid)));
    var rows = JSON.stringify(jobs.map(function (job) { return job.entry; }));
    return live.post(grid, grid.urls.rows, Object.assign({ rows: rows }, ends(grid)));
  };

  live.take = function (grid, jobs, answer) {
    var told = answer.told;
    if (jobs[0].removed) { if (answer.status !== 200 && told.row) live.giveBack(grid, jobs[0], told); }
    else if (told.rows) told.rows.forEach(function (one, at) { takeRow(grid, jobs[at], one.status, one); });
    else if (told.row) takeRow(grid, jobs[0], answer.status, told);
    else live.notice(grid, "locked", told);
    live.surround(grid, told);
  };

  function takeRow(grid, job, status, told) {
    var row = job.row, fresh = live.parse(told.row), cells = live.cells(fresh.row);
    if (row.isGone) { takeGone(grid, row, status, fresh.row); return; }
    live.merge(row, cells, job.sent);
    live.setProblems(row, fresh.problems);
    if (status === 200) {
      takeNames(row, fresh.row);
      row.base = cells;
      if (row.later) row.base[row.later.name] = row.later.typed;
      row.refusedAs = row.theirs = null;
      takeShown(row, fresh.row);
      live.setState(row, live.isDirty(row) ? "" : "saved");
      if (live.isDirty(row) && grid.active !== row) live.save(grid, row);
    } else {
      row.refusedAs = live.cells(row);
      row.theirs = status === 409 ? told.theirs : null;
      live.setState(row, status === 409 ? "conflict" : "refused");
    }
    live.tell(grid, row, fresh.problems);
  }
  function takeNames(row, fresh) {
    ["row", "version", "token"].forEach(function (name) { row.dataset[name] = fresh.dataset[name]; });
  }
  // Saved while it was being removed: now that it has an id it can be removed.
  function takeGone(grid, row, status, fresh) {
    var wasNew = live.isNew(row);
    if (status !== 200) return;
    takeNames(row, fresh);
    if (wasNew) grid.queue.push({ removed: row });
  }
  function takeShown(row, fresh) {
    row.querySelectorAll("td[data-shown]").forEach(function (td) {
      td.replaceChildren(...fresh.querySelector('td[data-shown="' + td.dataset.shown + '"]').childNodes);
    });
  }

  // The foot, what a new row starts with, and the figures that depend on other rows.
  live.surround = function (grid, told) {
    if (told.foot !== undefined) grid.foot.innerHTML = told.foot;
    if (told.blank) {
      grid.blank = told.blank;
      var cells = live.cells(live.parse(told.blank).row);
      live.rows(grid).filter(function (row) { return live.isNew(row) && !isQueued(grid, row); }).forEach(function (row) { renew(row, cells); });
    }
    if (told.running) live.rows(grid).forEach(function (row) { showRunning(row, told.running[row.dataset.row] || {}); });
    live.renumber(grid);
    live.showFigures(grid);
  };

  function showRunning(row, figures) {
    Object.keys(figures).forEach(function (name) {
      var cell = row.querySelector('td[data-shown="' + name + '"]');
      if (cell.innerHTML !== figures[name]) cell.innerHTML = figures[name];
    });
  }

  function isQueued(grid, row) { return row.wasSent || grid.queue.some(function (job) { return job.row === row; }); }
  // A new row that was never left: what nobody typed in follows the defaults.
  function renew(row, cells) {
    var base = live.base(row), now = live.cells(row);
    Object.keys(cells).forEach(function (name) {
      if (!live.sameCell(now[name], base[name]) || (row.touched && row.touched.has(name))) return;
      live.write(row, name, cells[name]);
      base[name] = cells[name];
    });
  }

  // Ask what is wrong so far, and what follows from it; nothing is saved.
  function check(grid, row) {
    if (!live.isUnsaved(row) || grid.stopped || row.dataset.state === "conflict") return;
    var sent = live.cells(row), stamp = row.stamp = (row.stamp || 0) + 1;
    var entry = Object.assign(live.entry(grid, row, sent), { check: "1" });
    live.post(grid, grid.urls.row, entry).then(function (answer) {
      if (row.stamp !== stamp || !row.isConnected) return;
      if (answer.failed) { missed(grid, row, answer); return; }
      var fresh = live.parse(answer.told.row), at = document.activeElement.closest("td[data-name]");
      var now = live.cells(row);
      entry.touched.split(",").forEach(function (name) { if (now[name] && live.sameCell(now[name], sent[name])) row.touched.delete(name); });
      var cells = live.cells(fresh.row);
      live.merge(row, cells, sent);
      row.offered = {};
      entry.proposed.split(",").forEach(function (name) { row.offered[name] = cells[name]; });
      if (fresh.problems && at && row.contains(at)) hush(row, fresh.problems, at.dataset.name);
      live.setProblems(row, fresh.problems && fresh.problems.querySelector("li") ? fresh.problems : null);
      live.keep(grid);
    });
  }
  // Without an answer ask again, unless the row was asked about since; a session that ended is told at once.
  function missed(grid, row, answer) {
    if (answer.failed === "unreachable") row.checkTimer = window.setTimeout(function () { check(grid, row); }, AGAIN);
    else if (answer.failed === "session") {
      grid.stopped = "session";
      live.notice(grid, "session", answer);
    }
  }
  // A cell that is just being typed in is not called wrong, unless it was already.
  function hush(row, problems, name) {
    var item = problems.querySelector('[data-field="' + name + '"]'), old = live.problems(row);
    if (item && !(old && old.querySelector('[data-field="' + name + '"]'))) item.remove();
  }
  live.checkSoon = function (grid, row, isDone) {
    window.clearTimeout(row.checkTimer);
    row.checkTimer = window.setTimeout(function () { check(grid, row); }, isDone ? 60 : PAUSE);
  };
})();
