// Finding a name in the list while the network is away: rows that do not have the words are hidden.
export function startRoll(root) {
  const field = root.querySelector("[data-roll-filter]");
  if (!field) return;
  field.addEventListener("input", () => {
    const wanted = field.value.trim();
    for (const row of root.querySelectorAll("[data-words]")) row.hidden = !row.dataset.words.includes(wanted);
  });
}
