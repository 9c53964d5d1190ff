// Live grid, the way to the server: one request at a time, sent again until it is answered.
(function () {
  "use strict";
  var live = window.arcoreLive;
  var PATIENCE = 20000, FIRST_WAIT = 2000, LONGEST_WAIT = 30000;

  function failure(response) {
    if (response.headers.get("HX-Redirect")) return { failed: "session", url: response.headers.get("HX-Redirect") };
    if (response.headers.get("X-Too-Old")) return { failed: "old" };
    if (response.status === 403) return { failed: "forbidden" };
    if (response.status === 404) return { failed: "gone" };
    if (response.status === 413 || response.status === 400) return { failed: "unreadable" };
    return { failed: "unreachable" };
  }

  // {status, told}, or {failed} for an answer that is no answer to the rows.
  live.post = function (grid, url, fields) {
    return fetch(url, {
      method: "POST",
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(PATIENCE),
      headers: { "X-CSRFToken": grid.csrf, "HX-Request": "true", "HX-Current-URL": window.location.href },
    }).then(function (response) {
      var isOurs = (response.headers.get("Content-Type") || "").startsWith("application/json");
      if (!isOurs || response.status >= 500) return failure(response);
      return response.json().then(function (told) {
        return response.status === 423 ? { failed: "locked", say: told.say } : { status: response.status, told: told };
      });
    }).catch(function () { return { failed: "unreachable" }; });
  };

  // Tell in words why nothing is saved just now. Only a dead connection is tried again by itself.
  function stop(grid, answer) {
    grid.stopped = answer.failed;
    grid.queue.forEach(function (job) { if (job.row) live.setState(job.row, "waiting"); });
    if (answer.failed !== "unreachable") { live.notice(grid, answer.failed, answer); return; }
    grid.wait = Math.min(grid.wait ? grid.wait * 2 : FIRST_WAIT, LONGEST_WAIT);
    live.notice(grid, "unreachable", { seconds: String(grid.wait / 1000) });
    grid.timer = window.setTimeout(function () { live.resume(grid); }, grid.wait);
  }

  live.resume = function (grid) {
    window.clearTimeout(grid.timer);
    grid.stopped = "";
    live.send(grid);
  };

  // Send what waits in the queue, job by job; a job is {run, row} and keeps its place until done.
  live.send = function (grid) {
    if (grid.sending || grid.stopped || !grid.queue.length) return;
    var jobs = live.nextJobs(grid);
    grid.sending = jobs;
    live.run(grid, jobs).then(function (answer) {
      grid.sending = null;
      if (answer.failed) { stop(grid, answer); return; }
      if (grid.wait) { grid.wait = 0; live.notice(grid, ""); }
      grid.queue = grid.queue.filter(function (job) { return !jobs.includes(job); });
      live.take(grid, jobs, answer);
      live.keep(grid);
      live.send(grid);
      if (!grid.queue.length) grid.block.dispatchEvent(new CustomEvent("live:idle"));
    });
  };

  window.addEventListener("online", function () {
    live.grids.forEach(function (grid) { if (grid.stopped === "unreachable") live.resume(grid); });
  });
})();
