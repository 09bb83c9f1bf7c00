// The original and what was read from it: pointing at one side shows the other.
//
// [data-pieces] holds [data-line="3"] (paragraphs of the original) and [data-piece][data-lines="3 4"] (what they became).
// Without script the links between the two still work.

export function linkPieces(root) {
  const sides = root.querySelector("[data-pieces]");
  if (!sides) return;
  const lines = new Map([...sides.querySelectorAll("[data-line]")].map((line) => [line.dataset.line, line.closest("li")]));
  const pieces = [...sides.querySelectorAll("[data-piece]")];
  const numbers = (piece) => piece.dataset.lines.split(" ");
  const source = sides.querySelector(".import-source");

  const show = (event) => {
    const piece = event.target.closest("[data-piece]");
    const line = event.target.closest(".source-lines li")?.querySelector("[data-line]");
    if (!piece && !line) return;
    sides.querySelectorAll(".is-linked").forEach((item) => item.classList.remove("is-linked"));
    const shown = piece ? numbers(piece).map((number) => lines.get(number)).filter(Boolean)
      : pieces.filter((item) => numbers(item).includes(line.dataset.line));
    shown.forEach((item) => item.classList.add("is-linked"));
    if (piece && event.type === "focusin" && shown[0]) bring(source, shown[0]);
  };

  sides.addEventListener("pointerover", show);
  sides.addEventListener("focusin", show);
  sides.addEventListener("click", (event) => {
    const line = event.target.closest("a[data-line]");
    const piece = line && pieces.find((item) => numbers(item).includes(line.dataset.line));
    if (!piece) return;
    event.preventDefault();
    piece.querySelector("textarea").focus({ preventScroll: true });
    piece.scrollIntoView({ block: "center" });
  });
}

// Scrolls the original inside its own frame only; on a phone, where it has none, nothing moves.
function bring(frame, item) {
  if (frame.scrollHeight <= frame.clientHeight) return;
  frame.scrollTop += item.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
}
