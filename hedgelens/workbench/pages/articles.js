"use strict";
(async () => {
  const { at, make, plain } = bench;
  const controls = ["search", "outlet", "first", "last", "state"].map(at);
  const [search, outlet, first, last, state] = controls;
  const body = at("list").tBodies[0];
  const heads = [...at("list").tHead.rows[0].cells];
  const step = 100;
  let rows = [], order = null, up = true, shown = step;

  const keys = [(row) => plain(row.title ?? row.id), (row) => row.date, (row) => row.words, (row) => row.attributions, (row) => row.share,
    (row) => row.coders.join(", ") || null];
  const me = () => bench.coder.value.trim();
  const states = { open: (row) => !row.finished, done: (row) => row.finished > 0, mine: (row) => row.assigned.includes(me()),
    "mine-open": (row) => row.assigned.includes(me()) && !row.finished_by.includes(me()) };
  const compare = (one, other) => {
    const a = keys[order](one), b = keys[order](other);
    if (a === null || b === null) return (a === null) - (b === null);
    return (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
  };
  const kept = () => {
    const words = plain(search.value.trim());
    const found = rows.filter((row) => (!words || row.text.includes(words)) && (!outlet.value || row.outlet === outlet.value)
      && (!first.value || (row.date ?? "") >= first.value) && (!last.value || (row.date && row.date <= last.value))
      && (!state.value || states[state.value](row)));
    return order === null ? found : found.sort(compare);
  };
  const line = (row) => {
    const element = make("tr");
    const head = make("th");
    head.scope = "row";
    head.dir = "auto";
    if (row.analysed) {
      const link = make("a", "", row.title ?? row.id);
      link.href = `article?id=${encodeURIComponent(row.id)}`;
      head.append(link);
    } else head.append(row.title ?? row.id, " ", make("span", "quiet", "not analysed yet"));
    if (row.outlet) head.append(" ", make("span", "quiet", row.outlet));
    const cells = [row.date ?? "–", row.words.toLocaleString("en"), row.attributions ?? "–",
      row.share === null ? "–" : `${Math.round(100 * row.share)}%`].map((text, place) => make("td", place === 2 ? "n sparse" : "n", text));
    element.append(head, ...cells, make("td", "sparse", row.coders.join(", ") + (row.finished ? " ✓" : "")));
    return element;
  };
  const draw = () => {
    const found = kept();
    body.replaceChildren(...found.slice(0, shown).map(line));
    at("more").hidden = found.length <= shown;
    at("shown").textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} articles`;
    heads.forEach((head, column) => head.setAttribute("aria-sort", column !== order ? "none" : up ? "ascending" : "descending"));
    // The order is that of "previous" and "next" on the pages of articles.
    sessionStorage.setItem("hedgelens-order", JSON.stringify(found.filter((row) => row.analysed).map((row) => row.id).slice(0, 5000)));
  };
  const again = () => { shown = step; draw(); };
  heads.forEach((head, column) => {
    const button = make("button", "sort", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => { up = order === column ? !up : column === 0 || column === 1; order = column; draw(); });
  });
  controls.forEach((control) => control.addEventListener("input", again));
  at("clear").addEventListener("click", () => { controls.forEach((control) => { control.value = ""; }); again(); });
  at("more").addEventListener("click", () => { shown += 10 * step; draw(); });

  const load = async () => {
    const found = await bench.get("/api/articles");
    if (!found) return;
    rows = found;
    rows.forEach((row) => { row.text = plain([row.title ?? "", row.id, row.outlet ?? "", ...row.sources].join("\n")); });
    const there = outlet.value;
    outlet.replaceChildren(new Option("all", ""), ...[...new Set(rows.map((row) => row.outlet).filter(Boolean))].sort().map((name) => new Option(name)));
    outlet.value = there;
    draw();
  };
  bench.coder.addEventListener("change", again);
  const asked = new URLSearchParams(location.search).get("show");
  if (asked in states) state.value = asked;
  let doing = "";
  bench.onWork((work) => { if (doing && !work.doing) load(); doing = work.doing; });
  await load();
})();
