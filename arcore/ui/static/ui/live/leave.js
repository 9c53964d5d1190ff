// Live grid, ways out of the page: save first, then go; ask only when something would stay behind.
(function () {
  "use strict";
  var live = window.arcoreLive, LONGEST = 8000;

  function isBusy(grid) {
    if (grid.stopped) return false;
    var row = grid.active, refused = row && row.refusedAs && live.same(live.cells(row), row.refusedAs);
    return grid.queue.length > 0 || Boolean(row && live.isUnsaved(row) && !refused && row.dataset.state !== "conflict");
  }

  // Run when everything that can be saved is saved.
  live.whenSaved = function (grid, then) {
    if (grid.active) live.save(grid, grid.active);
    if (!grid.queue.length) { then(); return; }
    var timer, once = function () {
      window.clearTimeout(timer);
      grid.block.removeEventListener("live:idle", once);
      then();
    };
    timer = window.setTimeout(once, LONGEST);
    grid.block.addEventListener("live:idle", once);
  };

  live.toLast = function (grid, name) {
    if (!grid.following) {
      live.endWithBlank(grid);
      live.enter(grid, live.rows(grid).pop(), name);
      return;
    }
    live.whenSaved(grid, function () { window.location.assign("?at=last"); });
  };

  // The action of a row needs the row saved: without an id there is nothing to act on.
  function act(grid, button) {
    var row = grid.active;
    if (!row || live.isBlank(row)) { live.say(grid, "norow", {}); return; }
    live.whenSaved(grid, function () {
      if (live.isUnsaved(row)) live.enter(grid, row);
      else window.location.assign(button.dataset.liveUrl.replace("/0/", "/" + row.dataset.row + "/"));
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-live-url]"), grid = button && live.gridOf(button);
    if (grid) act(grid, button);
  });

  // A link or button elsewhere waits for the row that was just typed.
  document.addEventListener("click", function (event) {
    var way = event.target.closest("a[href], button[type=submit], button:not([type])");
    if (!way || !event.isTrusted || event.button !== 0 || way.closest("[role=listbox]")) return;
    if (way.matches('a[href^="#"]') || way.closest("[data-bs-toggle]")) return;
    var busy = live.grids.filter(isBusy);
    if (!busy.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    live.whenSaved(busy[0], function () { way.click(); });
  }, true);

  window.addEventListener("beforeunload", function (event) {
    var left = live.grids.some(function (grid) {
      return !grid.forgotten && !grid.leaving && (grid.queue.length > 0 || live.unsaved(grid).length > 0);
    });
    if (left) event.preventDefault();
  });

  // The session ended under a look-up: stay, and say so, instead of leaving for the sign-in page. The
  // cell itself listens, for the answer may come when it has left the page and nothing goes up from it.
  document.addEventListener("htmx:beforeRequest", function (event) {
    var grid = live.gridOf(event.target);
    if (grid && !event.target.staysHere) {
      event.target.staysHere = true;
      event.target.addEventListener("htmx:beforeOnLoad", function (answer) { stay(grid, answer); });
    }
  });

  function stay(grid, answer) {
    var url = answer.detail.xhr.getResponseHeader("HX-Redirect");
    if (!url) return;
    answer.preventDefault();
    grid.stopped = "session";
    live.notice(grid, "session", { url: url });
  }
})();
