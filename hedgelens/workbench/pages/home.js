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
    details.append(make("summary", "", `${sentences.length} ${title}`));
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
    at("sent").textContent = `Sending ${files.length} ${files.length === 1 ? "file" : "files"} …`;
    const answer = await bench.send("/api/bring-in", form);
    at("sent").textContent = answer ? `${answer.files} ${answer.files === 1 ? "file is" : "files are"} in.` : "";
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
    const now = `${state.doing} ${state.done}`;
    if (now !== seen) show();
    seen = now;
  });
  show();
})();
