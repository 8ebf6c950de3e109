(() => {
  const { columns, rows } = JSON.parse(document.getElementById("rows").textContent);
  const at = (id) => document.getElementById(id);
  const search = at("search"), outlet = at("outlet"), first = at("first"), last = at("last");
  const body = at("list").tBodies[0];
  const heads = [...at("list").tHead.rows[0].cells];
  const titles = heads.map((head) => head.textContent);
  const step = 100;
  let order = null, up = true, shown = step;

  const { make, plain, sortable } = answers;

  rows.forEach((row) => { row.text = plain([row.title, row.outlet ?? "", ...row.sources].join("\n")); });

  const quoted = (row, words) => row.sources.find((name) => words && plain(name) === words);

  const line = (row, words) => {
    const element = make("tr");
    const head = make("th");
    head.scope = "row";
    head.dir = "auto";
    if (row.page) {
      const link = make("a", "", row.title);
      const source = quoted(row, words);
      link.href = row.page + (source ? `#source=${encodeURIComponent(source)}` : "");
      head.append(link);
    } else head.append(row.title);
    if (row.outlet) head.append(" ", make("span", "quiet", row.outlet));
    element.append(head, ...row.cells.map((cell, place) => {
      const one = make("td", "n", cell);
      one.dataset.label = titles[place + 1];
      return one;
    }));
    return element;
  };

  const kept = () => {
    const words = plain(search.value.trim());
    return rows.filter((row) => (!words || row.text.includes(words)) && (!outlet.value || row.outlet === outlet.value)
      && (!first.value || (row.date ?? "") >= first.value) && (!last.value || (row.date && row.date <= last.value)));
  };

  const key = (row, column) => (column === 0 ? plain(row.title) : row.keys[column - 1]);
  const compare = (column) => (one, other) => {
    const a = key(one, column), b = key(other, column);
    if (a === null || b === null) return (a === null) - (b === null);  // what has no value stands last either way
    return (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
  };

  const draw = () => {
    const found = kept();
    if (order !== null) found.sort(compare(order));
    const words = plain(search.value.trim());
    body.replaceChildren(...found.slice(0, shown).map((row) => line(row, words)));
    at("more").hidden = found.length <= shown;
    at("shown").textContent = found.length === rows.length ? `${rows.length.toLocaleString("en")} articles`
      : `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} articles`;
    heads.forEach((head, column) => {
      head.setAttribute("aria-sort", column !== order ? "none" : up ? "ascending" : "descending");
    });
  };

  const again = () => { shown = step; draw(); };
  [search, outlet, first, last].forEach((control) => control.addEventListener("input", again));
  at("more").addEventListener("click", () => { shown += 10 * step; draw(); });
  at("clear").addEventListener("click", () => {
    [search, outlet, first, last].forEach((control) => { control.value = ""; });
    again();
  });

  heads.forEach((head, column) => sortable(head, () => {
    // Numbers are first wanted from the top, words from A on.
    up = order === column ? !up : column === 0 || columns[column].text;
    order = column;
    draw();
  }));

  for (const button of document.querySelectorAll("[data-search]")) {
    button.addEventListener("click", () => {
      search.value = button.dataset.search;
      again();
      at("articles").scrollIntoView();
      search.focus({ preventScroll: true });
    });
  }

  draw();
  document.body.classList.add("live");
})();
