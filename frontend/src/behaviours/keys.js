// Lists by keyboard: "/" to the search box, j and k along the rows of the first [data-list], Enter opens the row.

const TYPING = "input, textarea, select, [contenteditable='true']";

export function startKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(TYPING)) return;
    if (event.key === "/") return focusSearch(root, event);
    if (event.key === "j") return choose(root, event, 1);
    if (event.key === "k") return choose(root, event, -1);
    if (event.key === "Enter" && event.target === root.body) root.querySelector(".is-chosen a")?.click();
  });
}

function focusSearch(root, event) {
  const box = root.querySelector("[data-list-filter], [data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

// The link of the chosen row takes the focus, so that Enter is the browser's own and a screen reader follows.
function choose(root, event, step) {
  const rows = [...root.querySelectorAll("[data-list] tbody tr, [data-list] > li")].filter((row) => row.querySelector("a"));
  if (!rows.length) return;
  event.preventDefault();
  const at = rows.findIndex((row) => row.classList.contains("is-chosen"));
  const next = Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[at]?.classList.remove("is-chosen");
  rows[next].classList.add("is-chosen");
  rows[next].querySelector("a.row-link, a").focus();
  rows[next].scrollIntoView({ block: "nearest" });
}
