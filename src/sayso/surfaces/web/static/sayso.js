// What the pages do beyond links and forms. Without it everything still works.
"use strict";

// The slider beside the date: it picks the day, and lets go of it when it is let go.
for (const form of document.querySelectorAll(".day-form")) {
  const slider = form.querySelector(".slider");
  const field = form.querySelector("input[type=date]");
  const first = Date.parse(form.dataset.first);
  if (!slider || !Number.isFinite(first) || Number(slider.max) < 1) continue;
  const dayAt = (k) => new Date(first + k * 86400000).toISOString().slice(0, 10);
  slider.hidden = false;
  slider.value = field.value ? Math.round((Date.parse(field.value) - first) / 86400000) : slider.max;
  const tell = () => slider.setAttribute("aria-valuetext", dayAt(Number(slider.value)));
  tell();
  slider.addEventListener("input", () => { field.value = dayAt(Number(slider.value)); tell(); });
  slider.addEventListener("change", () => form.requestSubmit());
}

// How far a reading is.
const work = document.querySelector("[data-job]");
if (work) {
  const says = work.querySelector(".says");
  const bar = work.querySelector("progress");
  const ask = async () => {
    try {
      const job = await (await fetch(work.dataset.job, { headers: { accept: "application/json" } })).json();
      if (job.is_done) { location.reload(); return; }
      says.textContent = job.says + (job.done ? `: ${job.done.toLocaleString("en")}` + (job.total ? ` of ${job.total.toLocaleString("en")}` : "") : "");
      if (job.total) { bar.max = job.total; bar.value = job.done; } else { bar.removeAttribute("value"); }
    } catch { /* the next time it may answer */ }
    setTimeout(ask, 600);
  };
  setTimeout(ask, 300);
}

// Keys: j and k go to the next and the one before, Enter opens it, / searches.
const steps = [...document.querySelectorAll("[data-step]")];
let at = -1;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); return; }
  if ((event.key !== "j" && event.key !== "k") || !steps.length) return;
  at = Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), steps.length - 1);
  const target = steps[at].querySelector("h2 a, h3 a, a, summary") || steps[at];
  steps[at].scrollIntoView({ block: "nearest" });
  target.focus();
});
