"use strict";
(async () => {
  const { at, coder } = bench;
  const COLUMNS = ["title", "date", "words", "attributions", "unsure", "share", "coders"];
  const controls = ["search", "in_text", "source", "kind", "outlet", "first", "last", "state", "unsure"].map(at);
  const value = (control) => (control.type === "checkbox" ? (control.checked ? "1" : "") : control.value.trim());
  const set = (control, to) => { if (control.type === "checkbox") control.checked = to === "1"; else control.value = to; };
  const KINDS = { person: "people", organisation: "organisations", government: "government", media: "media", document: "documents" };

  // What was asked for last stands in the address: it can be kept, and whoever comes back finds it.
  const before = new URLSearchParams(location.search);
  const choose = (select, names, called = (name) => name) => {
    const there = select.value || before.get(select.id) || "";
    select.replaceChildren(new Option("all", ""), ...names.map((name) => new Option(called(name), name)));
    if (there && !names.includes(there)) select.append(new Option(called(there), there));
    select.value = there;
  };
  controls.filter((control) => control.tagName === "INPUT" || control.id === "state").forEach((control) => set(control, before.get(control.id) ?? ""));

  const asked = ({ order, up }) => {
    const wanted = new URLSearchParams(controls.map((control) => [control.id, value(control)]).filter(([, to]) => to));
    if (order !== null) wanted.set("sort", COLUMNS[order]);
    if (order !== null && !up) wanted.set("falling", "1");
    return wanted;
  };
  const shownAs = (row) => ({
    title: row.title ?? row.id,
    page: row.analysed ? `article?id=${encodeURIComponent(row.id)}${value(at("source")) ? `#source=${encodeURIComponent(value(at("source")))}` : ""}` : null,
    note: row.analysed ? "" : "not analysed yet",
    outlet: row.outlet,
    cells: [row.date ?? "–", row.words.toLocaleString("en"), row.attributions ?? "–", row.unsure ?? "–",
      row.share === null ? "–" : `${Math.round(100 * row.share)}%`,
      row.coders.map((name) => name + (row.finished_by.includes(name) ? " ✓" : "")).join(", ")],
  });
  let first = true;
  const sorted = COLUMNS.indexOf(before.get("sort"));
  const list = articleList({
    table: at("list"), more: at("more"), shown: at("shown"),
    rising: (column) => ["title", "date", "coders"].includes(COLUMNS[column]),
    sorted: sorted < 0 ? null : sorted, up: before.get("falling") !== "1",
    ask: async (how) => {
      const wanted = asked(how);
      history.replaceState(null, "", `${location.pathname}${wanted.size ? `?${wanted}` : ""}`);
      // The order is that of "previous" and "next" on the pages of articles.
      sessionStorage.setItem("hedgelens-list", wanted.toString());
      const found = await bench.get("/api/articles", { ...Object.fromEntries(wanted), coder: coder.value.trim(), number: how.number, choices: first ? "1" : "" }, "list");
      if (!found) return { rows: [], found: 0, all: 0 };
      if (first) {
        choose(at("outlet"), found.outlets);
        choose(at("kind"), found.kinds, (kind) => KINDS[kind] ?? kind);
        first = false;
      }
      return { ...found, rows: found.rows.map(shownAs) };
    },
  });
  let waiting = null;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(list.again, 150); };
  controls.forEach((control) => control.addEventListener(control.tagName === "INPUT" && control.type !== "checkbox" ? "input" : "change", soon));
  at("controls").addEventListener("submit", (event) => { event.preventDefault(); list.again(); });
  at("clear").addEventListener("click", () => { controls.forEach((control) => set(control, "")); list.again(); });
  bench.suggest(at("source"), at("names"));
  coder.addEventListener("change", list.again);

  let doing = "";
  bench.onWork(async (work) => {
    const ended = doing && !work.doing;
    doing = work.doing;
    if (!ended) return;
    first = true;
    await list.draw();
  });
  choose(at("outlet"), []);
  choose(at("kind"), []);
  await list.draw();
})();
