"use strict";
// What all pages share: the coder's name, questions to the workbench, and what is said of work and problems.
const bench = (() => {
  const at = (id) => document.getElementById(id);
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined && text !== null) element.textContent = text;
    return element;
  };
  const coder = at("coder");
  coder.value = localStorage.getItem("hedgelens-coder") ?? "";
  coder.addEventListener("change", () => localStorage.setItem("hedgelens-coder", coder.value.trim()));

  const problem = (text) => {
    at("problem").textContent = text;
    at("problem").hidden = !text;
  };
  const answer = async (response) => {
    if (response.headers.get("content-type")?.includes("json")) {
      const data = await response.json();
      if (!response.ok) throw new Error(data.problem ?? "That could not be done.");
      return data;
    }
    throw new Error(response.status === 403 ? await response.text() : `The workbench answered ${response.status}.`);
  };
  const reached = async (work) => {
    try {
      const found = await answer(await work());
      problem("");
      return found;
    } catch (error) {
      problem(error instanceof TypeError
        ? "The workbench does not answer. Start it again with 'hedgelens app'; nothing that was saved is lost."
        : error.message);
      return null;
    }
  };
  // Addresses are relative: the workbench may stand behind a longer one, as in JupyterLab.
  const here = (path) => path.replace(/^\//, "");
  const get = (path, values = {}) => reached(() => fetch(`${here(path)}?${new URLSearchParams(values)}`));
  const post = (path, data) => reached(() => fetch(here(path), {
    method: "POST", headers: { "X-HedgeLens": "1", "Content-Type": "application/json" }, body: JSON.stringify(data),
  }));
  const send = (path, form) => reached(() => fetch(here(path), { method: "POST", headers: { "X-HedgeLens": "1" }, body: form }));

  const listeners = [];
  const work = new EventSource("api/progress");
  work.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    const rest = state.rest === null ? "" : `, about ${state.rest < 90 ? `${Math.ceil(state.rest)} s` : `${Math.ceil(state.rest / 60)} min`} left`;
    at("work").textContent = state.doing === "reading" ? "Reading files …"
      : state.doing === "analysing" ? `Analysing: ${state.done} of ${state.total}${rest}` : "";
    at("work").hidden = !state.doing;
    if (state.problem) problem(state.problem);
    listeners.forEach((listen) => listen(state));
  });
  addEventListener("pagehide", () => work.close());

  // Compared without case and accents, as people type.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return { at, make, coder, get, post, send, problem, plain, onWork: (listen) => listeners.push(listen) };
})();
