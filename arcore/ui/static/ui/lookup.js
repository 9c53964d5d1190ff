// Look-up inputs: suggestions while typing, chosen by arrows and Enter, Tab or a click.
(function () {
  "use strict";
  var WAIT = 140;
  var timers = new WeakMap();

  function parts(input) {
    var box = input.closest("[data-lookup]");
    return { url: box.dataset.lookup, value: box.querySelector("[data-lookup-value]"), list: box.querySelector("[role=listbox]") };
  }
  function choices(list) { return Array.from(list.querySelectorAll("[role=option][data-pk]")); }
  function marked(list) { return list.querySelector('[aria-selected="true"]'); }

  function close(input) {
    window.clearTimeout(timers.get(input));
    var list = parts(input).list;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function place(input, list) {
    // Fixed, so that a grid's scrolling frame does not cut the list off.
    var at = input.getBoundingClientRect();
    var below = window.innerHeight - at.bottom;
    list.style.setProperty("left", Math.max(8, Math.min(at.left, window.innerWidth - 328)) + "px");
    list.style.setProperty("min-width", at.width + "px");
    if (below > 260 || below > at.top) {
      list.style.setProperty("top", at.bottom + 2 + "px");
      list.style.removeProperty("bottom");
    } else {
      list.style.setProperty("bottom", window.innerHeight - at.top + 2 + "px");
      list.style.removeProperty("top");
    }
  }

  function mark(input, option) {
    var list = parts(input).list;
    choices(list).forEach(function (one) { one.setAttribute("aria-selected", String(one === option)); });
    if (option) {
      option.id = list.id + "_at";
      choices(list).forEach(function (one) { if (one !== option) one.removeAttribute("id"); });
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function open(input) {
    var list = parts(input).list;
    if (document.activeElement !== input || !list.children.length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    place(input, list);
    if (input.value.trim()) mark(input, choices(list)[0] || null);
  }

  // The cells that decide where to search, by the names that the server knows them by.
  function beside(input) {
    var names = input.closest("[data-lookup]").dataset.lookupBeside, scope = input.closest("tr") || input.form;
    return (names ? names.split(" ") : []).map(function (name) {
      var cell = scope && scope.querySelector('[name="' + name + '"], [name$="-' + name + '"]');
      return "&" + name + "=" + encodeURIComponent(cell ? cell.value : "");
    }).join("");
  }

  function ask(input) {
    var to = parts(input), asked = input.value;
    var address = to.url + (to.url.includes("?") ? "&" : "?") + "q=" + encodeURIComponent(input.value.trim()) + beside(input);
    window.htmx.ajax("GET", address, { source: input, target: to.list, swap: "innerHTML" }).then(function () { if (input.value === asked) open(input); }, function () { /* no network: the text itself will be understood */ });
  }

  function later(input) {
    window.clearTimeout(timers.get(input));
    timers.set(input, window.setTimeout(function () { ask(input); }, WAIT));
  }

  function choose(input, option) {
    var to = parts(input);
    to.value.value = option.dataset.pk;
    input.value = option.dataset.label;
    close(input);
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.dispatchEvent(new CustomEvent("lookup:chosen", { bubbles: true, detail: { pk: option.dataset.pk } }));
  }

  function combobox(event) { return event.target.matches && event.target.matches("[data-lookup] input[role=combobox]"); }

  document.addEventListener("input", function (event) {
    if (!combobox(event)) return;
    var to = parts(event.target);
    to.value.value = "";
    if (!to.list.hidden) mark(event.target, null);  // suggestions of the text before: none is meant
    later(event.target);
  });

  document.addEventListener("keydown", function (event) {
    if (!combobox(event)) return;
    var input = event.target, list = parts(input).list;
    var isOpen = !list.hidden;
    if (!isOpen && ((event.key === "ArrowDown" && event.altKey) || event.key === "F2")) { event.preventDefault(); ask(input); return; }
    if (!isOpen) return;
    var all = choices(list), at = all.indexOf(marked(list));
    if (event.key === "ArrowDown") { event.preventDefault(); mark(input, all[Math.min(at + 1, all.length - 1)]); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(input, all[Math.max(at - 1, 0)]); }
    else if (event.key === "Escape") { event.preventDefault(); close(input); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(input, all[at]); }
    else if (event.key === "Tab" && at >= 0) choose(input, all[at]);
  }, true);

  document.addEventListener("pointerdown", function (event) {
    var option = event.target.closest("[data-lookup] [role=option][data-pk]");
    if (!option) return;
    event.preventDefault();
    choose(option.closest("[data-lookup]").querySelector("input[role=combobox]"), option);
  });

  document.addEventListener("focusout", function (event) { if (combobox(event)) close(event.target); });
  window.addEventListener("scroll", function () {
    var input = document.activeElement;
    if (input && input.matches("[data-lookup] input[role=combobox]") && !parts(input).list.hidden) place(input, parts(input).list);
  }, true);
})();
