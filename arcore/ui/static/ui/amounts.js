// Amounts for running totals, counted in whole thousandths so that no cent is lost.
(function () {
  "use strict";
  var french = document.documentElement.lang.startsWith("fr");

  // Thousandths as BigInt, or null for a text that is no amount.
  function read(text) {
    var plain = text.replace(/[\s\u00a0\u202f\u2009]/g, "").replace("\u2212", "-");
    plain = french ? plain.replace(",", ".") : plain.replace(/,/g, "");
    var match = /^([+-]?)(\d{1,18})(?:\.(\d*))?$/.exec(plain);
    if (!match) return null;
    var whole = BigInt(match[2] + ((match[3] || "") + "000").slice(0, 3));
    return match[1] === "-" ? -whole : whole;
  }

  function show(thousandths) {
    var digits = String(thousandths < 0n ? -thousandths : thousandths).padStart(4, "0");
    var whole = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, french ? "\u00a0" : ",");
    var fraction = digits.slice(-3).replace(/0$/, "");
    return (thousandths < 0n ? "-" : "") + whole + (french ? "," : ".") + fraction;
  }

  window.arcoreAmounts = { read: read, show: show };
})();
