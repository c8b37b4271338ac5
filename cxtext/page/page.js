"use strict";
// Without this script everything on the page can be read; with it, the figures are drawn.
(function () {
  if (typeof Plotly === "undefined") return;
  document.documentElement.classList.add("scripted");
  var config = {/* CONFIG */};
  document.querySelectorAll(".plot").forEach(function (plot) {
    var figure = JSON.parse(document.getElementById(plot.id.replace("plot-", "data-")).textContent);
    Plotly.newPlot(plot, figure.data, figure.layout, config);
  });
  document.querySelectorAll("details.data").forEach(function (details) { details.open = false; });
  // What is folded would be missing on paper.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details.beside:not([open])"));
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (details) { details.open = false; }); });
})();
