// Grids: a form's rows filled like a spreadsheet, with the keyboard alone.
(function () {
  "use strict";
  var CELLS = "td:not(.grid-remove) input:not([type=hidden]), td select, td textarea";
  var removed = new WeakMap();
  var shared = window.arcoreCells;

  function rows(block) {
    return Array.from(block.querySelectorAll("tbody tr[data-row]")).filter(function (row) { return !row.hidden; });
  }
  function cells(row) { return Array.from(row.querySelectorAll(CELLS)); }
  function total(block) { return block.querySelector('input[name$="-TOTAL_FORMS"]'); }
  function isEmpty(row) {
    return cells(row).every(function (input) {
      if (input.type === "checkbox") return input.checked === input.defaultChecked;
      if (input.tagName === "SELECT") return Array.from(input.options).every(function (o) { return o.selected === o.defaultSelected || (!input.querySelector("[selected]") && input.selectedIndex === 0); });
      return input.value === input.defaultValue && !input.value.trim();
    });
  }

  function renumber(block) {
    rows(block).forEach(function (row, at) { row.querySelector(".grid-number").textContent = String(at + 1); });
  }

  function add(block) {
    var count = Number(total(block).value);
    if (rows(block).length >= Number(block.dataset.most)) return null;
    var body = block.querySelector("tbody");
    var made = document.createElement("tbody");
    made.innerHTML = block.querySelector("template").innerHTML.replaceAll("__prefix__", String(count));
    var row = made.querySelector("tr");
    body.append(row);
    total(block).value = String(count + 1);
    if (window.htmx) window.htmx.process(row);
    renumber(block);
    return row;
  }

  // Every amount column with a total adds up what its rows hold now.
  function sum(block) {
    block.querySelectorAll("[data-total]").forEach(function (cell) {
      var whole = 0n, unreadable = false;
      rows(block).forEach(function (row) {
        var input = row.querySelector('[name$="-' + cell.dataset.total + '"]');
        if (!input || !input.value.trim()) return;
        var amount = window.arcoreAmounts.read(input.value);
        if (amount === null) unreadable = true; else whole += amount;
      });
      cell.textContent = unreadable ? "…" : window.arcoreAmounts.show(whole);
    });
  }

  function touched(block) {
    var all = rows(block);
    if (all.length && !isEmpty(all[all.length - 1])) add(block);
    sum(block);
    block.dispatchEvent(new CustomEvent("grid:changed", { bubbles: true }));
  }

  function go(block, rowAt, cellAt) {
    var all = rows(block);
    if (rowAt === all.length && all.length && !isEmpty(all[rowAt - 1])) { add(block); all = rows(block); }
    if (rowAt < 0 || rowAt >= all.length) return false;
    var input = cells(all[rowAt])[cellAt];
    if (!input) return false;
    input.focus();
    if (input.select) input.select();
    return true;
  }

  function put(input, text) {
    if (input.type === "checkbox") input.checked = shared.isTick(text);
    else if (input.tagName === "SELECT") {
      var option = shared.choice(input, text);
      if (option) input.value = option.value;
    } else {
      input.value = text.trim();
      var box = input.closest("[data-lookup]");
      if (box) box.querySelector("[data-lookup-value]").value = "";
    }
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function copyDown(block, input) {
    var all = rows(block), row = input.closest("tr"), at = all.indexOf(row);
    if (at < 1) return;
    var above = cells(all[at - 1])[cells(row).indexOf(input)];
    if (input.type === "checkbox") input.checked = above.checked; else input.value = above.value;
    var box = input.closest("[data-lookup]");
    if (box) box.querySelector("[data-lookup-value]").value = above.closest("[data-lookup]").querySelector("[data-lookup-value]").value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    touched(block);
  }

  function mark(row, gone) {
    var box = row.querySelector('[name$="-DELETE"]');
    if (box) box.checked = gone;
    row.hidden = gone;
    var problems = row.nextElementSibling;
    if (problems && problems.classList.contains("grid-problems")) problems.hidden = gone;
  }

  function remove(block, row) {
    var at = rows(block).indexOf(row);
    mark(row, true);
    removed.set(block, (removed.get(block) || []).concat([row]));
    block.querySelector("[data-grid-undo]").hidden = false;
    if (!rows(block).length) add(block);
    renumber(block);
    touched(block);
    go(block, Math.min(at, rows(block).length - 1), 0);
  }

  function undo(block) {
    var gone = removed.get(block) || [], row = gone.pop();
    if (!row) return;
    mark(row, false);
    block.querySelector("[data-grid-undo]").hidden = !gone.length;
    renumber(block);
    touched(block);
    cells(row)[0].focus();
  }

  function paste(block, input, text) {
    var lines = shared.block(text);
    var start = rows(block).indexOf(input.closest("tr")), column = cells(input.closest("tr")).indexOf(input);
    lines.forEach(function (line, down) {
      var row = rows(block)[start + down] || add(block);
      if (!row) return;
      line.forEach(function (value, right) {
        var cell = cells(row)[column + right];
        if (cell) put(cell, value);
      });
    });
    touched(block);
    go(block, Math.min(start + lines.length, rows(block).length) - 1, column);
  }

  function keydown(event) {
    var input = event.target, block = input.closest && input.closest("[data-grid]");
    if (!block || !input.matches(CELLS) || event.defaultPrevented || event.isComposing) return;
    var row = input.closest("tr"), at = rows(block).indexOf(row), column = cells(row).indexOf(input);
    var control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "d") { event.preventDefault(); copyDown(block, input); return; }
    if (control && (event.key === "Backspace" || event.key === "Delete")) { event.preventDefault(); remove(block, row); return; }
    if (control || event.altKey) return;
    var free = input.tagName !== "SELECT" && input.tagName !== "TEXTAREA";
    var moved = false;
    if (event.key === "Enter" && input.tagName !== "TEXTAREA") { go(block, at + (event.shiftKey ? -1 : 1), column); moved = true; }
    else if (event.key === "ArrowDown" && free) moved = go(block, at + 1, column);
    else if (event.key === "ArrowUp" && free) moved = go(block, at - 1, column);
    else if (event.key === "ArrowRight" && !event.shiftKey && shared.atEdge(input, true)) moved = go(block, at, column + 1);
    else if (event.key === "ArrowLeft" && !event.shiftKey && shared.atEdge(input, false) && column > 0) moved = go(block, at, column - 1);
    if (moved) event.preventDefault();
  }

  function start(block) {
    var all = rows(block);
    block.querySelectorAll("tbody tr[data-row]").forEach(function (row) {
      var box = row.querySelector('[name$="-DELETE"]');
      if (box && box.checked) mark(row, true);
    });
    if (!all.length || !isEmpty(all[all.length - 1])) add(block);
    renumber(block);
    sum(block);
    var form = block.closest("form");
    if (!form) return;
    form.addEventListener("draft:rows", function (event) {
      var wanted = event.detail.find(function (entry) { return entry[0] === total(block).name; });
      while (wanted && Number(total(block).value) < Number(wanted[1])) if (!add(block)) break;
    });
    form.addEventListener("draft:filled", function () {
      block.querySelectorAll("tbody tr[data-row]").forEach(function (row) {
        var box = row.querySelector('[name$="-DELETE"]');
        mark(row, Boolean(box && box.checked));
      });
      renumber(block);
      sum(block);
    });
  }

  document.addEventListener("keydown", keydown);
  document.addEventListener("input", function (event) {
    var block = event.target.closest("[data-grid]");
    if (block && event.target.matches(CELLS)) touched(block);
  });
  document.addEventListener("change", function (event) {
    var block = event.target.closest("[data-grid]");
    if (block && event.target.matches(CELLS)) touched(block);
  });
  document.addEventListener("paste", function (event) {
    var block = event.target.closest && event.target.closest("[data-grid]");
    if (!block || !event.target.matches(CELLS)) return;
    var text = event.clipboardData.getData("text/plain");
    if (!shared.isBlock(text)) return;
    event.preventDefault();
    paste(block, event.target, text);
  });
  document.addEventListener("click", function (event) {
    var block = event.target.closest("[data-grid]");
    if (!block) return;
    if (event.target.closest("[data-grid-add]")) { var row = add(block); if (row) cells(row)[0].focus(); }
    else if (event.target.closest("[data-grid-undo]")) undo(block);
    else if (event.target.closest("[data-grid-remove]")) remove(block, event.target.closest("tr"));
  });
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-grid]").forEach(start);
  });
})();
