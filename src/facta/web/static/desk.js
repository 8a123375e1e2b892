// What scripts add to pages that work without them: keys, and files that are dropped.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const items = () => [...document.querySelectorAll("#inbox .item")];
const current = () => items().findIndex((item) => item.contains(document.activeElement));

function choose(at) {
  const all = items();
  if (all.length === 0) return;
  const item = all[Math.max(0, Math.min(at, all.length - 1))];
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const at = current();
  if (key === "j") return choose(at + 1);
  if (key === "k") return choose(at - 1);
  const item = items()[Math.max(at, 0)];
  const place = key === "u" ? document : item;
  const target = place && place.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  target.click();
  const opened = target.closest("details[open]");
  const field = opened && opened.querySelector(":is(select, input:not([type=hidden]), button)");
  if (field) field.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const item = event.target.closest(".item") || (event.target.closest("#reason") && document.querySelector(".body .is-here"));
    if (item) item.focus();
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "/") {
    const field = document.querySelector('input[data-key="/"]');
    if (!field) return;
    event.preventDefault();
    field.focus();
    return;
  }
  const keys = document.getElementById("keys");
  if (!keys || !keys.checked || !"jkarcuo".includes(event.key) || event.key.length > 1) return;
  event.preventDefault();
  press(event.key);
});

document.addEventListener("DOMContentLoaded", () => {
  const keys = document.getElementById("keys");
  if (keys) {
    try { keys.checked = localStorage.getItem("keys") !== "off"; } catch { /* none is kept */ }
    keys.addEventListener("change", () => {
      try { localStorage.setItem("keys", keys.checked ? "on" : "off"); } catch { /* none is kept */ }
    });
  }
  const inbox = document.getElementById("inbox");
  if (inbox && new URLSearchParams(location.search).has("at")) choose(Number(inbox.dataset.at));
});

// A reason that has come is read out and seen, wherever its mark stands.
document.addEventListener("htmx:afterSwap", (event) => {
  const reason = document.getElementById("reason");
  if (!reason || event.detail.target.id !== "reason") return;
  document.querySelectorAll(".is-here").forEach((mark) => mark.classList.remove("is-here"));
  const { elt, triggeringEvent } = event.detail.requestConfig;
  if (elt) elt.classList.add("is-here");
  // Enter, not a pointer: who goes by keys goes on in the reason, and back by Escape
  if (triggeringEvent && triggeringEvent.detail === 0) reason.focus();
});

const drop = () => document.getElementById("drop");
document.addEventListener("dragover", (event) => {
  if (drop()) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const form = drop();
  if (!form || event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  form.elements.files.files = event.dataTransfer.files;
  form.requestSubmit();
});
