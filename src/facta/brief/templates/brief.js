"use strict";
(() => {
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    const own = target.querySelector(":scope > details");
    if (own) own.open = true;
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const box = document.getElementById("filter");
  const only = document.getElementById("facts-only");
  const shown = document.getElementById("shown");
  const lines = [...document.querySelectorAll(".happenings > li")];
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const line of lines) {
      const text = line.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word)) && !(only.checked && line.classList.contains("unreal"));
      line.hidden = !fits;
      count += fits;
    }
    for (const list of document.querySelectorAll(".happenings")) {
      const empty = ![...list.children].some((line) => !line.hidden);
      list.hidden = empty;
      list.previousElementSibling.hidden = empty;
    }
    shown.textContent = `${count} of ${lines.length}`;
  };
  if (box) {
    box.form.addEventListener("submit", (event) => event.preventDefault());
    box.addEventListener("input", filter);
    only.addEventListener("change", filter);
  }
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("#timeline details, .speaker")) details.open = true;
  });
})();
