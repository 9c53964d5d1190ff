// Live grid, clipboard: a copied block spreads over cells and rows; a row is copied as text.
(function () {
  "use strict";
  var live = window.arcoreLive, shared = window.arcoreCells;

  function isEmpty(line) { return line.every(function (text) { return !text.trim(); }); }
  function width(line) {
    var last = line.length;
    while (last && !line[last - 1].trim()) last -= 1;
    return last;
  }
  // The first line of a copied table is its head when it says what the columns here are called.
  function isHead(grid, line, names) {
    return line.length > 1 && line.every(function (text, at) {
      return names[at] && text.trim().toLowerCase() === grid.labels[names[at]].toLowerCase();
    });
  }

  function fill(grid, row, names, line) {
    var isNew = live.isNew(row), changed = [];
    line.forEach(function (text, at) {
      if (!names[at] || (isNew && !text.trim())) return;
      live.write(row, names[at], live.meant(grid, names[at], text));
      changed.push(names[at]);
    });
    live.typed(grid, row, changed);
  }

  live.paste = function (grid, row, name, text) {
    var names = live.names(grid), lines = shared.block(text);
    names = names.slice(names.indexOf(name));
    if (isHead(grid, lines[0], names)) lines.shift();
    var widest = Math.max.apply(null, lines.map(width));
    if (widest > names.length) { live.notice(grid, "wide", { columns: String(widest), room: String(names.length) }); return; }
    if (lines.length > grid.mostPasted) { live.notice(grid, "long", { rows: String(lines.length) }); return; }
    var all = live.rows(grid), at = all.indexOf(row), filled = [];
    lines.forEach(function (line) {
      var next = all[at];
      if (isEmpty(line) && (!next || live.isBlank(next))) return;  // an empty line makes no row
      if (!next) { next = live.add(grid, null); all.push(next); }
      at += 1;
      fill(grid, next, names, line);
      if (filled.indexOf(next) < 0) filled.push(next);
      if (at === all.length) all = live.rows(grid);
    });
    filled.forEach(function (one) { live.save(grid, one, true); });
    live.say(grid, "pasted", { rows: String(filled.length) });
  };

  live.copyRow = function (grid, row) {
    var cells = live.cells(row);
    live.say(grid, "copied", {});
    return Object.keys(cells).map(function (name) { return cells[name].text.replace(/[\t\n]/g, " "); }).join("\t");
  };

  document.addEventListener("paste", function (event) {
    var grid = live.gridOf(event.target), cell = grid && event.target.closest("td[data-name]");
    if (!cell) return;
    var text = event.clipboardData.getData("text/plain");
    if (!shared.isBlock(text)) return;
    event.preventDefault();
    live.paste(grid, cell.closest("tr"), cell.dataset.name, text);
  });

  document.addEventListener("copy", function (event) {
    var grid = live.gridOf(event.target), row = grid && event.target.closest("tr[data-row]");
    var input = event.target;
    if (!row || (input.selectionStart !== undefined && input.selectionStart !== input.selectionEnd)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", live.copyRow(grid, row));
  });
})();
