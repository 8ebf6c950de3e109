"use strict";
(() => {
  const details = JSON.parse(document.getElementById("details").textContent);
  const why = document.getElementById("why");
  const hint = why.firstElementChild;
  const sentences = [...document.querySelectorAll("#text .s")];
  const cells = new Map([...document.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, cell]));
  const buttons = [...document.querySelectorAll("[data-filter]")];
  const withCarried = document.getElementById("with-carried");
  const hideRest = document.getElementById("hide-rest");
  const state = document.getElementById("filter-state");
  let pinned = null;

  // The panel says it better than the browser's own bubble, which stays for readers without script.
  document.querySelectorAll("#text [title]").forEach((mark) => mark.removeAttribute("title"));

  const line = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };

  const recordOf = (mark) =>
    mark.dataset.h !== undefined ? details.hedges[mark.dataset.h]
    : mark.dataset.a !== undefined ? details.attributions[mark.dataset.a]
    : details.continuations[mark.dataset.r];

  const show = (mark) => {
    document.querySelectorAll("#text .on").forEach((other) => other.classList.remove("on"));
    if (!mark) { why.replaceChildren(hint); return; }
    const record = recordOf(mark);
    const peers = mark.dataset.h === undefined && mark.dataset.a !== undefined
      ? document.querySelectorAll(`#text [data-a="${mark.dataset.a}"]`) : [mark];
    peers.forEach((peer) => peer.classList.add("on"));
    const head = line("p", `head k${record.colour}`, record.head);
    head.prepend(line("span", "swatch", ""));
    const parts = [head];
    if (record.chain !== record.head) parts.push(line("p", "chain", record.chain));
    parts.push(line("p", "what", `${record.what} · confidence ${record.confidence}`), line("p", "reason", record.why));
    why.replaceChildren(...parts);
  };

  const markAt = (target) => (target instanceof Element ? target.closest("#text [data-h], #text [data-a], #text [data-r]") : null);
  const text = document.getElementById("text");
  text.addEventListener("mouseover", (event) => { if (!pinned) show(markAt(event.target)); });
  text.addEventListener("mouseleave", () => { if (!pinned) show(null); });
  text.addEventListener("focusin", (event) => { pinned = null; show(markAt(event.target)); });
  text.addEventListener("click", (event) => { pinned = markAt(event.target); show(pinned); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pinned = null;
    show(null);
    if (buttons.some((button) => button.getAttribute("aria-pressed") === "true")) filter(null);
  });

  const filter = (chosen) => {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
    let kept = 0;
    for (const sentence of sentences) {
      const strict = sentence.dataset.strict.split(" ");
      const carried = withCarried.checked ? sentence.dataset.carried.split(" ") : [];
      const on = !chosen || strict.includes(chosen.dataset.filter) || carried.includes(chosen.dataset.filter);
      sentence.classList.toggle("off", !on);
      const cell = cells.get(sentence.id.replace("sentence-", ""));
      if (cell) { cell.classList.toggle("off", !on); kept += on; }
    }
    document.body.classList.toggle("hiding", Boolean(chosen) && hideRest.checked);
    state.textContent = chosen
      ? `${kept} of ${cells.size} sentences of the body rest on ${chosen.querySelector(".name").textContent}. Press Escape to see all.` : "";
  };
  const pressed = () => buttons.find((button) => button.getAttribute("aria-pressed") === "true") || null;
  buttons.forEach((button) => button.addEventListener("click", () => filter(button === pressed() ? null : button)));
  withCarried.addEventListener("change", () => filter(pressed()));
  hideRest.addEventListener("change", () => filter(pressed()));
})();
