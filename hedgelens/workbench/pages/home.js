"use strict";
(() => {
  const { at } = bench;
  const card = (number, what) => {
    const item = make("li");
    item.append(make("b", "", number), ` ${what}`);
    return item;
  };
  const listOf = (sentences) => {
    const list = make("ul");
    list.append(...sentences.map((sentence) => make("li", "", sentence)));
    return list;
  };
  const tableOf = (heads, rows) => {
    const table = make("table", "shares"), head = table.createTHead().insertRow(), body = table.createTBody();
    heads.forEach((name) => { const cell = make("th", "", name); cell.scope = "col"; head.append(cell); });
    rows.forEach((cells) => body.insertRow().append(...cells.map((cell) => make("td", "", cell ?? "–"))));
    return table;
  };
  const lists = (title, sentences) => {
    if (!sentences.length) return [];
    const details = make("details", "warning");
    const number = sentences.length;
    details.append(make("summary", "", `${number} ${number === 1 ? title.replace(/^(\w+)s/, "$1") : title}`), listOf(sentences));
    return [details];
  };
  // One question at a time, so that no older answer stands over a newer one; one from before the last change is asked again.
  let asking = false, again = false, changes = 0;
  const changed = async (answer) => {
    const found = await answer;
    changes += 1;
    return found;
  };
  const show = async () => {
    again = asking;
    if (asking) return;
    asking = true;
    const before = changes, found = await bench.get("/api/status", {}, "status");
    asking = false;
    const late = before !== changes;
    if (found && !late) tell(found);
    if (again || late) show();
  };
  const tell = (found) => {
    at("numbers").replaceChildren(
      card(found.articles.toLocaleString("en"), "articles"),
      card(found.analysed.toLocaleString("en"), "analysed"),
      card(found.problems.length.toLocaleString("en"), "could not be read or analysed"),
    );
    at("said").replaceChildren(...lists("problems", found.problems), ...lists("notes on what was read", found.notes));
    at("rest").hidden = !found.to_do || Boolean(found.work.doing);
    at("rest").firstElementChild.textContent = `${found.to_do.toLocaleString("en")} ${found.to_do === 1 ? "article still has" : "articles still have"} to be analysed.`;
    const waiting = found.tables.map(({ file }) => file);
    [...at("tables").children].filter((form) => !waiting.includes(form.dataset.file)).forEach((form) => form.remove());
    offer(found.tables);
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
    const answer = await changed(bench.send("/api/bring-in", form));
    at("sent").textContent = answer ? `${answer.files} ${answer.files === 1 ? "file" : "files"} received.${answer.not_read && ` ${answer.not_read}`}` : "";
    if (answer?.tables.length) {
      offer(answer.tables);
      at("tables").querySelector("select")?.focus();
    }
  };

  // A table is read when somebody has looked at which column holds what: what is taken by its name is shown, and can be changed.
  const PARTS = { text: "Text", title: "Title", outlet: "Outlet", date: "Date", author: "Author", section: "Section", page: "Page", url: "Web address", id: "ID" };
  const forTable = ({ file, columns, taken, rows }) => {
    const form = make("form", "table"), fields = make("div", "fields");
    form.dataset.file = file;
    form.setAttribute("aria-label", `Columns of ${file}`);
    form.append(make("h2", "", file), make("p", "quiet", "Which column holds what? Columns that you do not assign are kept with each article under their own names."));
    if (!taken.text) {
      form.append(make("p", "warning", "No column name suggests which column holds the texts. The first row is taken for the column names: "
        + "if it is an article, add a row of names above it, and add the table again."));
    }
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
    const scroll = make("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `First rows of ${file}`);
    scroll.append(tableOf(columns, rows));
    const add = make("button", "", "Add these articles");
    form.append(fields, scroll, add, " ", bench.button("Leave it out", async () => {
      if (await changed(bench.post("/api/leave-table", { file }))) form.remove();
    }));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const chosen = Object.fromEntries(selects.map((select) => [select.name, select.value]));
      const answer = await changed(bench.post("/api/add-table",
        { file, columns: chosen, fields: at("fields").value, duplicates: at("duplicates").value }));
      if (answer) form.remove();
    });
    return form;
  };
  // A table waits also where the page is left and opened again.
  const offer = (tables) => {
    const there = [...at("tables").children].map((form) => form.dataset.file);
    tables.filter(({ file }) => !there.includes(file)).forEach((table) => at("tables").append(forTable(table)));
  };
  at("analyse").addEventListener("click", () => changed(bench.post("/api/analyse", {})));
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

  // What the last reading has to say, and how it read the first articles: whoever sees a wrong date here need not correct a hundred.
  const read = ({ said, arrived }) => {
    const parts = said.length ? [make("p", "", `Read: ${said[0]}`)] : [];
    if (said.length > 1) parts.push(listOf(said.slice(1)));
    if (arrived) {
      const of = (number) => (number === arrived.articles ? "each" : number ? `${number} of ${arrived.articles}` : "none");
      const heads = [["Title", arrived.titled], ["Outlet", arrived.placed], ["Date", arrived.dated]];
      const table = tableOf(heads.map(([name, number]) => `${name} (${of(number)})`), arrived.first);
      table.createCaption().textContent = arrived.articles > arrived.first.length
        ? `What was found about the first ${arrived.first.length} of the ${arrived.articles} new articles` : "What was found about the new articles";
      const next = make("p", "", "Go on to the "), link = make("a", "", "list of articles");
      link.href = "articles";
      next.append(link, ".");
      parts.push(table, next);
    }
    at("read").replaceChildren(...parts);
  };
  let last = null;
  bench.onWork((state) => {
    const now = JSON.stringify([state.said, state.arrived]);
    if (now !== last) read(state);
    last = now;
    show();
  });
  show();
})();
