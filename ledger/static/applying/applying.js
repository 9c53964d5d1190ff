// Applying: Space marks, a digit types the amount, arrows walk; saved as you go, in order.
(function () {
  "use strict";
  var waiting = [], busy = false, then = null;

  function rowOf(element) { return element.closest && element.closest(".applying tbody tr"); }
  function box(row) { return row.querySelector(".mark-box"); }
  function amount(row) { return row.querySelector("input[name=amount]"); }
  function say(text) { document.getElementById("announce").textContent = text; }

  // One at a time, so that the sums of the last answer are the last sums.
  function next() {
    if (busy) return;
    var one = waiting.shift();
    if (!one) {
      if (then) { var go = then; then = null; go(); }
      return;
    }
    busy = true;
    window.htmx.ajax("POST", one.url, { source: "#list", target: "#apply-totals", swap: "outerHTML", values: one.values })
      .catch(function () { failed(one.values.entry); })
      .then(function () { busy = false; next(); });
  }

  function failed(entry) {
    var row = document.getElementById("entry-" + entry);
    var text = document.getElementById("mark-failed").content.textContent;
    then = null;
    waiting = [];
    say(text);
    if (!row || row.querySelector(".row-problem")) return;
    row.classList.remove("is-saving");
    var note = document.createElement("span");
    note.className = "row-problem";
    note.textContent = text;
    row.lastElementChild.appendChild(note);
  }
  document.addEventListener("htmx:sendError", function (event) {
    var sent = event.detail.requestConfig.parameters;
    if (event.target.id === "list" && sent.entry) failed(sent.entry);
  });
  document.addEventListener("htmx:responseError", function (event) {
    var sent = event.detail.requestConfig.parameters;
    if (event.target.id === "list" && sent.entry) failed(sent.entry);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("form[data-mark]") || !window.htmx) return;
    event.preventDefault();
    var values = Object.fromEntries(new FormData(form)), row = rowOf(form);
    if (event.submitter && event.submitter.name) {
      values.on = event.submitter.value;
      event.submitter.value = values.on === "1" ? "0" : "1";
      event.submitter.setAttribute("aria-checked", values.on === "1" ? "true" : "false");
    } else if (values.amount.trim() === "") values.on = "0";
    row.classList.add("is-saving");
    waiting.push({ url: form.action, values: values });
    next();
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches(".applying input[name=amount]")) event.target.form.requestSubmit();
  });

  // From anywhere on the page, an amount included: back, or the one thing there is to do next.
  document.addEventListener("keydown", function (event) {
    var isBack = event.key === "F11" && event.shiftKey, isNext = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!isBack && !isNext || !document.querySelector("[data-return]")) return;
    event.preventDefault();
    event.stopPropagation();
    if (document.activeElement.matches(".applying input[name=amount]")) document.activeElement.blur();
    leave(function () { (isNext && document.querySelector("[data-next]") || document.querySelector("[data-return]")).click(); });
  }, true);
  // What was just typed is saved first; what is there to do next is known only then.
  function leave(go) {
    if (busy || waiting.length) then = go;
    else go();
  }

  // A way out waits until everything is saved.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-after-saving]");
    if (!link || !(busy || waiting.length)) return;
    event.preventDefault();
    then = function () { (link.isConnected ? link : document.querySelector("[data-return]")).click(); };
  });
  window.addEventListener("beforeunload", function (event) {
    if (waiting.length) event.preventDefault();
  });

  function step(row, by, find) {
    var other = by > 0 ? row.nextElementSibling : row.previousElementSibling;
    while (other && !find(other)) other = by > 0 ? other.nextElementSibling : other.previousElementSibling;
    if (!other) return false;
    var target = find(other);
    target.focus();
    if (target.select) target.select();
    target.scrollIntoView({ block: "nearest" });
    return true;
  }
  function isWhole(input) {
    return !input.value || (input.selectionStart === 0 && input.selectionEnd === input.value.length);
  }

  function inAmount(event, row) {
    var input = event.target;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return step(row, event.key === "ArrowDown" ? 1 : -1, amount) || true;
    if (event.key === "Enter") return step(row, 1, amount) || (input.blur(), box(row).focus(), true);
    if (event.key === "Escape") { input.value = input.defaultValue; input.select(); return true; }
    if (event.key === " " && isWhole(input)) { box(row).click(); return true; }
    if (event.key === "ArrowLeft" && isWhole(input)) { box(row).focus(); return true; }
    return false;
  }

  function onBox(event, row) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return step(row, event.key === "ArrowDown" ? 1 : -1, box) || true;
    if (event.key === "ArrowRight") { amount(row).focus(); amount(row).select(); return true; }
    if (/^[0-9.,+-]$/.test(event.key)) { amount(row).focus(); amount(row).select(); }
    return false;
  }

  // Before the kit's own keys, which walk from link to link.
  document.addEventListener("keydown", function (event) {
    var row = rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var done = event.target.matches("input[name=amount]") ? inAmount(event, row)
      : event.target.matches(".mark-box") ? onBox(event, row) : false;
    if (done) { event.preventDefault(); event.stopPropagation(); }
  }, true);

  document.addEventListener("htmx:afterSettle", function (event) {
    var told = event.target.id === "apply-totals" && document.querySelector(".has-problem .row-problem");
    if (told) say(told.textContent);
  });
  document.addEventListener("DOMContentLoaded", function () {
    var first = document.querySelector(".applying .mark-box");
    if (first && document.activeElement === document.body) first.focus({ preventScroll: true });
  });
})();
