// Two versions of a text side by side: <div data-compare><pre data-old>…</pre><pre data-new>…</pre></div>.
// Without script the two texts stand next to each other as they are.
import "./styles/editor.css";
import { compareView } from "./editor/compare.js";

for (const box of document.querySelectorAll("[data-compare]")) {
  const older = box.querySelector("[data-old]");
  const newer = box.querySelector("[data-new]");
  const view = compareView({
    older: older.textContent,
    newer: newer.textContent,
    labels: [older.dataset.label || "原稿", newer.dataset.label || "现稿"],
    wide: box.clientWidth >= 640,
  });
  box.classList.remove("conflict-sides");
  box.replaceChildren(view.dom);
}
