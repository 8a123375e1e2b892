"use strict";
(() => {
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    const own = target.querySelector(":scope > details, :scope > th > details");
    if (own) own.open = true;
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const form = document.querySelector(".filter");
  if (!form) return;
  const field = (name) => document.getElementById(name);
  const lines = [...document.querySelectorAll(".happenings > li")];
  const folds = [...document.querySelectorAll("#timeline > details")];
  const has = (line, key, wanted) => !wanted || line.dataset[key].split("|").includes(wanted);
  const within = (day, since, until) => (!since && !until) || (day && day >= (since || day) && day <= (until || day));
  const filter = () => {
    const words = field("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = ["by", "to", "type", "since", "until"].map((name) => field(name).value);
    const [by, to, type, since, until] = asked;
    const grade = Number(field("grade").value);
    const any = words.length || asked.some(Boolean) || grade < 6;
    let count = 0;
    for (const line of lines) {
      const gap = line.classList.contains("gap");
      const text = words.length && line.textContent.toLowerCase();
      const fits = gap ? !any : has(line, "by", by) && has(line, "to", to) && (!type || line.dataset.type === type)
        && within(line.dataset.day, since, until) && Number(line.dataset.grade) <= grade && words.every((word) => text.includes(word));
      line.hidden = !fits;
      count += fits && !gap;
    }
    for (const list of document.querySelectorAll(".happenings")) {
      const empty = ![...list.children].some((line) => !line.hidden);
      list.hidden = empty;
      list.previousElementSibling.hidden = empty;
    }
    for (const fold of folds) {
      fold.hidden = !fold.querySelector(".happenings > li:not([hidden])");
      if (any) fold.open = true;
    }
    field("shown").textContent = any ? `${count} of ${lines.filter((line) => !line.classList.contains("gap")).length}` : "";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
})();
