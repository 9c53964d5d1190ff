// Live grid, rows: text to read, inputs in the one row with the cursor. Both hold for each cell
// {text, value}; value is what a choice, a tick or a look-up sends.
(function () {
  "use strict";
  var live = window.arcoreLive = {};
  var INPUT = "input:not([type=hidden]), select, textarea";
  var TICK = "✓";

  live.rows = function (grid) { return Array.from(grid.body.querySelectorAll("tr[data-row]")); };
  live.tds = function (row) { return Array.from(row.querySelectorAll("td[data-name]")); };
  live.input = function (row, name) { return row.querySelector('td[data-name="' + name + '"]').querySelector(INPUT); };
  live.inputs = function (row) { return Array.from(row.querySelectorAll("td[data-name]"), function (td) { return td.querySelector(INPUT); }).filter(Boolean); };
  live.isNew = function (row) { return !row.dataset.row; };
  live.isOpen = function (row) { return row.hasAttribute("data-open"); };

  function readCell(td) {
    var input = td.querySelector(INPUT);
    if (!input) return { text: td.textContent, value: td.dataset.value || "" };
    if (input.tagName === "SELECT") {
      var option = input.selectedOptions[0];
      return { text: input.value && option ? option.text.trim() : "", value: input.value };
    }
    if (input.type === "checkbox") return { text: input.checked ? TICK : "", value: input.checked ? "on" : "" };
    var chosen = td.querySelector("[data-lookup-value]");
    return { text: input.value, value: chosen ? chosen.value : "" };
  }

  function writeCell(td, cell) {
    var input = td.querySelector(INPUT);
    if (!input) {
      td.textContent = cell.text;
      if (cell.value) td.dataset.value = cell.value; else delete td.dataset.value;
    } else if (input.tagName === "SELECT") {
      var known = Array.from(input.options).some(function (option) { return option.value === cell.value; });
      if (!known) input.add(new Option(cell.text || cell.value, cell.value));
      input.value = cell.value;
    } else if (input.type === "checkbox") input.checked = Boolean(cell.value);
    else {
      if (input.value !== cell.text) input.value = cell.text;
      var chosen = td.querySelector("[data-lookup-value]");
      if (chosen) chosen.value = cell.value;
    }
  }

  live.cells = function (row) {
    var found = {};
    live.tds(row).forEach(function (td) { found[td.dataset.name] = readCell(td); });
    return found;
  };
  live.write = function (row, name, cell) {
    live.base(row);
    writeCell(row.querySelector('td[data-name="' + name + '"]'), cell);
  };
  // The row as the server has it; nobody has typed before it is asked for the first time.
  live.base = function (row) { return row.base || (row.base = live.cells(row)); };

  function sameCell(one, other) { return Boolean(one && other) && one.text === other.text && one.value === other.value; }
  live.sameCell = sameCell;
  live.same = function (one, other) {
    return Object.keys(one).every(function (name) { return sameCell(one[name], other[name]); });
  };
  live.isDirty = function (row) { return Boolean(row.base) && !live.same(live.cells(row), row.base); };
  // A new row in which nothing was typed: it is neither saved nor missed.
  live.isBlank = function (row) { return live.isNew(row) && !live.isDirty(row); };

  live.problems = function (row) {
    var next = row.nextElementSibling;
    return next && next.matches(".grid-problems") ? next : null;
  };
  function markProblems(row) {
    var below = live.problems(row);
    live.tds(row).forEach(function (td) {
      var item = below && below.querySelector('[data-field="' + td.dataset.name + '"]');
      var input = td.querySelector(INPUT);
      td.classList.toggle("is-refused", Boolean(item));
      if (!input) return;
      if (item) { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", item.id); }
      else { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); }
    });
  }
  live.setProblems = function (row, fresh) {
    var old = live.problems(row);
    if (old) old.remove();
    if (fresh) row.after(fresh);
    markProblems(row);
  };

  live.open = function (grid, row) {
    if (live.isOpen(row)) return;
    live.base(row);
    live.tds(row).forEach(function (td) {
      var cell = readCell(td), control = grid.controls[td.dataset.name].cloneNode(true);
      td.replaceChildren(...control.childNodes);
      writeCell(td, cell);
    });
    row.querySelector(".grid-remove").replaceChildren(grid.controls[""].cloneNode(true).firstElementChild);
    row.setAttribute("data-open", "");
    markProblems(row);
  };
  live.close = function (row) {
    if (!live.isOpen(row)) return;
    live.tds(row).forEach(function (td) {
      var cell = readCell(td);
      td.replaceChildren();
      writeCell(td, cell);
    });
    row.querySelector(".grid-remove").replaceChildren();
    row.removeAttribute("data-open");
  };

  // The rows of an answer: the row itself and the problems below it.
  live.parse = function (html) {
    var holder = document.createElement("tbody");
    holder.innerHTML = html;
    return { row: holder.querySelector("tr[data-row]"), problems: holder.querySelector(".grid-problems") };
  };

  // Take over what the server says of a cell, unless it was typed in since `sent`. A cell that is
  // being typed in changes when the cursor has left it.
  live.merge = function (row, cells, sent) {
    var now = live.cells(row);
    live.tds(row).forEach(function (td) {
      var name = td.dataset.name, input = td.querySelector(INPUT);
      if (!sameCell(now[name], sent[name]) || sameCell(now[name], cells[name])) return;
      var hasCursor = Boolean(input) && input === document.activeElement;
      if (hasCursor && input.isTypedIn) { row.later = { name: name, typed: now[name], cell: cells[name] }; return; }
      writeCell(td, cells[name]);
      if (hasCursor && input.select) input.select();
    });
  };
  live.settle = function (row) {
    var later = row.later;
    row.later = null;
    if (!later || !sameCell(live.cells(row)[later.name], later.typed)) return;
    var isSaved = sameCell(live.base(row)[later.name], later.typed);
    live.write(row, later.name, later.cell);
    if (isSaved) row.base[later.name] = later.cell;
  };

  // What a request says of a row's cells.
  live.fields = function (grid, cells) {
    var sent = {};
    Object.keys(cells).forEach(function (name) {
      var kind = grid.kinds[name], cell = cells[name];
      if (kind === "text") sent[name] = cell.text;
      else if (kind === "lookup") { sent[name] = cell.value; sent[name + "_text"] = cell.text; }
      else if (kind === "choice" || cell.value) sent[name] = cell.value;
    });
    return sent;
  };

  // The cell that a plain text stands for, as typed or pasted.
  live.meant = function (grid, name, text) {
    var kind = grid.kinds[name], plain = text.trim();
    if (kind === "check") return window.arcoreCells.isTick(plain) ? { text: TICK, value: "on" } : { text: "", value: "" };
    if (kind !== "choice") return { text: plain, value: "" };
    var option = window.arcoreCells.choice(grid.controls[name].querySelector("select"), plain);
    if (option) return { text: option.value ? option.text.trim() : "", value: option.value };
    return { text: plain, value: plain };
  };
})();
