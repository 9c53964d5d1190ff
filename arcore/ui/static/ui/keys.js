// Keyboard: "/" searches, j and k or the arrows walk the rows, n and p turn pages, "?" helps.
(function () {
  "use strict";
  var TYPING = "input:not([type=radio]), textarea, select, [contenteditable], [role=combobox]";

  function links() {
    return Array.from(document.querySelectorAll(".kit-table tbody tr")).map(function (row) {
      return row.querySelector("a.row-link") || row.querySelector("a, button, input");
    }).filter(Boolean);
  }

  function step(by) {
    var all = links();
    if (!all.length) return false;
    var row = document.activeElement.closest && document.activeElement.closest(".kit-table tbody tr");
    var at = row ? all.findIndex(function (link) { return row.contains(link); }) : -1;
    var next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (next < 0 || next >= all.length) return true;
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
    return true;
  }

  function press(selector) {
    var target = document.querySelector(selector);
    if (target && target.matches(TYPING)) target.focus();
    else if (target) target.click();
    return Boolean(target);
  }

  // The action of the focused row comes before the page's; without either, that of the first row.
  function pressKey(key) {
    var name = CSS.escape(key), row = document.activeElement.closest(".kit-table tbody tr");
    var own = row && row.querySelector('[data-row-key="' + name + '"]');
    if (own) { own.click(); return true; }
    return press('[data-key="' + name + '"]') || press('[data-row-key="' + name + '"]');
  }

  function search() {
    var input = document.querySelector("[data-filter-bar] input[type=search]") ||
      document.querySelector("[data-global-search]");
    if (!input) return false;
    input.focus();
    input.select();
    return true;
  }

  function words(target) {
    var copy = target.cloneNode(true);
    copy.querySelectorAll("kbd, svg").forEach(function (extra) { extra.remove(); });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function pair(key, meaning) {
    var row = document.createElement("div");
    row.appendChild(document.createElement("dt")).appendChild(document.createElement("kbd")).textContent = key;
    row.appendChild(document.createElement("dd")).textContent = meaning;
    return row;
  }

  // The page's own keys as its buttons name them; the first of a key is the one that is pressed.
  function listPageKeys(dialog) {
    var part = dialog.querySelector("[data-page-keys]"), found = new Map();
    document.querySelectorAll("[data-key], [data-row-key]").forEach(function (target) {
      var key = target.dataset.key || target.dataset.rowKey;
      if (!found.has(key)) found.set(key, words(target) || target.getAttribute("aria-label"));
    });
    part.hidden = !found.size;
    part.querySelector("dl").replaceChildren(...Array.from(found, function (one) { return pair(one[0], one[1]); }));
  }

  document.addEventListener("show.bs.modal", function (event) {
    if (event.target.id === "shortcuts") listPageKeys(event.target);
  });

  function help() {
    var dialog = document.getElementById("shortcuts");
    if (!dialog || !window.bootstrap) return false;
    window.bootstrap.Modal.getOrCreateInstance(dialog).toggle();
    return true;
  }

  var KEYS = {
    "/": search,
    "?": help,
    j: function () { return step(1); },
    k: function () { return step(-1); },
    n: function () { return press(".pager a[rel=next]"); },
    p: function () { return press(".pager a[rel=prev]"); },
  };

  function arrows(event) {
    var inRow = event.target.closest(".kit-table tbody");
    if (event.key === "ArrowDown" && inRow) return step(1);
    if (event.key === "ArrowUp" && inRow) return step(-1);
    if (event.key === "ArrowDown" && event.target.matches("[data-filter-bar] input[type=search]")) return step(1);
    return false;
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (arrows(event)) { event.preventDefault(); return; }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      var form = event.target.closest("form[data-draft], form[data-guard]");
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-submit]") || undefined); }
      return;
    }
    if (event.ctrlKey || event.metaKey || document.querySelector(".modal.show")) return;
    if (event.key === "Escape" && event.target.matches("[data-filter-bar] input[type=search]")) event.target.blur();
    if (event.target.matches(TYPING)) return;
    var run = Object.prototype.hasOwnProperty.call(KEYS, event.key) && KEYS[event.key];
    if (run ? run() : pressKey(event.key)) event.preventDefault();
  });
})();
