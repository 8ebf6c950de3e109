"use strict";
// The edges of what is chosen: of the content, the cue and the source of an attribution, and of a hedge. They are dragged with mouse or
// finger, or moved by a word with the arrow keys, and stand at edges of words.
const edgesOf = ({ text, shown, chosen, correct }) => {
  const layer = make("div", "edges");
  let moved = null, waiting = null;

  // -- offsets into the article, counted in whole characters, and places on the page --------------------------------------
  const units = (string, characters) => [...string].slice(0, characters).join("").length;
  const placeOf = (offset, after) => {
    const { sentences } = shown();
    const number = sentences.findIndex(([start, end]) => (after ? start < offset && offset <= end : start <= offset && offset < end));
    const sentence = number < 0 ? null : document.getElementById(`sentence-${number}`);
    if (!sentence) return null;
    let rest = offset - sentences[number][0];
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const characters = [...node.data].length;
      if (after ? rest <= characters : rest < characters) return [node, units(node.data, rest)];
      rest -= characters;
    }
    return null;
  };
  const rangeOf = ([start, end]) => {
    const from = placeOf(start, false), to = placeOf(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  };
  const offsetAt = (x, y) => {
    const place = document.caretPositionFromPoint?.(x, y), range = place ? null : document.caretRangeFromPoint?.(x, y);
    const node = place?.offsetNode ?? range?.startContainer, within = place?.offset ?? range?.startOffset;
    const sentence = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".s");
    if (!sentence || !text.contains(sentence)) return null;
    const before = document.createRange();
    before.setStart(sentence, 0);
    before.setEnd(node, within);
    return shown().sentences[Number(sentence.id.replace("sentence-", ""))][0] + [...before.toString()].length;
  };
  // Where an edge may stand: where words begin or end, with the signs that touch them or without.
  const boundaries = (side) => {
    const found = [];
    shown().sentences.forEach(([start], number) => {
      const sentence = document.getElementById(`sentence-${number}`)?.textContent ?? "";
      for (const pattern of [/\S+/gu, /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu]) {
        for (const match of sentence.matchAll(pattern)) {
          const at = match.index + (side === 0 ? 0 : match[0].length);
          found.push(start + [...sentence.slice(0, at)].length);
        }
      }
    });
    return [...new Set(found)].sort((one, other) => one - other);
  };

  // -- what can be moved --------------------------------------------------------------------------------------------------
  const spans = () => {
    const picked = chosen();
    if (picked?.kind === "hedge") {
      const hedge = shown().hedges[picked.number];
      return hedge ? [{ part: "hedge", number: 0, span: [hedge.start, hedge.end] }] : [];
    }
    const attribution = picked?.kind === "attribution" ? shown().attributions[picked.number] : null;
    if (!attribution) return [];
    return ["content", "cue", "source"].flatMap((part) => attribution.spans[part].map((span, number) => ({ part, number, span })));
  };
  const edit = ({ part, number, span }) => {
    const picked = chosen();
    if (part === "hedge") {
      const hedge = shown().hedges[picked.number];
      return hedge && (hedge.start !== span[0] || hedge.end !== span[1]) ? { edit: "ChangeHedge", hedge: hedge.id, start: span[0], end: span[1] } : null;
    }
    const { id, spans: before } = shown().attributions[picked.number];
    const after = before[part].map((one, n) => (n === number ? span : one));
    return JSON.stringify(after) === JSON.stringify(before[part]) ? null : { edit: "MoveAttribution", attribution: id, [part]: after };
  };
  const send = async () => {
    clearTimeout(waiting);
    const mine = moved, wanted = edit(mine);
    if (wanted) await correct(wanted);
    if (moved === mine) moved = null;  // else it has been moved on since, and is sent again
    preview();
    draw();
  };
  const preview = () => {
    if (!globalThis.CSS?.highlights) return;
    const range = moved && rangeOf(moved.span);
    if (range) CSS.highlights.set("edge", new Highlight(range));
    else CSS.highlights.delete("edge");
  };
  const to = (one, side, offset) => {
    const span = [...one.span];
    span[side] = offset;
    if (span[0] >= span[1]) return;
    moved = { ...one, span };
    preview();
    draw();
  };
  const nearest = (side, offset) => boundaries(side).reduce((best, one) => (Math.abs(one - offset) < Math.abs(best - offset) ? one : best), Infinity);
  // By a word: on or back, the right edge or the left one.
  const step = (side, by, which = null) => {
    const all = spans(), same = (one) => moved && one.part === moved.part && one.number === moved.number;
    const one = which ? all.find((other) => other.part === which.part && other.number === which.number) : side === 0 ? all[0] : all.findLast((other) => other.part === all[0].part);
    if (!one) return;
    const now = same(one) ? moved : one;
    const stops = boundaries(side), here = now.span[side];
    const there = by > 0 ? stops.find((stop) => stop > here) : stops.findLast((stop) => stop < here);
    if (there === undefined) return;
    to(now, side, there);
    clearTimeout(waiting);
    waiting = setTimeout(() => moved && send(), 600);
  };

  // -- the handles ---------------------------------------------------------------------------------------------------------
  const put = (handle, one, side) => {
    const range = rangeOf(one.span), boxes = range ? [...range.getClientRects()].filter((box) => box.width > 0) : [];
    handle.hidden = !boxes.length;
    if (!boxes.length) return;
    const box = side === 0 ? boxes[0] : boxes.at(-1), origin = text.getBoundingClientRect();
    handle.style.left = `${(side === 0 ? box.left : box.right) - origin.left + text.scrollLeft}px`;
    handle.style.top = `${box.top - origin.top + text.scrollTop}px`;
    handle.style.height = `${box.height}px`;
  };
  const drag = (handle, one, side) => {
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      handle.setPointerCapture(event.pointerId);
      handle.classList.add("held");
      layer.classList.add("dragging");
      const move = (where) => {
        const offset = offsetAt(where.clientX, where.clientY);
        if (offset !== null) to(one, side, nearest(side, offset));
      };
      const stop = (ended) => {
        ["pointermove", "pointerup", "pointercancel"].forEach((name) => handle.removeEventListener(name, name === "pointermove" ? move : stop));
        layer.classList.remove("dragging");
        handle.classList.remove("held");
        if (ended.type === "pointercancel") moved = null;
        if (moved) send(); else preview();
        draw();
      };
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", stop);
      handle.addEventListener("pointercancel", stop);
    });
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      step(side, by, one);
    });
  };
  let drawn = "";
  const draw = () => {
    const all = spans(), key = JSON.stringify(all.map(({ part, number }) => [part, number, chosen()?.number]));
    if (layer.parentElement !== text) text.append(layer);
    if (key !== drawn) {
      drawn = key;
      clearTimeout(waiting);
      moved = null;
      layer.replaceChildren(...all.flatMap((one) => [0, 1].map((side) => {
        const handle = make("button", `edge ${side === 0 ? "left" : "right"}`);
        handle.type = "button";
        handle.setAttribute("aria-label", `${side === 0 ? "Left" : "Right"} edge of the ${one.part}`);
        drag(handle, one, side);
        return handle;
      })));
    }
    [...layer.children].forEach((handle, n) => {
      const one = all[Math.floor(n / 2)];
      put(handle, moved && moved.part === one.part && moved.number === one.number ? moved : one, n % 2);
    });
  };
  addEventListener("resize", draw);
  return { draw, step };
};
