// Payment registration: find by typing, tick and fill in by keyboard, saved as you go.
(function () {
  "use strict";
  var cells = window.arcoreCells, PATIENCE = 20000, AGAIN = 4000;
  var NEXT = { made: "amount", discount_date: "day", day: "amount", amount: "external_document_no" };
  var root, list, waiting = new Map(), pressed = false, sought = null, failing = false;

  function rowOf(target) { return target.closest && target.closest("tr[data-entry]"); }
  function rows() { return Array.from(list.querySelectorAll("tr[data-url]")); }
  function cell(row, name) { return row && row.querySelector('[data-cell="' + name + '"]'); }
  function search() { return root.querySelector("[data-filter-bar] input[type=search]"); }
  function say(word, facts) {
    var text = root.querySelector('template[data-word="' + word + '"]').content.textContent;
    document.getElementById("announce").textContent = text.replace(/\{(\w+)\}/g, function (_all, name) { return facts[name] || ""; });
  }

  function focus(input) {
    if (!input) return false;
    input.focus();
    if (input.select && input.type !== "checkbox") input.select();
    input.closest("tr, form").scrollIntoView({ block: "nearest" });
    return true;
  }
  function toSearch() { return focus(search()); }

  // What is not saved just now, told in words.
  function notice(kind, facts) {
    var place = root.querySelector("[data-registration-notices]"), source = kind && root.querySelector('template[data-notice="' + kind + '"]');
    place.replaceChildren();
    if (!source) return;
    var shown = source.content.firstElementChild.cloneNode(true), link = shown.querySelector("[data-put-url]"), words = shown.querySelector("[data-put-say]");
    if (link) link.href = (facts && facts.url) || window.location.href;
    if (words && facts && facts.say) words.textContent = facts.say;
    place.append(shown);
  }

  // The way to the server: changes of one row go one after the other, the last answer counts.
  function change(row, fields, input) {
    var entry = row.dataset.entry, job = waiting.get(entry) || { url: row.dataset.url, fields: [], busy: false };
    job.fields.push(fields);
    if (input) input.sent = input.value;
    waiting.set(entry, job);
    row.dataset.state = "waiting";
    send(entry);
  }

  function send(entry) {
    var job = waiting.get(entry);
    if (!job || job.busy) return;
    job.busy = true;
    var body = new URLSearchParams(job.fields[0]), known = root.querySelector("[data-posted]");
    body.set("posted", known.dataset.posted); // as the page was opened: nobody sums it again
    body.set("journals", known.dataset.journals);
    fetch(job.url, {
      method: "POST",
      body: body,
      signal: AbortSignal.timeout(PATIENCE),
      headers: { "X-CSRFToken": root.querySelector("[name=csrfmiddlewaretoken]").value, "HX-Request": "true", "HX-Current-URL": window.location.href },
    }).then(function (response) {
      var isOurs = (response.headers.get("Content-Type") || "").startsWith("application/json");
      if (!isOurs) return stop(entry, response);
      return response.json().then(function (told) { answered(entry, told, response.status); });
    }).catch(function () { retry(entry); });
  }

  function answered(entry, told, status) {
    var job = waiting.get(entry);
    job.busy = false;
    job.fields.shift();
    if (failing) { failing = false; notice(""); }
    if (told.foot) root.querySelector("[data-registration-foot]").innerHTML = told.foot;
    if (told.say) { waiting.delete(entry); notice("refused", told); return; }
    if (job.fields.length) { send(entry); return; }
    waiting.delete(entry);
    put(entry, told.row, status);
    if (!waiting.size) root.dispatchEvent(new CustomEvent("registration:idle"));
  }

  function retry(entry) {
    waiting.get(entry).busy = false;
    failing = true;
    notice("unreachable");
    window.setTimeout(function () { send(entry); }, AGAIN);
  }

  function stop(entry, response) {
    if (response.status >= 500) { retry(entry); return; }
    waiting.delete(entry);
    var url = response.headers.get("HX-Redirect");
    notice(url ? "session" : response.headers.get("X-Too-Old") ? "old" : "refused", { url: url });
  }

  // The row as the server has it; the cell with the cursor keeps what is being typed in it.
  function put(entry, html, status) {
    var old = list.querySelector('tr[data-entry="' + entry + '"]');
    if (!old) return;
    var made = document.createElement("tbody");
    made.innerHTML = html;
    var fresh = made.querySelector("tr[data-entry]"), below = made.querySelector("tr[data-notes]");
    var notes = list.querySelector('tr[data-notes="' + entry + '"]');
    old.className = fresh.className;
    Array.from(fresh.cells).forEach(function (given, at) {
      var here = old.cells[at], input = here.querySelector("[data-cell]"), other = given.querySelector("[data-cell]");
      if (!input || !other) { if (here.innerHTML !== given.innerHTML) here.replaceChildren.apply(here, Array.from(given.childNodes)); return; }
      take(input, other);
    });
    var inNotes = notes && notes.contains(document.activeElement);
    if (notes) notes.remove();
    if (below) old.after(below);
    if (inNotes) focus(cell(old, "amount"));
    old.dataset.state = status === 200 ? "saved" : "refused";
    say(status === 200 ? "saved" : "refused", { no: old.dataset.no, why: below ? below.textContent.trim() : "" });
  }

  function take(input, other) {
    if (input.type === "checkbox") { input.checked = other.checked; return; }
    if (other.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    var typing = document.activeElement === input && input.value !== input.defaultValue && input.value !== input.sent;
    var whole = document.activeElement === input && input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (!typing) {
      input.value = other.value;
      if (whole) input.select();
    }
    input.defaultValue = other.value;
  }

  // Keyboard.
  function step(row, by, name) {
    var all = rows(), next = all[all.indexOf(row) + by];
    if (!next) return by < 0 ? toSearch() : false;
    return focus(cell(next, name) || cell(next, "made"));
  }

  function commit(input) {
    if (input.type === "checkbox" || input.value === input.defaultValue || input.value === input.sent) return;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function enter(row, input) {
    var name = input.dataset.cell;
    commit(input);
    if (name === "made" && !input.checked) { input.checked = true; change(row, { made: "1" }); }
    if (NEXT[name]) return focus(cell(row, NEXT[name]));
    return search().value ? toSearch() : step(row, 1, "made");
  }

  function sideways(row, input, forward) {
    if (input.type !== "checkbox" && !cells.atEdge(input, forward)) return false;
    var all = Array.from(row.querySelectorAll("[data-cell]")), next = all[all.indexOf(input) + (forward ? 1 : -1)];
    return focus(next);
  }

  function escape(input) {
    if (input.type !== "checkbox" && input.value !== input.defaultValue) { input.value = input.defaultValue; input.select(); return true; }
    return toSearch();
  }

  function inRow(event, row) {
    var input = event.target, name = input.dataset.cell;
    if (!name) return false;
    switch (event.key) {
      case "Enter": return enter(row, input) || true;
      case "ArrowDown": return step(row, 1, name) || true;
      case "ArrowUp": return step(row, -1, name);
      case "ArrowRight": return sideways(row, input, true);
      case "ArrowLeft": return sideways(row, input, false);
      case "F2": return event.shiftKey && toJournal(row);
      case "Escape": return escape(input);
      default: return false;
    }
  }

  function toJournal(row) {
    var way = row.querySelector("[data-to-journal]");
    if (!way) return false;
    if (row.contains(document.activeElement)) commit(document.activeElement);
    whenSaved(function () { window.location.assign(row.querySelector("[data-to-journal]").href); });
    return true;
  }

  // Enter in the search: the only document that fits is ticked, among several the first is chosen.
  function choose() {
    var all = rows(), typed = search().value.trim().toLowerCase();
    var exact = all.filter(function (row) { return row.dataset.no.toLowerCase() === typed; });
    var row = exact.length === 1 ? exact[0] : all.length === 1 ? all[0] : null;
    if (!all.length) { say("none", {}); return; }
    if (!row) { say("several", {}); focus(cell(all[0], "made")); return; }
    enter(row, cell(row, "made"));
  }

  // What could not be read is not saved: whoever goes on to post is led back to it.
  function isRefused() {
    var input = list.querySelector('[aria-invalid="true"]'), row = input && rowOf(input), notes;
    if (!input) return false;
    notes = list.querySelector('tr[data-notes="' + row.dataset.entry + '"]');
    say("refused", { no: row.dataset.no, why: notes ? notes.textContent.trim() : "" });
    return focus(input);
  }
  function goOn(url) {
    whenSaved(function () { if (!isRefused()) window.location.assign(url); });
  }

  function leave() {
    var url = root.dataset.postUrl, active = document.activeElement;
    if (!url) return;
    if (active && active.dataset.cell) commit(active);
    goOn(url);
  }
  function whenSaved(go) {
    if (!waiting.size) { go(); return; }
    root.addEventListener("registration:idle", go, { once: true });
  }

  function listen() {
    // Before the keys of every list, which walk along links.
    document.addEventListener("keydown", function (event) {
      if (event.isComposing || event.altKey) return;
      var row = rowOf(event.target), taken = false;
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && root.contains(event.target)) { leave(); taken = true; }
      else if (event.ctrlKey || event.metaKey) return;
      else if (row && list.contains(row)) taken = inRow(event, row);
      else if (event.target === search() && event.key === "Enter") pressed = true; // its list comes, then `choose`
      else if (event.target === search() && event.key === "ArrowDown") taken = focus(cell(rows()[0], "made"));
      if (taken) { event.preventDefault(); event.stopPropagation(); }
    }, true);
    list.addEventListener("change", function (event) {
      var row = rowOf(event.target), input = event.target;
      if (!row || !input.dataset.cell) return;
      if (input.type === "checkbox") { change(row, { made: input.checked ? "1" : "0" }); return; }
      if (input.value === input.sent && input.value !== input.defaultValue) return;
      var fields = {};
      fields[input.dataset.cell] = input.value;
      change(row, fields, input);
    });
    list.addEventListener("click", function (event) {
      var button = event.target.closest("[data-do]"), notes = event.target.closest("tr[data-notes]");
      if (!button) return;
      var row = list.querySelector('tr[data-entry="' + notes.dataset.notes + '"]');
      change(row, button.dataset.do === "move" ? { discount_date: button.dataset.day } : { anew: "1" });
    });
    // The list that Enter asked for, not one that was on its way: the next would take the focus.
    document.addEventListener("htmx:beforeSend", function (event) {
      if (pressed && event.detail.target.id === "list") sought = event.detail.xhr;
    });
    document.addEventListener("htmx:afterSettle", function (event) {
      if (!pressed || event.target.id !== "list" || event.detail.xhr !== sought) return;
      pressed = false;
      choose();
    });
    document.addEventListener("click", function (event) {
      var way = event.target.closest(".page-actions a, [data-to-journal]");
      if (!way || !(waiting.size || list.querySelector('[aria-invalid="true"]'))) return;
      event.preventDefault();
      if (way.matches("[data-to-journal]")) toJournal(rowOf(way));
      else goOn(way.href);
    });
    window.addEventListener("beforeunload", function (event) { if (waiting.size) event.preventDefault(); });
    window.addEventListener("online", function () { waiting.forEach(function (_job, entry) { send(entry); }); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    root = document.querySelector("[data-registration]");
    list = document.getElementById("list");
    if (!root || !list) return;
    listen();
    if (document.activeElement === document.body) toSearch();
  });
})();
