// Lists: rows open by click, errors of a refreshed filter bar reach their inputs.
(function () {
  "use strict";
  document.documentElement.classList.add("has-js");

  function dress(root) {
    root.querySelectorAll(".kit-table tbody tr").forEach(function (row) {
      if (row.querySelector("a.row-link")) row.dataset.linked = "";
    });
  }

  function markFilterErrors() {
    document.querySelectorAll("[data-filter-bar] .filter").forEach(function (filter) {
      var error = filter.querySelector(".invalid-text");
      var bad = Boolean(error && error.textContent.trim());
      filter.querySelectorAll("input, select").forEach(function (input) {
        if (bad) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      });
    });
  }

  document.addEventListener("click", function (event) {
    var row = event.target.closest(".kit-table tr[data-linked]");
    if (!row || event.defaultPrevented || event.button !== 0) return;
    if (event.target.closest("a, button, input, select, label")) return;
    if (String(window.getSelection())) return;
    var link = row.querySelector("a.row-link");
    if (event.metaKey || event.ctrlKey) window.open(link.href, "_blank", "noopener");
    else link.click();
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dismiss]");
    if (button) button.closest(".notice").remove();
  });

  // An untouched filter has no place in the URL.
  document.addEventListener("htmx:configRequest", function (event) {
    if (!event.target.matches("[data-filter-bar]")) return;
    var sent = event.detail.parameters;
    Object.keys(sent).forEach(function (name) {
      if (sent[name] === "") delete sent[name];
    });
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    dress(event.target);
    markFilterErrors();
    var count = document.querySelector("#list .pager-count, #list .empty-title");
    if (event.target.id === "list" && count) {
      document.getElementById("announce").textContent = count.textContent.trim();
    }
  });
  // The export menu opens on its first file, so that x and Enter are enough.
  document.addEventListener("shown.bs.dropdown", function (event) {
    var menu = event.target.closest(".export");
    if (menu) menu.querySelector(".dropdown-item").focus();
  });
  document.addEventListener("DOMContentLoaded", function () { dress(document); });
  window.addEventListener("pageshow", function (event) {
    // Come back from a row: the list as it is now, not as it was.
    if (event.persisted && document.querySelector("[data-list]")) window.location.reload();
  });
})();
