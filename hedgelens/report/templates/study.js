(() => {
  const { columns, rows } = JSON.parse(document.getElementById("rows").textContent);
  const at = (id) => document.getElementById(id);
  const search = at("search"), outlet = at("outlet"), first = at("first"), last = at("last");
  rows.forEach((row) => { row.text = plain([row.title, row.outlet ?? "", ...row.sources].join("\n")); });

  const quoted = (row, words) => row.sources.find((name) => words && plain(name) === words);
  const shownAs = (row, words) => {
    const source = quoted(row, words);
    return { ...row, page: row.page && row.page + (source ? `#source=${encodeURIComponent(source)}` : "") };
  };
  const key = (row, column) => (column === 0 ? plain(row.title) : row.keys[column - 1]);
  const compare = (column, up) => (one, other) => {
    const a = key(one, column), b = key(other, column);
    if (a === null || b === null) return (a === null) - (b === null);  // what has no value stands last either way
    return (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
  };
  const list = articleList({
    table: at("list"), more: at("more"), shown: at("shown"),
    // Numbers are first wanted from the top, words from A on.
    rising: (column) => column === 0 || columns[column].text,
    ask: ({ order, up, number }) => {
      const words = plain(search.value.trim());
      const found = rows.filter((row) => (!words || row.text.includes(words)) && (!outlet.value || row.outlet === outlet.value)
        && (!first.value || (row.date ?? "") >= first.value) && (!last.value || (row.date && row.date <= last.value)));
      if (order !== null) found.sort(compare(order, up));
      return { rows: found.slice(0, number).map((row) => shownAs(row, words)), found: found.length, all: rows.length };
    },
  });
  [search, outlet, first, last].forEach((control) => control.addEventListener("input", list.again));
  at("clear").addEventListener("click", () => {
    [search, outlet, first, last].forEach((control) => { control.value = ""; });
    list.again();
  });

  for (const button of document.querySelectorAll("[data-search]")) {
    button.addEventListener("click", () => {
      search.value = button.dataset.search;
      list.again();
      at("articles").scrollIntoView();
      search.focus({ preventScroll: true });
    });
  }

  list.draw();
  document.body.classList.add("live");
})();
