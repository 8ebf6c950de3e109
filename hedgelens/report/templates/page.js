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
  text.addEventListener("keydown", (event) => {
    const mark = event.key === "Enter" || event.key === " " ? markAt(event.target) : null;
    if (!mark) return;
    event.preventDefault();
    const source = recordOf(mark).source;
    if (nameOf(source)) filter(source === chosen ? null : source);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pinned = null;
    show(null);
    if (chosen !== null) filter(null);
  });

  let chosen = null;
  const nameOf = (source) => buttons.find((button) => button.dataset.filter === source)?.querySelector(".name").textContent;
  const filter = (source) => {
    chosen = source;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === chosen)));
    let kept = 0;
    for (const sentence of sentences) {
      const strict = sentence.dataset.strict.split(" ");
      const carried = withCarried.checked ? sentence.dataset.carried.split(" ") : [];
      const on = chosen === null || strict.includes(chosen) || carried.includes(chosen);
      sentence.classList.toggle("off", !on);
      const cell = cells.get(sentence.id.replace("sentence-", ""));
      if (cell) { cell.classList.toggle("off", !on); kept += on; }
    }
    document.body.classList.toggle("hiding", chosen !== null && hideRest.checked);
    state.textContent = chosen === null ? ""
      : `${kept} of ${cells.size} sentences of the body rest on ${nameOf(chosen)}. Press Escape to see all.`;
  };
  // Goes to the first sentence that is kept where none is in view: the table stands far above the text.
  const reveal = () => {
    const kept = sentences.filter((sentence) => !sentence.classList.contains("off"));
    const seen = kept.some((sentence) => {
      const { top, bottom } = sentence.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    if (!seen) kept[0]?.scrollIntoView({ block: "center" });
  };
  buttons.forEach((button) => button.addEventListener("click", () => {
    filter(button.dataset.filter === chosen ? null : button.dataset.filter);
    if (chosen !== null) reveal();
  }));
  withCarried.addEventListener("change", () => filter(chosen));
  hideRest.addEventListener("change", () => filter(chosen));

  const copy = document.getElementById("copy");
  const box = document.getElementById("csv");
  const copied = (done) => {
    document.getElementById("copied").textContent = done
      ? "Copied: the table as CSV."
      : "The browser does not let this page copy. The table stands below, selected: copy it with Ctrl+C or ⌘C.";
  };
  const copyBySelection = () => {
    box.hidden = false;
    box.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { /* then it is copied by hand */ }
    box.hidden = done;
    if (done) copy.focus(); else box.focus();
    copied(done);
  };
  copy.addEventListener("click", () => {
    box.value = details.csv;
    if (!navigator.clipboard) { copyBySelection(); return; }
    navigator.clipboard.writeText(details.csv).then(() => { box.hidden = true; copied(true); }, copyBySelection);
  });
  document.body.classList.add("live");
})();
