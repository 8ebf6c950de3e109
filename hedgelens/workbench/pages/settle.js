"use strict";
(() => {
  const { at, make, button, coder, short } = bench;
  const id = new URLSearchParams(location.search).get("id");
  const handed = "by hand";
  const kinds = { attribution: "Attribution", hedge: "Hedge", sentence: "Sentence", source: "Source" };
  let view = null, here = 0;

  const shown = () => view.places.filter((place) => !at("open").checked || !view.decisions[place.key]);

  // -- the text: the place that is looked at stands out; offsets count whole characters ------------------------------------
  const sentence = (one) => {
    const element = make("span", "s", one.text);
    element.id = `sentence-${one.index}`;
    return element;
  };
  const text = () => at("text").replaceChildren(...view.paragraphs.map((sentences) => {
    const paragraph = make("p");
    sentences.forEach((one) => paragraph.append(sentence(one), " "));
    return paragraph;
  }));
  const point = (place) => {
    view.paragraphs.flat().forEach((one) => {
      const element = at(`sentence-${one.index}`);
      const letters = [...one.text];
      const start = Math.max(place.start - one.start, 0), end = Math.min(place.end - one.start, letters.length);
      const whole = place.mark === "source" ? place.sentence === one.index : start < end;
      element.classList.toggle("pointed", whole && place.mark === "source");
      if (whole && place.mark !== "source") {
        element.replaceChildren(letters.slice(0, start).join(""), make("mark", "", letters.slice(start, end).join("")), letters.slice(end).join(""));
      } else element.textContent = one.text;
    });
    (at("text").querySelector("mark") ?? at("text").querySelector(".pointed"))?.scrollIntoView({ block: "nearest" });
  };

  // -- the places ---------------------------------------------------------------------------------------------------------
  const said = (place, who, variable) => {
    if (variable === "marked") return place.said[who] ? "marked" : "not marked";
    return place.said[who]?.[variable] ?? "–";
  };
  // Where one marked something and another did not, all that was marked is told.
  const variables = (place) => {
    if (!place.differ.includes("marked")) return place.differ;
    const all = Object.keys(Object.values(place.said)[0] ?? {});
    return ["marked", ...all.filter((one) => one !== "content words")];
  };
  const take = (place, took) => bench.inTurn(async () => {
    const name = bench.named("each decision");
    if (!name) return;
    const now = await bench.post("api/settle", { id, coder: name, place: place.key, took });
    if (!now) return;
    if (took === handed) {
      location.href = `article?id=${encodeURIComponent(id)}#sentence-${place.sentence}`;
      return;
    }
    const key = shown()[here]?.key;
    view = now;
    const kept = shown().findIndex((one) => one.key === key);
    here = kept < 0 ? Math.min(here, Math.max(shown().length - 1, 0)) : kept;
    draw(true);
  });
  const row = (place, variable, columns) => {
    const element = make("tr");
    const head = make("th", "", variable);
    head.scope = "row";
    element.append(head, ...columns.map((who) => make("td", place.differ.includes(variable) ? "" : "quiet", said(place, who, variable))));
    return element;
  };
  const card = (place, number) => {
    const item = make("li", "place");
    item.tabIndex = -1;
    item.setAttribute("aria-current", String(number === here));
    const decided = view.decisions[place.key];
    const head = make("p", "head");
    const jump = button(`${kinds[place.mark]} · sentence ${place.sentence + 1}`, () => { here = number; draw(); }, { name: "jump" });
    head.append(jump, make("span", "quiet", decided ? `settled: ${decided === handed ? handed : `as ${decided}`}` : "open"));
    const words = make("p", "what", short(place.text, 240));
    words.dir = "auto";
    const columns = [...view.coders, ...(view.mine ? [view.mine] : [])];
    const table = make("table", "shares said");
    const top = make("tr");
    top.append(make("td"), ...columns.map((who) => {
      const cell = make("th", "", who === view.mine ? `${who} (now)` : who);
      cell.scope = "col";
      return cell;
    }));
    const thead = make("thead"), tbody = make("tbody");
    thead.append(top);
    tbody.append(...variables(place).map((one) => row(place, one, columns)));
    table.append(thead, tbody);
    const scroll = make("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `What each said at place ${number + 1}`);
    scroll.append(table);
    item.append(head, words, scroll);
    if (!view.why_not) {
      const choice = make("div", "row");
      view.coders.forEach((who) => {
        const element = button(`As ${who}`, () => take(place, who));
        element.setAttribute("aria-pressed", String(decided === who));
        choice.append(element);
      });
      const own = button("By hand", () => take(place, handed));
      own.setAttribute("aria-pressed", String(decided === handed));
      choice.append(own);
      item.append(choice);
    }
    return item;
  };
  // Where the page is opened its head stays in sight, which says whether one can settle here.
  const draw = (focused = false, opened = false) => {
    at("title").textContent = view.title;
    document.title = `${view.title} · disagreements`;
    const settled = view.places.filter((place) => view.decisions[place.key]).length;
    const people = view.coders.slice(0, -1).join(", ").replace(/, ([^,]*)$/, " and $1");
    at("how-far").textContent = view.places.length
      ? `${people} differ at ${view.places.length} ${view.places.length === 1 ? "place" : "places"}; ${settled} ${settled === 1 ? "is" : "are"} settled.${view.done ? " The results use the settled version." : ""}`
      : `${people} agree on everything.`;
    at("why-not").textContent = view.why_not ?? "";
    at("why-not").hidden = !view.why_not;
    at("finish").disabled = Boolean(view.why_not) || settled < view.places.length;
    at("finish").setAttribute("aria-pressed", String(view.done));
    const list = shown();
    at("places").replaceChildren(...list.map(card));
    if (!list.length) return;
    point(list[here]);
    if (opened) {
      scrollTo({ top: 0 });
      return;
    }
    const current = at("places").children[here];
    current.scrollIntoView({ block: "nearest" });
    if (focused) current.focus({ preventScroll: true });
  };
  // In turn: the answer for who was there before must not come after the coder's.
  const load = () => bench.inTurn(async () => {
    const now = await bench.get("api/settle", { id, coder: coder.value.trim() });
    if (!now) return;
    view = now;
    text();
    draw(false, true);
  });

  // -- keys ---------------------------------------------------------------------------------------------------------------
  const step = (by) => {
    const number = shown().length;
    if (!number) return;
    here = (here + by + number) % number;
    draw(true);
  };
  const finish = () => bench.inTurn(async () => {
    if (at("finish").disabled) return;
    const now = await bench.post("api/settled", { id, coder: coder.value.trim(), done: !view.done });
    if (now) {
      view = now;
      draw();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || !view) return;
    const place = shown()[here];
    const settles = (coder) => (place && coder ? () => (view.why_not ? bench.problem(view.why_not) : take(place, coder)) : null);
    const keys = { j: () => step(1), k: () => step(-1), f: finish, h: settles(handed) };
    const act = keys[event.key] ?? settles(view.coders[Number(event.key) - 1]);
    if (!act) return;
    event.preventDefault();  // else the sign is written into the field that asks for the coder's name
    act();
  });
  at("next").addEventListener("click", () => step(1));
  at("back").addEventListener("click", () => step(-1));
  at("finish").addEventListener("click", finish);
  at("open").addEventListener("change", () => { here = 0; if (view) draw(); });
  coder.addEventListener("change", load);
  load();
})();
