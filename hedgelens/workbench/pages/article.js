"use strict";
(async () => {
  const { at, button, coder, short } = bench;
  const choices = JSON.parse(at("choices").textContent);
  const id = new URLSearchParams(location.search).get("id");
  const text = at("text");
  let view = null, picked = null, selection = null;
  let removed = null;  // the number of the attribution that was removed last, as long as none after it is gone to

  // -- places: the text on the page is that of the article, sentence by sentence; offsets count whole characters ------------
  const length = (string) => [...string].length;
  const offsetOf = (node, place) => {
    const sentence = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".s");
    if (!sentence) return null;
    const range = document.createRange();
    range.setStart(sentence, 0);
    range.setEnd(node, place);
    return view.sentences[Number(sentence.id.replace("sentence-", ""))][0] + length(range.toString());
  };
  const selected = () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return null;
    const range = chosen.getRangeAt(0).cloneRange();
    // Who drags from the margin or clicks three times has chosen whole sentences, and no blanks around them.
    const touched = [...text.querySelectorAll(".s")].filter((sentence) => range.intersectsNode(sentence));
    if (!touched.length) return null;
    if (offsetOf(range.startContainer, range.startOffset) === null) range.setStart(touched[0], 0);
    if (offsetOf(range.endContainer, range.endOffset) === null) range.setEnd(touched.at(-1), touched.at(-1).childNodes.length);
    const words = range.toString();
    const start = offsetOf(range.startContainer, range.startOffset) + length(words) - length(words.trimStart());
    const end = offsetOf(range.endContainer, range.endOffset) - length(words) + length(words.trimEnd());
    return start >= end ? null : { start, end, words: words.trim() };
  };

  // -- for another program: as the coder has it, or as it is shown ---------------------------------------------------------
  const away = at("taking-away").elements;
  const lost = () => {
    const said = away.format.selectedOptions[0].title;
    at("lost").textContent = said === "nothing" ? "Nothing is lost." : `Lost: ${said}.`;
  };
  away.format.addEventListener("change", lost);
  lost();
  at("taking-away").addEventListener("submit", () => {
    away.id.value = id;
    away.coder.value = coder.value.trim() || "reader";
    away.version.value = at("original").checked ? "machine" : "";
  });

  // -- asking --------------------------------------------------------------------------------------------------------------
  const named = () => bench.named("each correction");
  const show = (found) => {
    if (!found) return;
    const list = { attribution: "attributions", hedge: "hedges" }[picked?.kind], mark = list && view[list][picked.number];
    let changed = null;
    if (found.since) {
      Object.assign(view, found.values);
      Object.entries(found.places).forEach(([key, places]) => Object.entries(places).forEach(([n, one]) => { view[key][n] = one; }));
      if (!found.values.paragraphs) changed = Object.keys(found.places.paragraphs ?? {});
    } else view = found;
    if (list) follow(view[list].findIndex((one) => one.id === mark?.id));
    draw(changed);
  };
  // Marks are numbered anew with each correction: what is chosen stays the same mark, and where that is gone nothing is chosen.
  const follow = (number) => {
    if (number < 0 && picked.kind === "attribution") removed = picked.number;
    picked = number < 0 ? null : { ...picked, number };
  };
  // In turn: the answer for who was there before must not come after the coder's, nor after a correction.
  const load = () => bench.inTurn(async () => show(await bench.get("/api/article",
    { id, coder: coder.value.trim() || "reader" })));
  // What the coder began with stands beside the text, paragraph by paragraph; it is to be read, and not to be clicked.
  const compare = () => bench.inTurn(async () => {
    const beside = at("machine"), wanted = at("original").checked;
    const found = wanted ? await bench.get("/api/article", { id, coder: coder.value.trim() || "reader", version: "machine" }) : null;
    beside.hidden = !found;
    at("compared").classList.toggle("compared", Boolean(found));
    if (found) {
      const paragraphs = found.paragraphs.map(block);
      paragraphs.forEach((one) => one.querySelectorAll("[id], [tabindex]").forEach((mark) => { mark.removeAttribute("id"); mark.removeAttribute("tabindex"); }));
      beside.replaceChildren(make("h3", "head", "The machine's version"), make("p", "quiet", found.verdict), ...paragraphs);
    }
    edges.draw();
  });
  // A correction is kept here until the workbench has it: where the browser ends before that, the page makes it when it comes back.
  const waiting = "hedgelens-waiting";
  const inHistory = (edit) => {
    const last = view.history.filter((one) => !one.undone).at(-1);
    return last && Object.entries(edit).every(([key, value]) => JSON.stringify(last[key]) === JSON.stringify(value));
  };
  const change = (path, more) => bench.inTurn(async () => {
    const name = named();
    if (!name || !view) return false;
    const asked = { id, coder: name, seen: view.mark, ...more };
    localStorage.setItem(waiting, JSON.stringify([path, asked]));
    let kept = false;
    try {
      const [found] = await bench.tried(() => bench.posted(path, asked));
      bench.problem("");
      show(found);
      kept = true;
    } catch (error) {
      if (error.data?.view) show(error.data.view);
      // It was kept, and only the answer was lost.
      kept = Boolean(error.data?.view && asked.edit && inHistory(asked.edit));
      bench.problem(kept ? "" : error.message);
    }
    localStorage.removeItem(waiting);
    return kept;
  });
  const correct = async (edit) => {
    if (!named()) return;
    if (!await change("/api/correct", { edit })) return;
    getSelection().removeAllRanges();
    selection = null;
    panel();
  };
  const resume = async () => {
    const [path, asked] = JSON.parse(localStorage.getItem(waiting) ?? "[null, {}]");
    if (!path || asked.id !== id || asked.coder !== coder.value.trim() || !view) return;
    localStorage.removeItem(waiting);
    if (asked.edit && inHistory(asked.edit)) return;
    if (asked.seen === view.mark) await change(path, asked);
    else bench.problem("Your last correction may not have been saved: the window was closed before it reached the workbench. Check whether it is in the list of corrections.");
  };

  // -- the panel: what is chosen, and what can be done with it ------------------------------------------------------------
  const nameOf = (source) => view.sources.find((one) => one.id === source)?.name ?? "unknown source";
  const field = (label, control) => {
    const element = make("label");
    element.append(make("span", "", label), control);
    return element;
  };
  const select = (options, value, act) => {
    const element = make("select");
    options.forEach((one) => element.append(Array.isArray(one) ? new Option(one[1], one[0]) : new Option(one, one)));
    element.value = value;
    if (act) element.addEventListener("change", () => act(element.value));
    return element;
  };
  const sourceInput = (value, act) => {
    const element = make("input");
    element.setAttribute("list", "names");
    element.value = value;
    element.autocomplete = "off";
    bench.suggest(element, at("names"), () => view.sources.map((one) => one.name));
    if (act) element.addEventListener("change", () => act(element.value.trim()));
    return element;
  };
  // A name that is there is that source; another one is a new source.
  const given = (name) => {
    const there = view.sources.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return there ? { source_id: there.id } : name ? { name } : { source_id: null };
  };
  const owners = () => [["author", "the writer"], ...view.sources.map((one) => [one.id, one.name]), ["unknown", "an unknown source"]];

  const forAttribution = (one) => {
    const fields = make("div", "fields");
    fields.append(
      field("Source", sourceInput(one.source ? nameOf(one.source) : "", (name) => correct({ edit: "GiveAttribution", attribution: one.id, ...given(name) }))),
      field("Type", select(choices.types, one.type, (type) => correct({ edit: "RetypeAttribution", attribution: one.id, type }))),
      field("Relayed by", select([["", "nobody"], ...view.sources.filter((s) => s.id !== one.source).map((s) => [s.id, s.name])], one.via ?? "",
        (via) => correct({ edit: "RelayAttribution", attribution: one.id, via: via || null }))),
      field("Nested in", select([["", "no other attribution"], ...view.attributions.filter((a) => a.id !== one.id).map((a) => [a.id, `${nameOf(a.source)}: “${short(a.words, 40)}”`])],
        one.parent ?? "", (parent) => correct({ edit: "NestAttribution", attribution: one.id, parent: parent || null }))),
    );
    const row = make("div", "row");
    row.append(
      button("Accept", () => correct({ edit: "AcceptAttribution", attribution: one.id }), { title: "a" }),
      button("Not an attribution", () => correct({ edit: "RemoveAttribution", attribution: one.id }), { title: "x" }),
    );
    const words = make("div", "row");
    if (selection) {
      words.append(make("span", "quiet", "The selected words are the"));
      ["content", "cue", "source"].forEach((part) => words.append(button(part, () => correct(
        { edit: "MoveAttribution", attribution: one.id, [part]: [[selection.start, selection.end]] }))));
    } else words.append(make("span", "quiet", "Select words in the text to correct its source, cue or content."));
    const head = make("p", "head", `${nameOf(one.source)} · ${one.quotation}`);
    const sure = one.confidence === 1 ? "sure" : `confidence ${one.confidence}: of 100 such marks, about ${Math.round(100 * one.confidence)} are right`;
    return [head, make("p", "what", `“${short(one.words, 160)}”`),
      make("p", "what", one.counted ? sure : `${sure}, not counted`), fields, row, words, make("p", "reason", one.why)];
  };
  const forHedge = (one) => {
    const fields = make("div", "fields");
    fields.append(
      field("Category", select(choices.categories, one.category, (category) => correct({ edit: "ChangeHedge", hedge: one.id, category }))),
      field("Owner", select(owners(), one.owner, (owner) => correct({ edit: "ChangeHedge", hedge: one.id, owner }))),
    );
    const row = make("div", "row");
    row.append(button("Not a hedge", () => correct({ edit: "RemoveHedge", hedge: one.id }), { title: "x" }));
    if (selection) row.append(button("Use the selected words", () => correct({ edit: "ChangeHedge", hedge: one.id, start: selection.start, end: selection.end })));
    return [make("p", "head", `Hedge “${one.words}” · ${one.owner_name}`), fields, row, make("p", "reason", one.why)];
  };
  const forWords = () => {
    const source = sourceInput("", null), type = select(choices.types, "assertion");
    const category = select(choices.categories, "epistemic"), owner = select(owners(), "author");
    const said = make("div", "fields"), doubt = make("div", "fields");
    said.append(field("Source", source), field("Type", type), button("Mark as an attribution", () => correct(
      { edit: "AddAttribution", content: [[selection.start, selection.end]], type: type.value, ...given(source.value.trim()) })));
    doubt.append(field("Category", category), field("Owner", owner), button("Mark as a hedge", () => correct(
      { edit: "AddHedge", start: selection.start, end: selection.end, category: category.value, owner: owner.value })));
    return [make("p", "head", `“${short(selection.words, 120)}”`), said, doubt];
  };
  const forSentence = (number) => {
    const carried = view.sentences[number];
    const fields = make("div", "fields");
    fields.append(
      field("Kind", select(choices.sentence_kinds, carried[2], (kind) => correct({ edit: "RekindSentence", sentence: number, kind }))),
      field("Continues the account of", select([["", "nobody"], ...view.sources.map((one) => [one.id, one.name])], "",
        (source) => correct({ edit: "CarryOn", sentence: number, source_ids: source ? [source] : [] }))),
    );
    return [make("p", "head", `Sentence ${number}`), fields];
  };
  const forSource = (one) => {
    const fields = make("div", "fields");
    const input = (value, key) => {
      const element = make("input");
      element.value = value;
      element.addEventListener("change", () => correct({ edit: "ChangeSource", source_id: one.id, [key]: element.value }));
      return element;
    };
    fields.append(
      field("Name", input(one.name, "name")),
      field("Kind", select(choices.kinds, one.kind, (kind) => correct({ edit: "ChangeSource", source_id: one.id, kind }))),
      field("Naming", select(choices.namings, one.naming, (naming) => correct({ edit: "ChangeSource", source_id: one.id, naming }))),
      field("Role", input(one.role, "role")),
      field("Affiliation", input(one.affiliation, "affiliation")),
      field("Same as", select([["", "no other source"], ...view.sources.filter((s) => s.id !== one.id).map((s) => [s.id, s.name])], "",
        (into) => into && correct({ edit: "MergeSources", source_id: one.id, into }))),
    );
    const mine = view.attributions.filter((a) => a.source === one.id);
    const split = make("details");
    split.append(make("summary", "", "Split off another source"));
    const boxes = mine.map((a) => {
      const label = make("label"), box = make("input");
      box.type = "checkbox";
      box.value = a.id;
      label.append(box, ` ${a.words.slice(0, 60)}`);
      split.append(label, make("br"));
      return box;
    });
    const name = sourceInput("", null);
    split.append(field("Name of the other source", name), button("Split", () => correct({ edit: "SplitSource", source_id: one.id,
      attributions: boxes.filter((box) => box.checked).map((box) => box.value), name: name.value.trim() })));
    return [make("p", "head", one.name), make("p", "what", one.aliases.length ? `also ${one.aliases.join(", ")}` : ""), fields, ...(mine.length > 1 ? [split] : [])];
  };

  const edges = edgesOf({ text, shown: () => view, chosen: () => picked, correct: (edit) => correct(edit) });
  const controls = () => [...at("chosen").querySelectorAll("input, select, button, summary")];
  const toPanel = () => controls()[0]?.focus();
  // Whoever goes by the Tab key stays at the control that was used or, where the panel closes, at the mark or source that it was of.
  let tabbing = false, last = null;
  addEventListener("keydown", ({ key }) => { tabbing ||= key === "Tab"; }, true);
  addEventListener("pointerdown", () => { tabbing = false; }, true);
  const origin = () => (last?.kind === "source" ? at("sources").querySelectorAll("button")[view.sources.findIndex((one) => one.id === last.id)]
    : last && text.querySelector(`[data-${last.kind[0]}="${last.number}"][tabindex]`));
  const stay = (place, open) => {
    if (tabbing && place >= 0) ((open && controls()[place]) || origin() || text).focus({ preventScroll: true });
    if (open) last = picked;
  };
  const panel = () => {
    const place = controls().indexOf(document.activeElement);
    const parts = !picked && selection ? forWords()
      : picked?.kind === "attribution" && view.attributions[picked.number] ? forAttribution(view.attributions[picked.number])
      : picked?.kind === "hedge" && view.hedges[picked.number] ? forHedge(view.hedges[picked.number])
      : picked?.kind === "source" && view.sources.some((one) => one.id === picked.id) ? forSource(view.sources.find((one) => one.id === picked.id))
      : picked?.kind === "sentence" ? forSentence(picked.number)
      : [make("p", "quiet", "Click a mark or a sentence to correct it, or select words to mark them.")];
    const open = parts.length > 1;
    at("chosen").replaceChildren(...parts, ...(open ? [button("Close", () => keys.Escape(), { name: "close" })] : []));
    at("chosen").classList.toggle("open", open);
    text.querySelectorAll(".picked").forEach((element) => element.classList.remove("picked"));
    const marks = picked?.kind === "attribution" ? `[data-a="${picked.number}"]` : picked?.kind === "hedge" ? `[data-h="${picked.number}"]`
      : picked?.kind === "sentence" ? `#sentence-${picked.number}` : null;
    if (marks) text.querySelectorAll(marks).forEach((element) => element.classList.add("picked"));
    edges.draw();
    uncover();
    stay(place, open);
  };
  // On a small screen the panel lies over the lower half of the text: what is chosen is moved above it.
  const uncover = () => {
    const sheet = at("chosen");
    if (getComputedStyle(sheet).position !== "fixed") return;
    const chosen = text.querySelector(".picked") ?? (selection && getSelection().rangeCount ? getSelection().getRangeAt(0) : null);
    const over = chosen ? chosen.getBoundingClientRect().bottom + 40 - sheet.getBoundingClientRect().top : 0;
    if (over > 0) scrollBy({ top: over });
  };

  // -- drawing -----------------------------------------------------------------------------------------------------------
  const SAID = {
    AddAttribution: "marked", MoveAttribution: "moved the edges of", GiveAttribution: "attributed",
    RelayAttribution: "changed who relays", RetypeAttribution: "changed the type of", NestAttribution: "changed the nesting of", AcceptAttribution: "accepted",
    RemoveAttribution: "removed", CarryOn: "changed whose account continues in", RekindSentence: "changed the kind of", AddHedge: "marked as a hedge",
    ChangeHedge: "changed", RemoveHedge: "removed", ChangeSource: "changed", MergeSources: "merged", SplitSource: "split",
  };
  const BLOCKS = { title: "h3", heading: "h3" };
  const block = ([kind, html]) => {
    const element = make(BLOCKS[kind] ?? "p", `block ${kind}`);
    element.innerHTML = html;  // made and escaped by the workbench
    element.querySelectorAll("[title]").forEach((mark) => mark.removeAttribute("title"));
    return element;
  };
  const draw = (changed) => {
    at("title").textContent = view.title;
    document.title = `${view.title} · HedgeLens`;
    at("about").textContent = [view.outlet, view.date].filter(Boolean).join(" · ");
    at("verdict").textContent = view.verdict;
    if (changed === null) text.replaceChildren(...view.paragraphs.map(block));
    else changed.forEach((n) => text.children[n].replaceWith(block(view.paragraphs[n])));
    at("sources").replaceChildren(...view.sources.map((one) => {
      const row = make("div", `k${one.colour}`), element = make("button", "source");
      element.type = "button";
      element.append(make("span", "swatch", ""), make("span", "name", one.name), make("span", "share", one.share));
      element.addEventListener("click", ({ detail }) => {
        picked = { kind: "source", id: one.id };
        panel();
        if (!detail) toPanel();  // no mouse
      });
      row.append(element);
      return row;
    }));
    at("names").replaceChildren(...view.sources.map((one) => new Option(one.name)));
    at("history").replaceChildren(...view.history.map((one) => make("li", one.undone ? "undone" : "",
      `${SAID[one.edit]} ${one.of}${one.to ? ` → ${one.to}` : ""}`)));
    [at("history"), at("history").parentElement].forEach((one) => { one.scrollTop = one.scrollHeight; });  // the last one is seen
    const standing = view.history.filter((one) => !one.undone);
    at("undo").disabled = !standing.length;
    at("redo").disabled = !view.history.length || !view.history.at(-1).undone;
    at("finished").setAttribute("aria-pressed", String(view.done));
    panel();
  };

  // -- the mouse and the keys --------------------------------------------------------------------------------------------
  const pick = (target) => {
    const hedge = target.closest("[data-h]"), attribution = target.closest("[data-a]"), sentence = target.closest(".s");
    return hedge ? { kind: "hedge", number: Number(hedge.dataset.h) }
      : attribution ? { kind: "attribution", number: Number(attribution.dataset.a) }
      : sentence ? { kind: "sentence", number: Number(sentence.id.replace("sentence-", "")) } : null;
  };
  // Chromium selects nothing from the first letter of a mark that can have the focus: while the mouse is down, none can.
  text.addEventListener("mousedown", (event) => {
    const stops = [];
    for (let one = event.target.closest("[tabindex]"); one && one !== text; one = one.parentElement.closest("[tabindex]")) stops.push(one);
    stops.forEach((one) => one.removeAttribute("tabindex"));
    addEventListener("mouseup", () => stops.forEach((one) => { one.tabIndex = 0; }), { once: true });
  });
  // What a click chooses is known when the browser has let go of the selection; a key or a selection that is quicker waits for
  // it, so that it is not about what was chosen before.
  let clicked = null;
  // Selected words may be those of a mark that is chosen, not of a sentence or a source.
  const chooseWords = () => {
    if (["sentence", "source"].includes(picked?.kind)) picked = null;
    panel();
  };
  const choose = () => {
    const target = clicked;
    clicked = null;
    if (!target) return;
    selection = selected();
    if (selection) chooseWords();
    else {
      picked = pick(target);
      panel();
    }
  };
  text.addEventListener("mousedown", choose);
  text.addEventListener("mouseup", (event) => {
    if (event.target instanceof Element) clicked = event.target;
    setTimeout(choose);
  });
  let resting = null;
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now && (now.start !== selection?.start || now.end !== selection?.end) && document.activeElement?.tagName !== "INPUT") {
      selection = now;
      // A finger that selects lets no mouse go: the panel comes when the handles rest.
      clearTimeout(resting);
      if (matchMedia("(pointer: coarse)").matches) resting = setTimeout(() => selection && chooseWords(), 400);
    }
  });
  text.addEventListener("keyup", (event) => { if (event.shiftKey && selected()) { selection = selected(); panel(); } });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof Element)) return;
    picked = pick(event.target);
    panel();
    toPanel();
  });

  const step = (by) => {
    const unsure = view.attributions.map((one, number) => ({ ...one, number })).filter((one) => one.unsure);
    if (!unsure.length) { bench.problem("There is no uncertain mark in this article."); return; }
    const here = picked?.kind === "attribution" ? picked.number : by > 0 ? (removed ?? 0) - 1 : removed ?? Infinity;
    removed = null;
    const found = by > 0 ? unsure.find((one) => one.number > here) ?? unsure[0] : unsure.findLast((one) => one.number < here) ?? unsure.at(-1);
    picked = { kind: "attribution", number: found.number };
    selection = null;
    panel();
    text.querySelector(`[data-a="${found.number}"]`)?.scrollIntoView({ block: "center" });
  };
  // The list as it was filtered and sorted last; an article that has dropped out of it still has its place there.
  const go = async (by) => {
    const wanted = new URLSearchParams(sessionStorage.getItem("hedgelens-list") ?? "");
    const beside = await bench.get("/api/beside", { ...Object.fromEntries(wanted), coder: coder.value.trim(), id });
    const other = by > 0 ? beside?.after : beside?.before;
    if (other) location.href = `article?id=${encodeURIComponent(other)}`;
    else if (beside) location.href = `articles${wanted.size ? `?${wanted}` : ""}`;
  };
  const accept = () => { if (picked?.kind === "attribution") correct({ edit: "AcceptAttribution", attribution: view.attributions[picked.number].id }); };
  const remove = () => {
    if (picked?.kind === "attribution") correct({ edit: "RemoveAttribution", attribution: view.attributions[picked.number].id });
    if (picked?.kind === "hedge") correct({ edit: "RemoveHedge", hedge: view.hedges[picked.number].id });
  };
  // Words are selected without a mouse: m begins with one, the arrows go on by a word, and with Shift they take more.
  const mark = () => {
    const from = text.querySelector(".picked") ?? [...text.querySelectorAll(".s")].find((one) => one.getBoundingClientRect().bottom > 80);
    picked = null;
    getSelection().setPosition(from, 0);
    take("forward");
  };
  const take = (way) => {
    getSelection().modify("extend", way, "word");
    selection = selected();
    panel();
  };
  const byWord = (by, more) => {
    const chosen = getSelection();
    if (more) { take(by > 0 ? "forward" : "backward"); return; }
    if (by > 0) chosen.collapseToEnd();
    else {
      chosen.collapseToStart();
      chosen.modify("move", "backward", "word");
    }
    take("forward");
  };
  // Without a mouse a sentence is chosen by a mark or a word in it.
  const sentence = () => {
    const within = text.querySelector(".picked") ?? (selection && getSelection().anchorNode.parentElement);
    if (!within) return;
    picked = { kind: "sentence", number: Number(within.closest(".s").id.replace("sentence-", "")) };
    selection = null;
    getSelection().removeAllRanges();
    panel();
    toPanel();
  };
  const keys = {
    m: mark, s: sentence, j: () => step(1), k: () => step(-1), a: accept, x: remove, u: () => change("/api/undo"), r: () => change("/api/redo"),
    f: () => change("/api/finish", { done: !view.done }), n: () => go(1), p: () => go(-1),
    Escape: () => { picked = null; selection = null; getSelection().removeAllRanges(); panel(); },
  };
  document.addEventListener("keydown", (event) => {
    choose();
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    const pressing = event.target instanceof Element && event.target.closest("button, a, summary");
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (selection && !picked && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && (by || (event.key === "Enter" && !pressing))) {
      event.preventDefault();
      if (by) byWord(by, event.shiftKey);
      else toPanel();
      return;
    }
    if (by && event.shiftKey && !typing && !event.ctrlKey && !event.metaKey && view && ["attribution", "hedge"].includes(picked?.kind)) {
      event.preventDefault();
      edges.step(event.altKey ? 0 : 1, by);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape") || !view) return;
    if (!keys[event.key]) return;
    event.preventDefault();  // else the letter is written into the field that asks for the coder's name
    keys[event.key]();
  });
  at("undo").addEventListener("click", keys.u);
  at("redo").addEventListener("click", keys.r);
  at("finished").addEventListener("click", keys.f);
  at("before").addEventListener("click", keys.p);
  at("after").addEventListener("click", keys.n);
  at("unsure").addEventListener("click", keys.j);
  at("original").addEventListener("change", compare);
  coder.addEventListener("change", async () => { await load(); if (at("original").checked) compare(); });

  await load();
  if (at("original").checked) compare();  // as a browser has it that comes back
  await resume();
  const asked = location.hash.match(/^#source=(.+)$/);
  const wanted = asked && view?.sources.find((one) => one.name === decodeURIComponent(asked[1]));
  if (wanted) {
    picked = { kind: "source", id: wanted.id };
    panel();
    const first = view.attributions.findIndex((one) => one.source === wanted.id);
    text.querySelector(`[data-a="${first}"]`)?.scrollIntoView({ block: "center" });
  }
  const place = location.hash.match(/^#sentence-(\d+)$/);
  if (place && view?.sentences[Number(place[1])]) {
    picked = { kind: "sentence", number: Number(place[1]) };
    panel();
    at(`sentence-${place[1]}`).scrollIntoView({ block: "center" });
  }
})();
