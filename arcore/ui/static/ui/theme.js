// Runs before the first paint: when the reader left the theme to the system, follow it.
(function () {
  "use strict";
  var root = document.documentElement;
  if (root.dataset.theme && root.dataset.theme !== "auto") return;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() {
    root.dataset.bsTheme = dark.matches ? "dark" : "light";
  }
  follow();
  dark.addEventListener("change", follow);
})();
