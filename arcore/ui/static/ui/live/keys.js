// Live grid, keyboard: everything works without a mouse.
(function () {
  "use strict";
  var live = window.arcoreLive, PAGE = 15;

  function step(grid, row, by) {
    var all = live.rows(grid), at = all.indexOf(row) + by;
    return all[Math.max(0, Math.min(all.length - 1, at))];
  }
  function goTo(grid, row, by, name) {
    var next = step(grid, row, by);
    if (!next || next === row) return false;
    live.enter(grid, next, name);
    return true;
  }
  function down(grid, row, name) {
    live.endWithBlank(grid);
    var next = step(grid, row, 1);
    if (next === row) return grid.following ? live.toLast(grid) : live.save(grid, row, true);
    return live.enter(grid, next, grid.firstEmpty && live.isBlank(next) ? live.firstEmpty(next) : name);
  }

  // Tab runs through the fields row by row; before the first and behind the last it leaves.
  function tab(grid, row, input, back) {
    var all = live.inputs(row), at = all.indexOf(input), below = live.problems(row);
    if (back) return at === 0 && goTo(grid, row, -1, last(grid));
    if (at < all.length - 1 || (below && below.querySelector("button"))) return false;
    live.endWithBlank(grid);
    return goTo(grid, row, 1, live.names(grid)[0]);
  }
  function last(grid) { var names = live.names(grid); return names[names.length - 1]; }

  // Escape gives the cell its saved value back; with nothing to give back it leaves the grid.
  function escape(grid, row, name) {
    var base = live.base(row)[name];
    if (base && !live.sameCell(base, live.cells(row)[name])) {
      live.write(row, name, base);
      if (row.own) row.own.delete(name);
      live.setState(row, live.isUnsaved(row) ? "typed" : "");
      live.input(row, name).select && live.input(row, name).select();
      live.keep(grid);
      live.checkSoon(grid, row, true);
    } else grid.block.querySelector("[data-live-add]").focus();
  }

  live.nextProblem = function (grid) {
    var all = live.rows(grid), at = all.indexOf(grid.active) + 1;
    var found = all.slice(at).concat(all.slice(0, at)).find(function (row) { return live.isUnsaved(row) && live.problems(row); });
    if (!found) { live.say(grid, "clean", {}); return; }
    var field = live.problems(found).querySelector("[data-field]"), choice = live.problems(found).querySelector("button");
    live.enter(grid, found, field && field.dataset.field);
    if (choice) choice.focus();
  };

  function f2(input) {
    if (input.tagName === "SELECT") { if (input.showPicker) input.showPicker(); }
    else if (input.setSelectionRange && input.type === "text") input.setSelectionRange(input.value.length, input.value.length);
  }

  // "Ctrl+Shift+D" and the like; an action's key is written the same way.
  function named(event) {
    var held = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey ? "Shift+" : "");
    return held + (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  }

  var KEYS = {
    "Ctrl+D": function (at) { live.copyDown(at.grid, at.row, at.name); },
    "Ctrl+Shift+D": function (at) { live.duplicate(at.grid, at.row, at.name); },
    "Ctrl+S": function (at) { live.save(at.grid, at.row, true); },
    "Ctrl+Insert": function (at) { live.enter(at.grid, live.add(at.grid, at.row), at.name); },
    "Ctrl+Delete": function (at) { live.remove(at.grid, at.row); },
    "Ctrl+Backspace": function (at) { live.remove(at.grid, at.row); },
    "Ctrl+Shift+Z": function (at) { live.undo(at.grid); },
    "Ctrl+Home": function (at) { live.enter(at.grid, live.rows(at.grid)[0], at.name); },
    "Ctrl+End": function (at) { live.toLast(at.grid, at.name); },
    "PageDown": function (at) { goTo(at.grid, at.row, PAGE, at.name); },
    "PageUp": function (at) { goTo(at.grid, at.row, -PAGE, at.name); },
    "F8": function (at) { live.nextProblem(at.grid); },
    "F2": function (at) { f2(at.input); },
    "Enter": function (at) { down(at.grid, at.row, at.name); },
    "Shift+Enter": function (at) { goTo(at.grid, at.row, -1, at.name); },
    "Escape": function (at) { escape(at.grid, at.row, at.name); },
  };
  // These leave the key to the browser when they have nothing to do.
  var SOMETIMES = {
    "Tab": function (at) { return tab(at.grid, at.row, at.input, false); },
    "Shift+Tab": function (at) { return tab(at.grid, at.row, at.input, true); },
    "ArrowDown": function (at) { return at.isFree && goTo(at.grid, at.row, 1, at.name); },
    "ArrowUp": function (at) { return at.isFree && goTo(at.grid, at.row, -1, at.name); },
    "ArrowRight": function (at) { return beside(at, 1); },
    "ArrowLeft": function (at) { return beside(at, -1); },
  };
  function beside(at, by) {
    var all = live.inputs(at.row), next = all[all.indexOf(at.input) + by];
    if (!next || !window.arcoreCells.atEdge(at.input, by > 0)) return false;
    next.focus();
    if (next.select) next.select();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    var grid = live.gridOf(event.target), cell = grid && event.target.closest("td[data-name]");
    if (!cell || event.defaultPrevented || event.isComposing) return;
    var name = named(event), input = event.target;
    var at = { grid: grid, row: cell.closest("tr"), name: cell.dataset.name, input: input, isFree: !["SELECT", "TEXTAREA"].includes(input.tagName) };
    var action = grid.block.querySelector('[data-live-key="' + CSS.escape(name) + '"]');
    if (action) { event.preventDefault(); action.click(); }
    else if (Object.hasOwn(KEYS, name)) { event.preventDefault(); KEYS[name](at); }
    else if (Object.hasOwn(SOMETIMES, name) && SOMETIMES[name](at)) event.preventDefault();
  });
})();
