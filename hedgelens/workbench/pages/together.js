"use strict";
(() => {
  const { at, make, button, coder } = bench;
  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
  const figure = (value) => (value === null ? "–" : value.toFixed(3));
  let state = null, found = null, compared = 0;

  // -- who ----------------------------------------------------------------------------------------------------------------
  // In turn, the page's own opening first: what is changed is the list as it stands by then.
  const name = (changed) => bench.inTurn(async () => {
    if (!state) return false;
    const now = await bench.post("api/coders", { names: state.coders, blind: state.blind, ...changed(state) });
    if (!now) {
      at("blind").checked = state.blind;
      return false;
    }
    show(now);
    compare();
    return true;
  });
  const become = (who) => {
    coder.value = who;
    coder.dispatchEvent(new Event("change"));
    at("said").textContent = `You are now coding as ${who}.`;
    show(state);
  };
  const chip = (who) => {
    const item = make("li");
    const mine = button(who, () => become(who), { name: "name" });
    mine.setAttribute("aria-pressed", String(coder.value.trim() === who));
    mine.setAttribute("aria-label", `Code as ${who}`);
    const away = button("×", () => name((now) => ({ names: now.coders.filter((one) => one !== who) })), { name: "away" });
    away.setAttribute("aria-label", `Take ${who} off the list; codings by ${who} are kept`);
    item.append(mine, away);
    return item;
  };
  at("add").addEventListener("submit", async (event) => {
    event.preventDefault();
    const added = at("name").value;
    if (await name((now) => ({ names: [...now.coders, added] })) && at("name").value === added) at("name").value = "";
    at("name").focus();
  });
  at("blind").addEventListener("change", () => {
    const blind = at("blind").checked;
    name(() => ({ blind }));
  });
  coder.addEventListener("change", () => state && show(state));

  // -- samples ------------------------------------------------------------------------------------------------------------
  const bar = (part, whole, label) => {
    const element = make("progress");
    element.max = whole;
    element.value = part;
    element.setAttribute("aria-label", label);
    return element;
  };
  const sample = (one) => {
    const box = make("article", "sample");
    box.append(make("h3", "", `Sample ${one.number}`), make("p", "", one.how));
    const list = make("ul", "plain");
    const rows = state.progress.filter((row) => row.sample === one.number);
    rows.forEach((row) => {
      const item = make("li");
      const said = `${number(row.finished)} of ${counted(row.articles, "article")} finished`;
      item.append(make("b", "", row.coder), bar(row.finished, row.articles, `${row.coder}: ${said}`),
        ` ${said}${row.begun > row.finished ? `, ${number(row.begun - row.finished)} begun` : ""} `);
      if (row.coder === coder.value.trim()) {
        const link = make("a", "", row.finished < row.articles ? "Continue with my sample" : "My sample");
        link.href = "articles?state=mine";
        item.append(link);
      }
      list.append(item);
    });
    box.append(rows.length ? list : make("p", "quiet", "Assigned to nobody: add the coders before you draw a sample."));
    return box;
  };
  at("draw").addEventListener("submit", (event) => {
    event.preventDefault();
    const seed = at("seed").value === "" ? null : at("seed").valueAsNumber;
    const drawn = { n: at("n").valueAsNumber, by: at("by").value, seed };
    bench.inTurn(async () => {
      const now = await bench.post("api/sample", drawn);
      if (now) show(now);
    });
  });

  const show = (now) => {
    state = now;
    at("names").replaceChildren(...state.coders.map(chip));
    at("blind").checked = state.blind;
    at("frame").textContent = `${counted(state.can_be_drawn, "article")} can be drawn`;
    at("draw").querySelector("button").disabled = !state.can_be_drawn;
    at("n").max = Math.max(state.can_be_drawn, 1);
    if (at("n").valueAsNumber > state.can_be_drawn) at("n").value = Math.max(state.can_be_drawn, 1);
    at("samples").replaceChildren(...state.samples.map(sample));
    const links = state.coders.map((who) => {
      const link = make("a", "", `Coding sheet for ${who}`);
      link.href = `codings?${new URLSearchParams({ as: ".xlsx", coder: who, me: coder.value.trim() })}`;
      return link;
    });
    const all = make("a", "", "Codings as JSON Lines");
    all.href = `codings?${new URLSearchParams({ as: ".jsonl", me: coder.value.trim() })}`;
    at("out").replaceChildren(...[...links, all].flatMap((link) => [link, " · "]).slice(0, -1));
  };

  // -- agreement ----------------------------------------------------------------------------------------------------------
  const scale = (row) => {
    const line = make("span", "alpha");
    line.setAttribute("aria-hidden", "true");
    const percent = (value) => `${100 * Math.min(Math.max(value, 0), 1)}%`;
    if (row.alpha_low !== null) {
      const between = make("i");
      between.style.left = percent(row.alpha_low);
      between.style.width = `calc(${percent(row.alpha_high)} - ${percent(row.alpha_low)})`;
      line.append(between);
    }
    if (row.alpha !== null) {
      const point = make("b");
      point.style.left = percent(row.alpha);
      line.append(point);
    }
    return line;
  };
  const between = (row) => (row.alpha_low === null ? "–" : `${figure(row.alpha_low)} to ${figure(row.alpha_high)}`);
  const variable = (row) => {
    const element = make("tr");
    const head = make("th", "", row.variable);
    head.scope = "row";
    const drawn = make("td", "sparse");
    drawn.append(scale(row));
    element.append(head, make("td", "n", number(row.units)), make("td", "n", `${Math.round(100 * row.same)}%`), make("td", "n", figure(row.alpha)),
      make("td", "n", between(row)), drawn);
    return element;
  };
  const table = () => {
    const rows = found.variables.filter((row) => row.coders === at("between").value);
    const articles = Math.max(...rows.map((row) => row.articles));
    at("caption").textContent = `${at("between").value}: N = ${counted(articles, "article")}`;
    if (rows[0].warning) at("caption").append(" ", make("span", "warned", rows[0].warning));
    at("variables").replaceChildren(...rows.map(variable));
    const alphas = rows.filter((row) => row.alpha !== null)
      .map((row) => `${row.variable} ${row.alpha.toFixed(2)}${row.alpha_low === null ? "" : ` [${row.alpha_low.toFixed(2)}, ${row.alpha_high.toFixed(2)}]`}`);
    at("methods").textContent = `${state.samples.map((one) => one.how).join(" ")} ${at("between").value} coded ${counted(articles, "article")}`
      + `${state.blind ? ", blind to each other" : ""}, starting from the program's marks. Krippendorff's alpha, with 95% bootstrap intervals over articles: ${alphas.join("; ")}.`;
  };
  const differing = (row) => {
    const element = make("tr");
    const head = make("th");
    head.scope = "row";
    head.dir = "auto";
    const link = make("a", "", row.title ?? row.article);
    link.href = `settle?id=${encodeURIComponent(row.article)}`;
    head.append(link);
    element.append(head, make("td", "", row.coders.join(", ")), make("td", "n", number(row.places)), make("td", "n", `${number(row.settled)}${row.finished ? " ✓" : ""}`),
      make("td", "", row.adjudicator ?? "–"));
    return element;
  };
  const compare = async () => {
    compared += 1;
    const asked = compared;
    const now = await bench.get("api/agreement");
    if (!now || asked !== compared) return;  // a later question has been asked since
    found = now;
    const groups = [...new Set(found.variables.map((row) => row.coders))];
    const kept = at("between").value;
    at("between").replaceChildren(...groups.map((group) => new Option(group)));
    if (groups.includes(kept)) at("between").value = kept;
    at("agreed").hidden = !groups.length;
    at("none").hidden = groups.length > 0;
    at("none").textContent = state.blind ? "None yet: agreement appears here once all coders of an article have finished it." : "None yet: agreement appears here once somebody has finished an article.";
    if (groups.length) table();
    at("differ").hidden = !found.differing.length;
    at("nowhere").hidden = found.differing.length > 0;
    at("differing").replaceChildren(...found.differing.map(differing));
  };
  at("between").addEventListener("change", table);

  // -- in -----------------------------------------------------------------------------------------------------------------
  at("in").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = new FormData();
    form.append("coder", at("whose").value);
    [...at("sheets").files].forEach((file) => form.append("file", file));
    at("brought").textContent = "Reading …";
    const came = await bench.inTurn(() => bench.send("api/import-codings", form));
    at("brought").textContent = came ? [`Imported: ${counted(came.kept, "coding")} by ${came.coders.join(", ")}${came.same ? `; ${number(came.same)} unchanged` : ""}.`,
      ...came.problems.map((one) => `Left out: ${one.article}: ${one.reason}`), ...came.warnings].join(" ") : "";
    if (!came) return;
    at("in").reset();
    await open();
  });

  const open = () => bench.inTurn(async () => {
    const now = await bench.get("api/together");
    if (!now) return;
    show(now);
    compare();
  });
  open();
})();
