// Everything can be read without this program: it folds steps, opens lines and finds theorems.
(function () {
  "use strict";
  var steps = document.getElementById("steps"), open = document.getElementById("open"), find = document.getElementById("find");
  var shown = document.getElementById("shown"), places = ["statements only", "without easy steps", "all lines"];
  var slide = function () {
    document.body.dataset.steps = ["none", "few", "all"][steps.value];
    shown.textContent = places[steps.value];
    steps.setAttribute("aria-valuetext", places[steps.value]);
  };
  if (steps) { steps.addEventListener("input", slide); slide(); }
  if (open) open.addEventListener("click", function () {
    var lines = document.querySelectorAll("details.line, details.entry"), closed = Array.prototype.some.call(lines, function (l) { return !l.open; });
    lines.forEach(function (line) { line.open = closed; });
    open.textContent = closed ? "close all lines" : "open all lines";
  });
  var verdict = document.getElementById("verdict");
  if (verdict) verdict.addEventListener("change", function () {
    document.querySelectorAll("table.claims tbody tr").forEach(function (row) {
      row.hidden = verdict.value !== "" && row.lastElementChild.textContent.trim() !== verdict.value;
    });
  });
  var marks = Array.prototype.slice.call(document.querySelectorAll(".map a.mark")), told = document.getElementById("told");
  var pick = document.getElementById("pick"), use = document.getElementById("use"), picked = document.getElementById("picked");
  if (pick) {
    var used = new Set(marks.map(function (mark) { return mark.dataset.used.split(" "); }).flat());
    var choose = function () {
      var words = pick.value.toLowerCase().split(/\s+/).filter(Boolean), many = 0;
      marks.forEach(function (mark) {
        var said = mark.textContent.toLowerCase(), other = { unused: used.has(mark.dataset.id), first: mark.dataset.used !== "" }[use.value];
        var chosen = !other && words.every(function (word) { return said.includes(word); });
        mark.classList.toggle("faded", !chosen);
        many += chosen;
      });
      picked.textContent = many + " of " + marks.length + " marks";
    };
    pick.addEventListener("input", choose);
    use.addEventListener("change", choose);
    choose();
  }
  var uses = function (mark, id) { return mark.dataset.used.split(" ").includes(id); };
  var names = function (some) {  // also of those that are out of view
    return some.length ? some.length + ": " + some.map(function (mark) { return mark.dataset.id; }).join(", ") : "none";
  };
  marks.forEach(function (mark) {
    var show = function () {
      var below = marks.filter(function (other) { return uses(mark, other.dataset.id); });
      var above = marks.filter(function (other) { return uses(other, mark.dataset.id); });
      marks.forEach(function (other) {
        other.classList.toggle("chosen", other === mark);
        other.classList.toggle("below", below.includes(other));
        other.classList.toggle("above", above.includes(other));
      });
      var words = mark.querySelector(".hidden").textContent.trim();
      told.classList.add("said");
      told.textContent = words + " — rests on " + names(below) + "; used by " + names(above);
      told.scrollTop = 0;
    };
    var follow = true;  // a finger does not point: its first tap shows, and its second one follows the link
    mark.addEventListener("pointerdown", function (event) { follow = event.pointerType !== "touch" || mark.classList.contains("chosen"); });
    mark.addEventListener("click", function (event) {
      if (!follow) { event.preventDefault(); show(); }
      follow = true;
    });
    mark.addEventListener("mouseenter", show);
    mark.addEventListener("focus", show);
  });
  var reach = function () {  // what is wider than its place is scrolled by keys, too
    document.querySelectorAll(".formula, .facts dd, .facts .math, .scroll, .model, pre.figure, .beside > div, .highlight pre, .wide, .benchmarks figure").forEach(function (part) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0; else part.removeAttribute("tabindex");
    });
  };
  var target = function () {  // an entry to which a link leads is opened
    var part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (part && part.matches("details.entry")) part.open = true;
  };
  target();
  window.addEventListener("hashchange", target);
  var menu = document.querySelector(".sidebar-scroll"), here = menu && menu.querySelector(".current-page");
  if (here) menu.scrollTo({ top: here.getBoundingClientRect().top - menu.clientHeight / 2, behavior: "instant" });
  reach();
  window.addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
  if (document.fonts) document.fonts.ready.then(reach);
  document.addEventListener("DOMContentLoaded", function () {  // what a search shows of a page has formulas in words
    if (typeof Search === "undefined" || !Search.htmlToText) return;
    var typed = (new URLSearchParams(location.search).get("q") || "").trim().toLowerCase();
    Scorer.score = function (result) { return result[6] === "object" && result[1].toLowerCase() === typed ? 1000 : result[4]; };
    var summary = Search.makeSearchSummary;
    Search.makeSearchSummary = function () {  // it is cut between two units, which may be the halves of one letter
      var told = summary.apply(Search, arguments);
      if (told) told.textContent = told.textContent.replace(/\p{Surrogate}/gu, "");
      return told;
    };
    var plain = Search.htmlToText, formula = /<span class="?math"? role="?math"? aria-label=("[^"]*"|[^\s>]*)>[^]*?<\/span>/g;
    Search.htmlToText = function (html, anchor) {
      return plain(html.replace(formula, function (all, words) { return " " + words.replace(/^"|"$/g, "") + " "; }), anchor);
    };
  });
  if (location.protocol === "file:" && document.getElementById("search-results")) {  // there no page can be fetched
    var base = document.documentElement.dataset.content_root, script = document.createElement("script");
    var loaded = new Promise(function (done) { script.onload = done; });
    script.src = base + "_static/excerpts.js";
    document.head.appendChild(script);
    window.fetch = function (url) {
      return loaded.then(function () {
        var parts = window.EXCERPTS[url.slice(base.length).replace(/\.html$/, "")] || {};
        var html = Object.keys(parts).map(function (id) {
          return '<section id="' + id + '">' + parts[id].replace(/&/g, "&amp;").replace(/</g, "&lt;") + " </section>";
        });
        return { text: function () { return '<div role="main">' + html.join("") + "</div>"; } };
      });
    };
  }
  var folded = [];  // paper shows the counterexamples, also where the browser knows no style for what is folded
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("details.mistake:not([open]), details.entry:not([open]), details.policy:not([open])"));
    folded.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (part) { part.open = false; }); });
  // Paper does not scroll, so a formula that is wider than an A4 sheet between its margins is drawn smaller there.
  var PAPER = 660, LEAST = 0.2, wide = ".line .formula, .entry .formula, .facts .math", smaller = [];
  window.addEventListener("beforeprint", function () {
    var edge = document.querySelector("article"), left = edge ? edge.getBoundingClientRect().left : 0;
    document.querySelectorAll(wide).forEach(function (formula) {
      var room = PAPER - (formula.getBoundingClientRect().left - left);
      formula.style.maxWidth = room + "px";  // so that it has its rows on paper
      if (formula.scrollWidth > room) {  // by zoom, since browsers draw no letter smaller than some size
        var size = Math.max(LEAST, 0.97 * room / formula.scrollWidth);
        formula.style.zoom = size;
        formula.style.maxWidth = room / size + "px";
      }
      smaller.push(formula);
    });
  });
  window.addEventListener("afterprint", function () {
    smaller.forEach(function (formula) { formula.style.zoom = formula.style.maxWidth = ""; });
    smaller = [];
  });
  if (find) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("table.every tbody tr"));
    var found = document.getElementById("found"), nothing = document.getElementById("nothing");
    var texts = rows.map(function (row) {  // what stands on the line, the same with what is written below it, and all with the prose
      var plain = row.cloneNode(true);
      plain.querySelectorAll("sub").forEach(function (below) { below.remove(); });
      var shown = row.textContent.toLowerCase();
      return [plain.textContent.toLowerCase(), shown, shown + " " + row.dataset.words.toLowerCase()];
    });
    var filter = function () {
      var words = find.value.toLowerCase().split(/\s+/).filter(Boolean), places = [[], [], []];
      rows.forEach(function (row, number) {
        var place = texts[number].findIndex(function (text) { return words.every(function (word) { return text.includes(word); }); });
        row.hidden = place < 0;
        if (place >= 0) places[place].push(row);
      });
      var shown = [].concat(places[0], places[1], places[2]);
      shown.forEach(function (row) { row.parentElement.appendChild(row); });
      found.textContent = shown.length + " of " + rows.length + " rows";
      nothing.hidden = shown.length > 0;
      nothing.querySelector("a").href = "search.html?q=" + encodeURIComponent(find.value.trim());
    };
    find.addEventListener("input", filter);
    filter();
  }
})();
