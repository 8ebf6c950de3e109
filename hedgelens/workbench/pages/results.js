"use strict";
// The filters ask the workbench at once; the charts are asked for when they come near.
(() => {
  const form = document.getElementById("filters");
  form.addEventListener("change", (event) => {
    if (event.target.type !== "date" || !event.target.value || event.target.value > "1500") form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    // An address names only what is chosen.
    for (const control of form.elements) control.disabled = control.name && !control.value;
  });
  // Whoever comes back finds the filters by which the page was made, not those that were chosen when it was left.
  addEventListener("pageshow", () => {
    form.reset();
    for (const control of form.elements) control.disabled = false;
  });

  const draw = async (place) => {
    try {
      const answer = await fetch(place.dataset.drawing);
      const text = await answer.text();
      if (!answer.ok) throw new Error(answer.headers.get("content-type")?.includes("json") ? JSON.parse(text).problem : "");
      place.innerHTML = text;  // drawn by the workbench, which escapes what comes from articles
      place.className = "";
    } catch (error) {
      place.textContent = error.message || "The chart could not be drawn. Reload the page.";
    }
  };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "600px" });
  document.querySelectorAll("[data-drawing]").forEach((place) => near.observe(place));
})();
