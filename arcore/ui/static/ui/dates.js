// Dates typed short: "t" is today, "15" this month's 15th, "1503" 15 March, "+7" in a week.
(function () {
  "use strict";

  function written(day) {
    var parts = [day.getFullYear(), String(day.getMonth() + 1).padStart(2, "0"), String(day.getDate()).padStart(2, "0")];
    return document.documentElement.lang.startsWith("fr") ? parts.reverse().join("/") : parts.join("-");
  }

  function made(year, month, day) {
    var found = new Date(year, month - 1, day);
    return found.getMonth() === month - 1 && found.getDate() === day ? found : null;
  }

  function meant(text) {
    var now = new Date();
    if (/^[tT]$/.test(text)) return now;
    var shift = /^([+-])(\d{1,3})$/.exec(text);
    if (shift) return new Date(now.getFullYear(), now.getMonth(), now.getDate() + Number(shift[1] + shift[2]));
    if (/^\d{1,2}$/.test(text)) return made(now.getFullYear(), now.getMonth() + 1, Number(text));
    var short = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text);
    if (!short) return null;
    var year = short[3] ? Number(short[3].length === 2 ? "20" + short[3] : short[3]) : now.getFullYear();
    return made(year, Number(short[2]), Number(short[1]));
  }

  document.addEventListener("change", function (event) {
    if (!event.target.matches("input[data-date]")) return;
    var day = meant(event.target.value.trim());
    if (day) event.target.value = written(day);
  }, true);
})();
