// Live grid, what is not saved yet: kept in this tab until it is, and given back after a reload.
(function () {
  "use strict";
  var live = window.arcoreLive;
  var PREFIX = "arcore-rows:", WAIT = 250;

  function key(grid) { return PREFIX + document.body.dataset.user + ":" + grid.urls.row; }

  function read(name) {
    try { return JSON.parse(window.sessionStorage.getItem(name)) || []; } catch { return []; }
  }
  function write(name, rows) {
    try {
      if (rows.length) window.sessionStorage.setItem(name, JSON.stringify(rows));
      else window.sessionStorage.removeItem(name);
    } catch { /* storage full or off: the page still asks before it is left */ }
  }

  live.unsaved = function (grid) { return live.rows(grid).filter(live.isUnsaved); };

  function keepNow(grid) {
    if (grid.forgotten) return;
    window.clearTimeout(grid.keepTimer);
    grid.keepTimer = null;
    var drafts = live.unsaved(grid).map(function (row) {
      var cells = live.cells(row);
      return { entry: live.entry(grid, row, {}), cells: cells, proposed: live.proposed(row, cells) };
    });
    write(key(grid), drafts.concat(grid.elsewhere));
    live.count(grid);
  }
  live.keep = function (grid) {
    if (!grid.keepTimer) grid.keepTimer = window.setTimeout(function () { keepNow(grid); }, WAIT);
  };

  function find(grid, entry) {
    var known = entry.row && grid.body.querySelector('tr[data-row="' + CSS.escape(entry.row) + '"]');
    return known || (entry.token && grid.body.querySelector('tr[data-token="' + CSS.escape(entry.token) + '"]'));
  }

  function giveBack(grid, draft) {
    var entry = draft.entry, row = find(grid, entry);
    if (!row && entry.row && entry.row !== grid.block.dataset.wanted) { grid.elsewhere.push(draft); return; }
    if (!row) {
      var below = entry.before && grid.body.querySelector('tr[data-row="' + CSS.escape(entry.before) + '"]');
      var last = live.rows(grid).pop();
      row = live.add(grid, below || (last && live.isBlank(last) ? last : null));
      row.dataset.row = entry.row;
      row.dataset.token = entry.token;
    }
    live.base(row);
    live.names(grid).forEach(function (name) { if (draft.cells[name]) live.write(row, name, draft.cells[name]); });
    row.offered = {};
    row.own = new Set(live.names(grid).filter(function (name) { return draft.proposed && draft.proposed.indexOf(name) < 0; }));
    (draft.proposed || []).forEach(function (name) { row.offered[name] = draft.cells[name]; });
    if (entry.row) row.dataset.version = entry.version;
    live.setState(row, "waiting");
    live.save(grid, row, true);
  }

  // Rows of another page keep their place in the tab; the notice leads there.
  live.restore = function (grid) {
    var drafts = read(key(grid));
    grid.elsewhere = [];
    drafts.forEach(function (draft) { giveBack(grid, draft); });
    if (grid.elsewhere.length) live.notice(grid, "elsewhere", { url: "?row=" + encodeURIComponent(grid.elsewhere[0].entry.row) });
    else if (drafts.length) live.notice(grid, "restored", {});
  };

  function forgetOthers() {
    var user = document.body.dataset.user;
    if (!user) return;
    Object.keys(window.sessionStorage).forEach(function (name) {
      if (name.startsWith(PREFIX) && !name.startsWith(PREFIX + user + ":")) window.sessionStorage.removeItem(name);
    });
  }
  forgetOthers();

  // Come back by the browser's own way: the rows as they are now, when nothing typed would go.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && live.grids.length && !live.grids.some(function (grid) { return live.unsaved(grid).length; })) window.location.reload();
  });
  window.addEventListener("pagehide", function () { live.grids.forEach(keepNow); });
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-sign-out]")) return;
    live.grids.forEach(function (grid) { grid.elsewhere = []; grid.forgotten = true; });
    Object.keys(window.sessionStorage).forEach(function (name) { if (name.startsWith(PREFIX)) window.sessionStorage.removeItem(name); });
  });
})();
