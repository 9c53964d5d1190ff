// What both kinds of grid know about cells: where the cursor stands, and how pasted text is cut.
(function () {
  "use strict";

  // May an arrow leave the input? Only from its end, or when all of it is selected.
  function atEdge(input, forward) {
    if (input.tagName === "SELECT" || input.type === "checkbox") return true;
    if (input.selectionStart === null) return false;
    if (input.selectionStart === 0 && input.selectionEnd === input.value.length) return true;
    return forward ? input.selectionStart === input.value.length : input.selectionEnd === 0;
  }

  function isTick(text) { return /^(1|x|true|yes|oui|vrai|on|✓)$/i.test(text.trim()); }

  // The value of the choice that a text names, by value or label; null when there is none.
  function choice(select, text) {
    var wanted = text.trim().toLowerCase();
    return Array.from(select.options).find(function (option) {
      return option.value.toLowerCase() === wanted || option.text.trim().toLowerCase() === wanted;
    }) || null;
  }

  // Cut by a separator, quotes respected: a quoted cell may hold separators, quotes and lines.
  function cut(text, separator) {
    var rows = [[]], cell = "", quoted = false, at = 0;
    for (; at < text.length; at += 1) {
      var sign = text[at];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (text[at + 1] === '"') { cell += '"'; at += 1; }
        else quoted = false;
      } else if (sign === '"' && cell === "") quoted = true;
      else if (sign === separator) { rows[rows.length - 1].push(cell); cell = ""; }
      else if (sign === "\n") { rows[rows.length - 1].push(cell); cell = ""; rows.push([]); }
      else cell += sign;
    }
    rows[rows.length - 1].push(cell);
    return quoted ? null : rows;
  }

  function separatorOf(text) {
    if (text.includes("\t")) return "\t";
    var lines = text.split("\n"), count = lines[0].split(";").length;
    var even = lines.length > 1 && count > 1 && lines.every(function (line) { return line.split(";").length === count; });
    return even ? ";" : "\t";
  }

  // Rows of cells of a copied block: from a spreadsheet by tabs, or CSV lines by semicolons.
  function block(copied) {
    var text = copied.replace(/\r\n?/g, "\n").replace(/\n$/, ""), separator = separatorOf(text);
    return cut(text, separator) || text.split("\n").map(function (line) { return line.split(separator); });
  }

  function isBlock(copied) { return /[\t\n\r]/.test(copied.replace(/\r?\n$/, "")); }

  window.arcoreCells = { atEdge: atEdge, isTick: isTick, choice: choice, block: block, isBlock: isBlock };
})();
