// Everything can be read without this program: it folds steps, opens lines and finds theorems.
(function () {
  "use strict";
  var steps = document.getElementById("steps"), open = document.getElementById("open"), find = document.getElementById("find");
  if (steps) steps.addEventListener("change", function () { document.body.dataset.steps = steps.value; });
  if (open) open.addEventListener("click", function () {
    var lines = document.querySelectorAll("details.line"), closed = Array.prototype.some.call(lines, function (l) { return !l.open; });
    lines.forEach(function (line) { line.open = closed; });
    open.textContent = closed ? "close all lines" : "open all lines";
  });
  if (find) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("table.every tbody tr")), found = document.getElementById("found");
    var filter = function () {
      var words = find.value.toLowerCase().split(/\s+/).filter(Boolean), many = 0;
      rows.forEach(function (row) {
        row.hidden = !words.every(function (word) { return row.dataset.words.includes(word); });
        if (!row.hidden) many += 1;
      });
      found.textContent = many + " of " + rows.length;
    };
    find.addEventListener("input", filter);
    filter();
  }
})();
