// A session that ends under a long form loses nothing: what was typed stays in this tab.
// Drafts live in sessionStorage under user and address; passwords, files and tokens never do.
// A draft is given back only after a page that says it kept it (sign-in, an error page).
(function () {
  "use strict";
  var PREFIX = "arcore-draft:";
  var SKIPPED = ["password", "file", "submit", "button", "reset", "image"];
  var user = document.body.dataset.user;
  var here = PREFIX + user + ":" + window.location.pathname;

  function drafts() {
    return Object.keys(window.sessionStorage).filter(function (key) { return key.startsWith(PREFIX); });
  }
  function read(key) {
    try { return JSON.parse(window.sessionStorage.getItem(key)); } catch { return null; }
  }
  function write(key, draft) {
    try { window.sessionStorage.setItem(key, JSON.stringify(draft)); } catch { /* storage full or off */ }
  }
  function forget(key) { window.sessionStorage.removeItem(key); }

  function typed(form) {
    var values = [];
    Array.from(form.elements).forEach(function (input) {
      if (!input.name || input.name === "csrfmiddlewaretoken" || SKIPPED.includes(input.type)) return;
      if (input.type === "checkbox" || input.type === "radio") values.push([input.name, input.value, input.checked]);
      else if (input.multiple) values.push([input.name, Array.from(input.selectedOptions, function (o) { return o.value; })]);
      else values.push([input.name, input.value]);
    });
    return values;
  }

  function fill(form, values) {
    // Grids first: they need as many rows as were typed.
    form.dispatchEvent(new CustomEvent("draft:rows", { detail: values }));
    values.forEach(function (entry) {
      var inputs = form.querySelectorAll('[name="' + CSS.escape(entry[0]) + '"]');
      inputs.forEach(function (input) {
        if (input.dataset.noDraft !== undefined) return;
        if (entry.length === 3) { if (input.value === entry[1]) input.checked = entry[2]; }
        else if (Array.isArray(entry[1])) Array.from(input.options).forEach(function (o) { o.selected = entry[1].includes(o.value); });
        else input.value = entry[1];
      });
    });
    form.dispatchEvent(new CustomEvent("draft:filled", { bubbles: true }));
  }

  function keep(form, sent) { write(here, { values: typed(form), sent: sent, kept: false }); }

  function giveBack(form, draft) {
    fill(form, draft.values);
    var notice = document.getElementById("draft-notice");
    if (!notice) return;
    var shown = notice.content.firstElementChild.cloneNode(true);
    shown.querySelector("[data-draft-discard]").addEventListener("click", function () {
      forget(here);
      window.location.assign(window.location.href);
    });
    form.prepend(shown);
    shown.focus();
  }

  function start() {
    if (document.body.hasAttribute("data-keep-drafts")) {
      drafts().forEach(function (key) {
        var draft = read(key);
        if (draft) { draft.kept = true; write(key, draft); }
      });
      return;
    }
    var form = document.querySelector("form[data-draft]");
    drafts().forEach(function (key) {
      var draft = read(key);
      var mine = key.startsWith(PREFIX + user + ":");
      if (!draft || !mine || !draft.kept) { forget(key); return; }
    });
    var draft = read(here);
    if (form && draft) giveBack(form, draft);
    if (!form || !user) return;
    var wait;
    form.addEventListener("input", function () {
      window.clearTimeout(wait);
      wait = window.setTimeout(function () { keep(form, false); }, 400);
    });
    form.addEventListener("change", function () { keep(form, false); });
    form.addEventListener("grid:changed", function () {
      if (form.contains(document.activeElement)) keep(form, false);
    });
    form.addEventListener("submit", function () { window.clearTimeout(wait); keep(form, true); });
    window.addEventListener("pagehide", function () { window.clearTimeout(wait); });
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-sign-out]")) drafts().forEach(forget);
  });
  // Last of all, when the grids of the page stand.
  document.addEventListener("DOMContentLoaded", start);
})();
