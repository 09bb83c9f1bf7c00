// Checking in when the network drops: what was tapped is kept in the browser and sent until the server has it.
//
// <div data-check-in="/address/"> holds forms marked data-check-in-one. Each submit becomes an entry {key, at, …fields} of a
// queue in localStorage; the queue is posted as JSON {"entries": […]} and the server answers {"results": [{key, state,
// message, …}]} with state done, again, choose or refused. Sending an entry twice is harmless: the server takes a person once.
import { currentToken } from "../behaviours/autosave.js";

const AGAIN = 8000; // milliseconds between attempts while something is left

export function startCheckIn(root) {
  for (const place of root.querySelectorAll("[data-check-in]")) new CheckIn(place);
}

class CheckIn {
  constructor(place) {
    this.place = place;
    this.address = place.dataset.checkIn;
    this.own = "checkInOwn" in place.dataset;
    this.store = `check-in:${this.address}`;
    this.state = place.querySelector("[data-check-in-state]");
    this.sending = false;
    place.addEventListener("submit", (event) => this.taken(event));
    addEventListener("online", () => this.send());
    setInterval(() => this.send(), AGAIN);
    for (const entry of this.entries()) this.paint(entry, "kept", "已记下，待上传");
    this.send();
  }

  entries() {
    try {
      return JSON.parse(localStorage.getItem(this.store) ?? "[]");
    } catch {
      return [];
    }
  }

  // False where the browser keeps nothing (private windows, a full store): the form is then sent as any other.
  keep(entries) {
    try {
      if (entries.length) localStorage.setItem(this.store, JSON.stringify(entries));
      else localStorage.removeItem(this.store);
      return true;
    } catch {
      return false;
    }
  }

  taken(event) {
    const form = event.target.closest("form[data-check-in-one]");
    if (!form) return;
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    const entry = { ...fields, key: newKey(), at: new Date().toISOString() };
    if (!this.keep([...this.entries(), entry])) return;
    event.preventDefault();
    this.paint(entry, "kept", "已记下，正在上传");
    // The next badge is scanned at once, whatever becomes of this one.
    if ("checkInCode" in form.dataset) form.reset();
    this.send();
  }

  async send() {
    const entries = this.entries();
    if (!entries.length || this.sending) return;
    this.sending = true;
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body: JSON.stringify({ entries }),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": currentToken() ?? "" },
        credentials: "same-origin",
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return this.waiting("登录已过期：请在新窗口登录，记下的会自动补传。");
      if (!answer.ok) return this.waiting("服务器没有收下，稍后自动再传。");
      this.answered((await answer.json()).results ?? []);
    } catch {
      this.waiting("现在没有网络，已记在本机，联网后自动补传。");
    } finally {
      this.sending = false;
    }
  }

  answered(results) {
    const entries = new Map(this.entries().map((entry) => [entry.key, entry]));
    for (const result of results) {
      const entry = entries.get(result.key);
      if (!entry) continue;
      entries.delete(result.key);
      this.paint(entry, result.state, result.message, result);
    }
    this.keep([...entries.values()]);
    this.say(entries.size ? `还有 ${entries.size} 人待上传。` : results.length && !this.own ? "都已上传。" : "");
    if (entries.size) setTimeout(() => this.send(), 0);
  }

  waiting(why) {
    const count = this.entries().length;
    this.say(this.own ? why : `${count} 人待上传：${why}`);
  }

  say(words) {
    if (this.state) this.state.textContent = words;
  }

  paint(entry, state, words, result = {}) {
    if (this.own) return this.paintOwn(state, words, result);
    if (entry.code) this.paintCode(state, words, result);
    const row = this.place.querySelector(`[data-check-in-row="${CSS.escape(entry.participant ?? result.participant ?? "")}"]`);
    if (!row) return;
    row.classList.toggle("is-in", state === "done" || state === "again");
    row.classList.toggle("is-kept", state === "kept");
    row.querySelector("[data-check-in-said]").textContent = words;
    const form = row.querySelector("form[data-check-in-one]");
    if (form) form.hidden = state !== "refused";
    if (form) delete form.dataset.sent;
  }

  paintCode(state, words, result) {
    const form = this.place.querySelector("[data-check-in-code]");
    const said = form.querySelector("[data-check-in-code-said]");
    said.textContent = result.name ? `${result.name} ${words}` : words;
    said.className = `roll-said is-${state}`;
    delete form.dataset.sent;
  }

  paintOwn(state, words, result) {
    const box = this.place.querySelector("[data-check-in-result]");
    const form = this.place.querySelector("form[data-check-in-one]");
    box.hidden = false;
    box.className = `scan-result is-${state}`;
    box.querySelector("[data-result-message]").textContent = result.name ? `${result.name} ${words}` : words;
    box.querySelector("[data-result-facts]").replaceChildren(...(result.facts ?? []).map(fact));
    form.hidden = ["done", "again", "kept"].includes(state);
    const bodies = form.querySelector("[data-check-in-bodies]");
    if (bodies && state === "choose") {
      const select = bodies.querySelector("select");
      select.replaceChildren(...result.bodies.map((body) => new Option(body, body)));
      select.disabled = false;
      bodies.hidden = false;
      select.focus();
    }
    delete form.dataset.sent;
  }
}

function fact([name, value]) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const words = document.createElement("dd");
  term.textContent = name;
  words.textContent = value;
  row.append(term, words);
  return row;
}

// randomUUID is there only on https and on this machine itself.
function newKey() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
