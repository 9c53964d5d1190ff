// Live grid, start: reads what the page says about the grid and listens.
(function () {
  "use strict";
  var live = window.arcoreLive;
  live.grids = [];

  live.gridOf = function (target) {
    var block = target && target.closest && target.closest("[data-live-grid]");
    return block ? live.grids.find(function (grid) { return grid.block === block; }) : null;
  };

  function put(text, facts) {
    return text.replace(/\{(\w+)\}/g, function (_whole, name) { return facts[name] || ""; });
  }

  // Spoken by screen readers: what became of a row.
  live.say = function (grid, word, facts) {
    document.getElementById("announce").textContent = put(grid.words[word] || "", facts);
  };
  live.tell = function (grid, row, problems) {
    var number = row.querySelector(".grid-row-number").textContent, items = problems ? problems.querySelectorAll("li") : [];
    var why = Array.from(items, function (item) { return item.textContent.trim(); }).join(" ");
    live.say(grid, problems ? "refused" : "saved", { row: number, why: why });
    live.count(grid);
  };

  // A sentence above the foot about the grid as a whole; an empty kind takes it away.
  live.notice = function (grid, kind, facts) {
    var source = kind && grid.block.querySelector('template[data-live-notice="' + kind + '"]');
    grid.notices.replaceChildren();
    if (!source) return;
    var shown = source.content.firstElementChild.cloneNode(true);
    shown.querySelectorAll("[data-put]").forEach(function (part) { part.textContent = put(part.textContent, facts || {}); });
    shown.querySelectorAll("a[data-put-url]").forEach(function (link) {
      if (facts && facts.url) link.href = facts.url;
      link.addEventListener("click", function () { grid.leaving = true; });
    });
    grid.notices.append(shown);
  };

  // How many rows are not saved, next to the way to the first of them.
  live.count = function (grid) {
    var refused = live.rows(grid).filter(function (row) { return live.isUnsaved(row) && live.problems(row); }).length;
    grid.counter.hidden = !refused;
    grid.counter.querySelector("[data-live-count]").textContent = String(refused);
  };

  // Figures in the foot that speak of the row with the cursor.
  live.showFigures = function (grid) {
    grid.foot.querySelectorAll("[data-figure]").forEach(function (part) {
      var cell = grid.active && grid.active.querySelector('td[data-shown="' + part.dataset.figure + '"]');
      part.innerHTML = cell ? cell.innerHTML : "";
    });
  };

  function read(block) {
    var grid = { block: block, queue: [], removed: [], elsewhere: [], active: null, kinds: {}, labels: {}, controls: {}, words: {} };
    grid.body = block.querySelector("tbody");
    ["foot", "notices", "undo", "counter"].forEach(function (part) { grid[part] = block.querySelector("[data-live-" + part + "]"); });
    grid.urls = { row: block.dataset.rowUrl, rows: block.dataset.rowsUrl, remove: block.dataset.removeUrl };
    grid.csrf = block.querySelector("[name=csrfmiddlewaretoken]").value;
    grid.following = block.dataset.following;
    grid.start = Number(block.dataset.start);
    grid.firstEmpty = block.dataset.enter === "first-empty";
    grid.mostPasted = Number(block.dataset.mostPasted);
    grid.blank = block.querySelector("template[data-live-blank]").innerHTML.trim();
    block.querySelector("template[data-live-controls]").content.querySelectorAll("[data-control]").forEach(function (control) {
      grid.controls[control.dataset.control] = control;
      if (!control.dataset.control) return;
      grid.kinds[control.dataset.control] = control.dataset.kind;
      grid.labels[control.dataset.control] = control.dataset.label;
    });
    block.querySelectorAll("template[data-live-word]").forEach(function (word) { grid.words[word.dataset.liveWord] = word.content.textContent.trim(); });
    return grid;
  }

  // The click that brings the cursor into a cell selects it all, as Tab does; the next sets the caret.
  function selectAll(grid) {
    var input = grid.entered;
    grid.entered = null;
    if (input.type === "text" && input.selectionStart === input.selectionEnd) input.select();
  }

  function listen(grid) {
    var rowOf = function (event) { return event.target.closest("tr[data-row]"); };
    grid.body.addEventListener("focusin", function (event) {
      if (rowOf(event) && rowOf(event) !== grid.active) live.activate(grid, rowOf(event));
      grid.entered = event.target;
      event.target.isTypedIn = false;
    });
    grid.body.addEventListener("focusout", function (event) {
      var row = rowOf(event), next = event.relatedTarget;
      if (row) window.setTimeout(function () { live.settle(row); }, 0);
      if (row && row === grid.active && document.hasFocus() && !(next && row.contains(next))) {
        window.setTimeout(function () { if (!row.contains(document.activeElement) && row.isConnected) live.save(grid, row); }, 0);
      }
    });
    ["input", "change"].forEach(function (kind) {
      grid.body.addEventListener(kind, function (event) {
        var cell = event.target.closest("td[data-name]");
        if (!cell) return;
        event.target.isTypedIn = kind === "input";
        live.typed(grid, cell.closest("tr"), [cell.dataset.name]);
        live.checkSoon(grid, cell.closest("tr"), kind === "change");
      });
    });
    grid.body.addEventListener("click", function (event) {
      var row = rowOf(event), cell = event.target.closest("td[data-name]");
      if (event.target === grid.entered) selectAll(grid);
      if (event.target.closest("[data-live-remove]")) live.remove(grid, row);
      else if (row && !live.isOpen(row) && !event.target.closest("a, button")) live.enter(grid, row, cell && cell.dataset.name);
    });
    grid.block.addEventListener("click", function (event) {
      var choice = event.target.closest("[data-live-mine], [data-live-theirs]");
      if (choice) live.decide(grid, choice.closest(".grid-problems").previousElementSibling, choice.hasAttribute("data-live-mine"));
      else if (event.target.closest("[data-live-add]")) live.toLast(grid);
      else if (event.target.closest("[data-live-undo]")) live.undo(grid);
      else if (event.target.closest("[data-live-counter]")) live.nextProblem(grid);
      else if (event.target.closest("[data-live-retry]")) live.resume(grid);
    });
  }

  function start(block) {
    var grid = read(block);
    live.grids.push(grid);
    listen(grid);
    live.endWithBlank(grid);
    live.renumber(grid);
    live.restore(grid);
    var wanted = block.dataset.wanted && grid.body.querySelector('tr[data-row="' + block.dataset.wanted + '"]');
    var first = wanted || (grid.following ? live.rows(grid)[0] : live.rows(grid).pop());
    if (wanted || block.hasAttribute("data-autofocus")) live.enter(grid, first, wanted ? "" : live.firstEmpty(first));
    else if (first) { grid.active = first; live.open(grid, first); }
    live.count(grid);
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-live-grid]").forEach(start);
  });
})();
