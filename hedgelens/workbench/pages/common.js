"use strict";
// What all pages share: the coder's name, questions to the workbench, and what is said of work and problems.
const bench = (() => {
  const at = (id) => document.getElementById(id);
  // Addresses go by where the workbench begins: that may be a longer one, as in JupyterLab, and a page may lie deeper.
  const root = new URL("../", document.currentScript.src);
  const here = (path) => new URL(path.replace(/^\//, ""), root);
  const coder = at("coder");
  coder.value = localStorage.getItem("hedgelens-coder") ?? "";
  coder.addEventListener("change", () => localStorage.setItem("hedgelens-coder", coder.value.trim()));
  // Whoever is to write a name may choose one of those whom the study names; where none come, what is said of problems stays.
  coder.addEventListener("focus", async () => {
    const response = await fetch(here("api/coders")).catch(() => null);
    const names = response?.ok ? await response.json() : [];
    at("coders").replaceChildren(...names.map((name) => new Option(name, name)));
  }, { once: true });

  const button = (label, act, { name = "", title = "" } = {}) => {
    const element = make("button", name, label);
    element.type = "button";
    if (title) element.title = title;
    element.addEventListener("click", act);
    return element;
  };
  const short = (words, most) => (words.length > most ? `${words.slice(0, most)}…` : words);
  // What nobody clicked for says its name: it takes back, or writes over, only what it said itself.
  let said = "";
  const problem = (text, by = "") => {
    if (by && by !== said && !at("problem").hidden) return;
    said = by;
    at("problem").textContent = text;
    at("problem").hidden = !text;
  };
  // The name of whoever does something; where none is written yet, it is asked for.
  const named = (what) => {
    const name = coder.value.trim();
    if (!name) {
      problem(`Enter your name in the field 'Coder' first: ${what} is saved under a name.`);
      coder.focus();
    }
    return name;
  };
  const answer = async (response) => {
    if (response.headers.get("content-type")?.includes("json")) {
      const data = await response.json();
      if (!response.ok) throw Object.assign(new Error(data.problem ?? "That could not be done."), { status: response.status, data });
      return data;
    }
    const said = response.status === 421 ? await response.text() : `The workbench answered ${response.status}.`;
    throw Object.assign(new Error(said), { status: response.status });
  };
  // A connection that was lost is tried again until it stands: what somebody clicked is not for him or her to click again.
  const wait = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
  const tried = async (work, by = "") => {
    for (let times = 0; ; times += 1) {
      try {
        const response = await work();
        if (response.status !== 403) return [await answer(response), times > 0];
        problem(await response.text(), by);  // it was started again, and has not let this window in yet
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        problem("The workbench does not answer. What was saved is safe, and this page tries again every few seconds. If the "
          + "workbench was stopped, start it again with 'hedgelens app' and the same --port, and open the address that it prints.", by);
      }
      await wait(Math.min(1 + times, 5));
    }
  };
  const reached = async (work, by = "") => {
    try {
      const [found] = await tried(work, by);
      problem("", by);
      return found;
    } catch (error) {
      problem(error.message, by);
      return null;
    }
  };
  const get = (path, values = {}, by = "") => reached(() => fetch(`${here(path)}?${new URLSearchParams(values)}`), by);
  const posted = (path, data) => fetch(here(path), {
    method: "POST", headers: { "X-HedgeLens": "1", "Content-Type": "application/json" }, body: JSON.stringify(data),
  });
  const post = (path, data) => reached(() => posted(path, data));
  // What changes is asked for one after the other, in the order of the clicks.
  let last = Promise.resolve();
  const inTurn = (work) => {
    last = last.then(work, work);
    return last;
  };
  const send = (path, form) => reached(() => fetch(here(path), { method: "POST", headers: { "X-HedgeLens": "1" }, body: form }));

  // The names of the study's sources that fit what is typed, those that are known to the page before them.
  const suggest = (input, names, known = () => []) => {
    let waiting = null;
    const fill = async () => {
      const typed = input.value.trim();
      const response = await fetch(`${here("/api/sources")}?${new URLSearchParams({ search: typed })}`).catch(() => null);
      const found = response?.ok ? await response.json() : [];
      const mine = known();
      const others = found.filter((one) => !mine.includes(one.name));
      names.replaceChildren(...mine.map((name) => new Option(name)),
        ...others.map((one) => Object.assign(new Option(one.name), { label: `${one.name} (${one.articles} article${one.articles === 1 ? "" : "s"})` })));
    };
    input.addEventListener("focus", fill);
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(fill, 120); });
  };

  const listeners = [];
  const told = (event) => {
    const state = JSON.parse(event.data);
    const rest = state.rest === null ? "" : `, about ${state.rest < 90 ? `${Math.ceil(state.rest)} s` : `${Math.ceil(state.rest / 60)} min`} left`;
    const far = state.total ? `: ${state.done} of ${state.total}${rest}` : " …";
    at("work").textContent = state.doing === "reading" ? "Reading files …" : state.doing === "analysing" ? `Analysing${far}` : "";
    at("work").hidden = !state.doing;
    if (state.problem) problem(state.problem);
    listeners.forEach((listen) => listen(state));
  };
  // The browser tries again by itself where the workbench does not answer, but not where it was started again and refuses.
  let work = null;
  const follow = () => {
    work = new EventSource(here("api/progress"));
    work.addEventListener("message", told);
    work.addEventListener("error", ({ target }) => {
      at("work").hidden = true;
      if (target.readyState === EventSource.CLOSED) wait(3).then(follow);
    });
  };
  follow();
  addEventListener("pagehide", () => work.close());

  return { at, make, button, short, coder, named, suggest, get, post, posted, tried, inTurn, send, problem, onWork: (listen) => listeners.push(listen) };
})();
