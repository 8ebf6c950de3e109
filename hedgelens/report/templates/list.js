"use strict";
// What lists of articles have in common, on the page of a study and in the workbench: lines, headings that sort, and more of them.
const make = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
};
// Compared without case and accents, as people type.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const sortable = (head, act) => {
  const button = make("button", "sort", head.textContent);
  button.type = "button";
  head.replaceChildren(button);
  button.addEventListener("click", act);
};
// `ask` gives the lines that are wanted, how many there are of such, and of all; it is told the column and the way to sort by.
const articleList = ({ table, more, shown, rising, ask, sorted = null, up = true }) => {
  const heads = [...table.tHead.rows[0].cells], titles = heads.map((head) => head.textContent);
  const step = 100;
  let order = sorted, number = step, asked = 0;
  const line = ({ title, page, outlet, note, cells }) => {
    const element = make("tr"), head = make("th");
    head.scope = "row";
    head.dir = "auto";
    if (page) {
      const link = make("a", "", title);
      link.href = page;
      head.append(link);
    } else head.append(title);
    if (note) head.append(" ", make("span", "quiet", note));
    if (outlet) head.append(" ", make("span", "quiet", outlet));
    element.append(head, ...cells.map((cell, place) => {
      const one = make("td", heads[place + 1].className, cell);
      one.dataset.label = titles[place + 1];
      return one;
    }));
    return element;
  };
  const draw = async () => {
    asked += 1;
    const mine = asked;
    const { rows, found, all } = await ask({ order, up, number });
    if (mine !== asked) return;  // something else was asked for in the meantime
    table.tBodies[0].replaceChildren(...rows.map(line));
    more.hidden = found <= number;
    shown.textContent = found === all ? `${all.toLocaleString("en")} articles` : `${found.toLocaleString("en")} of ${all.toLocaleString("en")} articles`;
    heads.forEach((head, column) => head.setAttribute("aria-sort", column !== order ? "none" : up ? "ascending" : "descending"));
  };
  const again = () => { number = step; return draw(); };
  heads.forEach((head, column) => sortable(head, () => {
    up = order === column ? !up : rising(column);
    order = column;
    again();
  }));
  more.addEventListener("click", () => { number += 10 * step; draw(); });
  return { again, draw };
};
