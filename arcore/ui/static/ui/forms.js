// Forms: first error in focus, one submit only, no unsaved change lost by accident.
(function () {
  "use strict";
  var dirty = new WeakSet();

  function focusFirstError() {
    var summary = document.querySelector("[data-error-summary]");
    var field = document.querySelector("form [aria-invalid=true]:not([type=hidden])");
    if (field) { field.focus(); if (field.select) field.select(); }
    else if (summary) summary.focus();
    if (summary) summary.scrollIntoView({ block: "nearest" });
  }

  // Typing replaces what a form proposes in its first field, as it does after Tab.
  function selectProposal() {
    var field = document.activeElement;
    if (field.matches("form[method=post] input[autofocus]") && field.select) field.select();
  }

  function unlock(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[data-waiting]").forEach(function (button) {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("data-waiting");
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) return;
    dirty.delete(form);
    if (!form.hasAttribute("data-once")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    var button = event.submitter;
    if (button) {
      button.setAttribute("data-waiting", "");
      button.setAttribute("aria-disabled", "true");
    }
  });

  function changed(event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-guard") && event.isTrusted) dirty.add(form);
  }
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);

  document.addEventListener("grid:changed", function (event) {
    var form = event.target.closest("form[data-guard]");
    if (form && event.target.contains(document.activeElement)) dirty.add(form);
  });

  function letGo() {
    document.querySelectorAll("form[data-guard]").forEach(function (form) { dirty.delete(form); });
  }
  // The session ended: the draft is kept, so leaving for the sign-in page needs no question.
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) letGo();
  });

  document.addEventListener("click", function (event) {
    var way = event.target.closest("[data-no-guard]");
    if (way) letGo();
  });

  window.addEventListener("beforeunload", function (event) {
    var open = Array.from(document.querySelectorAll("form[data-guard]")).some(function (form) {
      return dirty.has(form);
    });
    if (open) event.preventDefault();
  });

  // Back to a page that was already sent: its buttons work again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-once]").forEach(unlock);
  });
  document.addEventListener("DOMContentLoaded", focusFirstError);
  window.addEventListener("load", selectProposal);
})();
