// The speaker's clock: <span data-speaking-since="2026-03-02T09:00:00+08:00" data-minutes="8">, also where htmx brings a new one.
export function startClocks(root) {
  tick(root);
  setInterval(() => tick(root), 1000);
  root.addEventListener("htmx:afterSwap", () => tick(root));
}

function tick(root) {
  for (const clock of root.querySelectorAll("[data-speaking-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.speakingSince)) / 1000));
    const over = seconds - Number(clock.dataset.minutes) * 60;
    const light = document.createElement("span");
    light.className = `light light-${over > 0 ? "red" : over > -60 ? "yellow" : "green"}`;
    light.textContent = over > 0 ? "超时" : over > -60 ? "快到时间" : "正在发言";
    clock.replaceChildren(light, ` ${words(over > 0 ? over : seconds)}`);
  }
}

function words(seconds) {
  return seconds >= 60 ? `${Math.floor(seconds / 60)}分${seconds % 60}秒` : `${seconds}秒`;
}
