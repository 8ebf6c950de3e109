"use strict";
(() => {
  const { at } = bench;
  const card = (number, what) => {
    const item = make("li");
    item.append(make("b", "", number), ` ${what}`);
    return item;
  };
  const lists = (title, sentences) => {
    if (!sentences.length) return [];
    const details = make("details", "warning");
    const number = sentences.length;
    details.append(make("summary", "", `${number} ${number === 1 ? title.replace(/^(\w+)s/, "$1") : title}`));
    const list = make("ul");
    sentences.forEach((sentence) => list.append(make("li", "", sentence)));
    details.append(list);
    return [details];
  };
  const show = async () => {
    const found = await bench.get("/api/status");
    if (!found) return;
    at("numbers").replaceChildren(
      card(found.articles.toLocaleString("en"), "articles"),
      card(found.analysed.toLocaleString("en"), "analysed"),
      card(found.problems.length.toLocaleString("en"), "could not be read or analysed"),
    );
    const problems = found.problems.map(([article, reason]) => `${article}: ${reason}`);
    at("said").replaceChildren(...lists("problems", problems), ...lists("notes on what was read", found.notes));
  };

  // A folder that is dragged is gone through here: the browser gives its files one by one.
  const entries = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [[`${path}${file.name}`, file]];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) break;
      for (const one of some) found.push(...await entries(one, `${path}${entry.name}/`));
    }
    return found;
  };
  const send = async (files) => {
    if (!files.length) return;
    const form = new FormData();
    files.forEach(([path, file]) => form.append(path.includes("/") ? path : `./${path}`, file));
    form.append("fields", at("fields").value);
    form.append("duplicates", at("duplicates").value);
    at("sent").textContent = `Sending ${files.length} ${files.length === 1 ? "file" : "files"} …`;
    const answer = await bench.send("/api/bring-in", form);
    at("sent").textContent = answer ? `${answer.files} ${answer.files === 1 ? "file is" : "files are"} in.` : "";
    answer?.tables.forEach((table) => at("tables").append(forTable(table)));
    at("tables").querySelector("select")?.focus();
  };

  // A table is read when somebody has looked at which column holds what: what is taken by its name is shown, and can be changed.
  const PARTS = { text: "Text", title: "Title", outlet: "Outlet", date: "Date", author: "Author", section: "Section", page: "Page", url: "Address", id: "Number" };
  const forTable = ({ file, columns, taken, rows }) => {
    const form = make("form", "table"), fields = make("div", "fields");
    form.setAttribute("aria-label", `Columns of ${file}`);
    form.append(make("h2", "", file), make("p", "quiet", "Which column holds what? Columns that are not named stay with each article under their own names."));
    const selects = Object.entries(PARTS).map(([part, label]) => {
      const select = make("select"), field = make("label");
      select.name = part;
      select.append(new Option(part === "text" ? "choose" : "none", ""), ...columns.map((name) => new Option(name)));
      select.value = taken[part] ?? "";
      select.required = part === "text";
      field.append(make("span", "", label), select);
      fields.append(field);
      return select;
    });
    const scroll = make("div", "scroll"), table = make("table", "shares"), head = table.createTHead().insertRow(), body = table.createTBody();
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `First rows of ${file}`);
    columns.forEach((name) => { const cell = make("th", "", name); cell.scope = "col"; head.append(cell); });
    rows.forEach((cells) => { const row = body.insertRow(); cells.forEach((cell) => row.append(make("td", "", cell))); });
    scroll.append(table);
    const add = make("button", "", "Add these articles");
    form.append(fields, scroll, add);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const chosen = Object.fromEntries(selects.map((select) => [select.name, select.value]));
      const answer = await bench.post("/api/add-table", { file, columns: chosen, fields: at("fields").value, duplicates: at("duplicates").value });
      if (answer) form.remove();
    });
    return form;
  };
  const drop = at("drop");
  ["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); }));
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("over")));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    const given = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    send((await Promise.all(given.map((entry) => entries(entry, "")))).flat());
  });
  const chosen = (input) => input.addEventListener("change", async () => {
    await send([...input.files].map((file) => [file.webkitRelativePath || file.name, file]));
    input.value = "";
  });
  chosen(at("files"));
  chosen(at("folder"));
  drop.addEventListener("submit", (event) => event.preventDefault());

  let seen = "";
  bench.onWork((state) => {
    at("read").textContent = state.said.length ? `Read: ${state.said[0]}` : "";
    const now = `${state.doing} ${state.done}`;
    if (now !== seen) show();
    seen = now;
  });
  show();
})();
