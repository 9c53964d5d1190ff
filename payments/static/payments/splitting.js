// Split receipts: Enter and arrows walk along the amounts; nothing is left before it is saved.
(function () {
  "use strict";
  var waiting = 0, then = null;

  function cells(name) { return Array.from(document.querySelectorAll('#split [data-cell="' + name + '"]')); }
  function step(input, by) {
    var all = cells(input.dataset.cell), next = all[all.indexOf(input) + by];
    if (!next) return false;
    next.focus();
    if (next.select && next.type !== "checkbox") next.select();
    next.closest("tr").scrollIntoView({ block: "nearest" });
    return true;
  }
  function post() { return document.querySelector("#split-foot [data-after-saving]"); }

  // Before the keys of every list.
  document.addEventListener("keydown", function (event) {
    var input = event.target;
    if (event.isComposing || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && post()) {
      if (input.blur) input.blur();
      post().click();
    } else if (!input.dataset || !input.dataset.cell || event.ctrlKey || event.metaKey) return;
    else if (event.key === "Enter" || event.key === "ArrowDown") { if (!step(input, 1)) input.blur(); }
    else if (event.key === "ArrowUp") step(input, -1);
    else if (event.key === "Escape" && input.value !== input.defaultValue) { input.value = input.defaultValue; input.select(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("htmx:beforeSend", function () { waiting += 1; });
  document.addEventListener("htmx:afterRequest", function () {
    waiting = Math.max(0, waiting - 1);
    if (waiting || !then) return;
    var go = then;
    then = null;
    if (!document.querySelector('#split [aria-invalid="true"]')) window.location.assign(go);
  });
  document.addEventListener("click", function (event) {
    var way = event.target.closest && event.target.closest("[data-after-saving]");
    if (!way || !waiting) return;
    event.preventDefault();
    then = way.href;
  });
})();
