"use strict";
// What the charts and tables of a page do: tables are sorted, charts saved as pictures, sentences copied.
(() => {
  const sortTable = (table) => {
    const titles = [...table.tHead.rows[0].cells];
    titles.forEach((head, column) => sortable(head, () => {
      const rising = head.getAttribute("aria-sort") === "descending" || (column === 0 && head.getAttribute("aria-sort") !== "ascending");
      const value = (row) => {
        const cell = row.cells[column];
        return cell.dataset.key === undefined ? plain(cell.textContent) : Number(cell.dataset.key);
      };
      const lines = [...table.tBodies[0].rows].sort((one, other) => {
        const a = value(one), b = value(other);
        return (a < b ? -1 : a > b ? 1 : 0) * (rising ? 1 : -1);
      });
      const open = !table.tBodies[0].querySelector(".later");
      lines.forEach((row, place) => row.classList.toggle("later", !open && place >= 25));
      table.tBodies[0].replaceChildren(...lines);
      titles.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    }));
  };
  document.querySelectorAll("table.sortable").forEach(sortTable);
  for (const button of document.querySelectorAll("button.all")) {
    button.addEventListener("click", () => {
      button.parentElement.querySelectorAll(".later").forEach((row) => row.classList.remove("later"));
      button.remove();
    });
  }

  // A picture is saved in the light colours, on white, whatever the page has, and holds its style itself.
  const properties = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "font-family",
    "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline"];
  const inLight = (drawing, act) => {
    const { currentColor, ...colours } = JSON.parse(document.getElementById("colours").textContent);
    const before = drawing.getAttribute("style");
    Object.entries({ ...colours, "--ink": currentColor, color: currentColor }).forEach(([name, value]) => drawing.style.setProperty(name, value));
    try {
      return act();
    } finally {
      if (before === null) drawing.removeAttribute("style"); else drawing.setAttribute("style", before);
    }
  };
  const picture = (drawing) => inLight(drawing, () => {
    const shown = drawing.querySelector("svg");
    const copy = shown.cloneNode(true);
    const namespace = copy.namespaceURI;
    const copies = copy.querySelectorAll("*");
    shown.querySelectorAll("*").forEach((element, place) => {
      const style = getComputedStyle(element);
      copies[place].setAttribute("style", properties.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; "));
      copies[place].removeAttribute("class");
    });
    const [, , width, height] = copy.getAttribute("viewBox").split(" ").map(Number);
    Object.entries({ xmlns: namespace, width, height }).forEach(([name, value]) => copy.setAttribute(name, value));
    const paper = document.createElementNS(namespace, "rect");
    Object.entries({ width: "100%", height: "100%", fill: "#fff" }).forEach(([name, value]) => paper.setAttribute(name, value));
    copy.prepend(paper);
    return { text: new XMLSerializer().serializeToString(copy), width, height };
  });
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const asPng = ({ text, width, height }, name) => {
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = 3 * width;
      canvas.height = 3 * height;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, name));
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-save]") : null;
    if (!button) return;
    const found = picture(button.closest(".answer").querySelector(".drawing"));
    const name = `${button.dataset.name}.${button.dataset.save}`;
    if (button.dataset.save === "png") asPng(found, name);
    else save(new Blob([found.text], { type: "image/svg+xml" }), name);
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    if (!button) return;
    const said = button.parentElement.querySelector(".said");
    const select = () => getSelection().selectAllChildren(said);
    if (!navigator.clipboard) { select(); document.execCommand("copy"); return; }
    navigator.clipboard.writeText(said.textContent).then(() => { button.textContent = "Copied"; }, select);
  });
})();
