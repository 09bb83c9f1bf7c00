// Drafts save themselves.
//
// <form data-autosave="/path/" …> sends its fields to that path a few seconds after the last change.
// The form carries a hidden field "revision": the revision the person started from. Answers, as JSON:
//   200 {"revision": 8, "saved_at": "14:30"}            saved
//   409 {"message", "revision", "by", "at", "fields"}   somebody saved meanwhile; "fields" holds their texts
//   400 {"message"} or {"errors": {"title": ["…"]}}     not accepted, with the reason
//   401 {"message"}                                      signed out; the words stay on the page
// The state is shown in [data-autosave-state] of the form, a live region.

const PAUSE = 3000; // milliseconds after the last key
const RETRY = 15000; // milliseconds between attempts while the server does not answer

const SIGNED_OUT = "保存失败·内容仍在本页：登录已过期，请在新窗口登录，本页会自动接着保存";

export function startAutosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) new Autosave(form);
}

export class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]");
    this.dirty = false;
    this.running = null;
    this.timer = 0;
    form.autosave = this;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", () => this.leave());
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  changed() {
    this.dirty = true;
    if (this.stopped) return;
    this.say("未保存", "is-unsaved");
    this.wait(PAUSE);
  }

  // The form is being sent as a whole: nothing is left to lose.
  leave() {
    clearTimeout(this.timer);
    this.dirty = false;
  }

  wait(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // One request at a time: what is typed meanwhile goes with the next one.
  async save() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.dirty || this.stopped) return;
    this.running = this.send().finally(() => (this.running = null));
    return this.running;
  }

  async send() {
    this.dirty = false;
    this.say("正在保存…", "is-saving");
    let answer, data;
    try {
      answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: freshForm(this.form),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) return this.failed(SIGNED_OUT, RETRY);
      data = await answer.json();
    } catch {
      return this.failed("保存失败·内容仍在本页，正在重试", RETRY);
    }
    if (answer.ok) return this.saved(data);
    if (answer.status === 409 && data.fields) return this.conflict(data);
    this.failed(`保存失败·内容仍在本页：${data.message || firstError(data) || "请稍后再试"}`, answer.status >= 500 ? RETRY : 0);
  }

  saved(data) {
    this.form.elements.revision.value = data.revision;
    if (this.dirty) return this.changed();
    this.say(`已保存 ${data.saved_at}`, "is-saved");
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: data }));
  }

  failed(words, retry) {
    this.dirty = true;
    this.say(words, "is-failed");
    if (retry) this.wait(retry);
  }

  // Saving stops until the person has decided; the editor shows both texts side by side.
  conflict(data) {
    this.dirty = true;
    this.stopped = true;
    this.say(`未保存·${data.message}`, "is-failed");
    this.form.dispatchEvent(new CustomEvent("autosave:conflict", { bubbles: true, detail: data }));
  }

  // The person has seen the other revision and goes on from it.
  resume(revision) {
    this.form.elements.revision.value = revision;
    this.stopped = false;
    this.dirty = true;
    return this.save();
  }

  say(words, kind) {
    if (!this.state) return;
    this.state.className = `autosave-state ${kind}`;
    this.state.textContent = words;
  }
}

// Signing in again in another window changes the token; the cookie has the one in force.
export function currentToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

export function freshForm(form) {
  const fields = new FormData(form);
  const token = currentToken();
  if (token) fields.set("csrfmiddlewaretoken", token);
  return fields;
}

function firstError(data) {
  return Object.values(data.errors ?? {}).flat()[0];
}
