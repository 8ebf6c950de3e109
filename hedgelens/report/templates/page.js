(() => {
  const details = JSON.parse(document.getElementById("details").textContent);
  const why = document.getElementById("why");
  const hint = why.firstElementChild;
  const sentences = [...document.querySelectorAll("#text .s")];
  const cells = new Map([...document.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, cell]));
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

  const short = (confidence) => String(confidence).replace(/^0(?=\.)/, "");
  let from = details.counts_from;
  // Why a mark does not count: it is not sure enough, which the slider changes, or what it is does not count.
  const uncounted = (record) =>
    record.sure < from ? `, ${details.too_unsure} ${short(from)}` : `, ${record.uncounted}`;

  const show = (mark) => {
    document.querySelectorAll("#text .on").forEach((other) => other.classList.remove("on"));
    why.classList.toggle("open", Boolean(mark));
    if (!mark) { why.replaceChildren(hint); return; }
    const record = recordOf(mark);
    const peers = mark.dataset.h === undefined && mark.dataset.a !== undefined
      ? document.querySelectorAll(`#text [data-a="${mark.dataset.a}"]`) : [mark];
    peers.forEach((peer) => peer.classList.add("on"));
    const head = line("p", `head k${record.colour}`, record.head);
    head.prepend(line("span", "swatch", ""));
    const parts = [head];
    if (record.chain !== record.head) parts.push(line("p", "chain", record.chain));
    const but = mark.classList.contains("unsure") ? uncounted(record) : "";
    parts.push(line("p", "what", `${record.what} · confidence ${record.confidence}${but}`), line("p", "reason", record.why));
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
  // On a narrow screen the panel lies over the page: a tap beside the text puts it away.
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || text.contains(event.target) || why.contains(event.target)) return;
    pinned = null;
    show(null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pinned = null;
    show(null);
    if (chosen !== null) filter(null);
  });

  let chosen = null;
  const buttons = () => [...document.querySelectorAll("[data-filter]")];
  const nameOf = (source) => buttons().find((button) => button.dataset.filter === source)?.querySelector(".name").textContent;
  const filter = (source) => {
    chosen = source;
    buttons().forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === chosen)));
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
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-filter]") : null;
    if (!button) return;
    filter(button.dataset.filter === chosen ? null : button.dataset.filter);
    if (chosen !== null) reveal();
  });
  withCarried.addEventListener("change", () => filter(chosen));
  hideRest.addEventListener("change", () => filter(chosen));

  // The slider: what counts from another confidence is computed already, and only put in its place here.
  const slider = document.getElementById("from");
  const steps = details.steps;
  const copies = (name) => {
    const { content } = document.getElementById(name);
    return [...(content.querySelector("tbody") ?? content).children];
  };
  const fill = (place, all, numbers) => place?.replaceChildren(...numbers.map((number) => all[number].cloneNode(true)));
  const recolour = (element, colour) => {
    element.classList.remove(...[...element.classList].filter((name) => /^k(\d|w)$/.test(name)));
    element.classList.add(`k${colour}`);
  };
  const redraw = (cell, title, parts) => {
    cell.querySelector("title").textContent = title;
    const [first, ...rest] = cell.querySelectorAll("rect");
    rest.forEach((rect) => rect.remove());
    (parts.length ? parts : [["", "own"]]).forEach(([colour, look], place, all) => {
      const rect = place ? cell.appendChild(first.cloneNode()) : first;
      rect.setAttribute("class", look === "own" ? "own" : `k${colour} ${look}`);
      rect.setAttribute("y", (60 * place / all.length).toFixed(2));
      rect.setAttribute("height", (60 / all.length).toFixed(2));
    });
  };
  const mark = (state) => {
    for (const element of document.querySelectorAll("#text [data-a]")) {
      const sure = details.attributions[element.dataset.a].counts_to;
      element.classList.toggle("unsure", sure === null || sure < from);
    }
    for (const [number, [strict, carried]] of Object.entries(state.sentences)) {
      const sentence = document.getElementById(`sentence-${number}`);
      Object.assign(sentence.dataset, { strict, carried });
      sentence.querySelectorAll(".carried").forEach((element) => element.classList.toggle("unsure", !carried));
    }
    for (const [number, hedge] of Object.entries(state.hedges)) {
      Object.assign(details.hedges[number], hedge);
      document.querySelectorAll(`#text [data-h="${number}"]`).forEach((element) => recolour(element, hedge.colour));
    }
    for (const [number, changed] of Object.entries(state.attributions)) Object.assign(details.attributions[number], changed);
    for (const [number, [title, parts]] of Object.entries(state.cells)) redraw(cells.get(number), title, parts);
  };
  const tell = (state, step) => {
    const label = short(steps.from[step]);
    const said = step === steps.chosen ? `${label}, the default` : label;
    document.getElementById("from-value").textContent = said;
    slider.setAttribute("aria-valuetext", said);
    document.getElementById("from-number").textContent = `${state.counted} of ${details.attributions.length} attributions count.`;
    document.getElementById("verdict").textContent = steps.verdicts[step];
    document.getElementById("cards").replaceChildren(...state.cards.map(([value, what, more]) => {
      const card = line("li", "", "");
      card.append(line("b", "", value), ` ${what} `, line("span", "quiet", more));
      return card;
    }));
    document.querySelectorAll("[data-own]").forEach((cell) => { cell.textContent = state.own[cell.dataset.own]; });
    document.querySelectorAll("[data-note]").forEach((note) => { note.textContent = ` ${state.notes[note.dataset.note]}`; });
    details.csv = details.csv.split("\n", 1)[0] + "\n" + state.lines.map((number) => details.lines[number]).join("");
    document.getElementById("from-default").hidden = step === steps.chosen;
    const note = document.getElementById("figures-note");
    if (note) note.hidden = step === steps.chosen;
  };
  if (slider) {
    const lines = copies("lines"), choices = copies("filter-buttons"), groups = copies("group-lines");
    const count = (step) => {
      const state = details.states[steps.states[step]];
      fill(document.querySelector("table.shares tbody"), lines, state.lines);
      fill(document.querySelector("table.groups tbody"), groups, state.groups);
      fill(document.querySelector(".filters"), choices, state.lines.filter((number) => choices[number].dataset.filter));
      from = steps.from[step];
      mark(state);
      tell(state, step);
      filter(nameOf(chosen) ? chosen : null);
      pinned = null;
      show(null);
    };
    slider.addEventListener("input", () => count(Number(slider.value)));
    document.getElementById("from-default").addEventListener("click", () => {
      slider.value = steps.chosen;
      count(steps.chosen);
      slider.focus();
    });
    slider.value = steps.chosen;  // a browser that comes back to the page may have kept another place
    tell(details.states[steps.states[steps.chosen]], steps.chosen);
  }

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

  // The page of a study leads here with the source that was asked for: its sentences are shown.
  const asked = location.hash.match(/^#source=(.+)$/);
  const wanted = asked && buttons().find((button) => button.querySelector(".name").textContent === decodeURIComponent(asked[1]));
  if (wanted) { filter(wanted.dataset.filter); reveal(); }
})();
