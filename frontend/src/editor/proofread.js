// Proofreading marks while one writes. The server answers for the whole form as it stands, and reads again only what changed:
//   POST data-proofread-url (the form's fields)
//   200 {"findings": [{"field", "start", "end", "level", "gate", "text", "reason", "basis", "suggestion", "fingerprint"}]}
// field is the name of the form field; start and end count characters of its text, line ends as one "\n".
// Findings in the editor's own field are marked there; all of them stand in the list [data-findings]. What one does about
// a finding goes to data-decide-url: fingerprint, choice, reason, and the fields.
import { forceLinting, linter, lintGutter } from "@codemirror/lint";
import { ViewPlugin } from "@codemirror/view";

import { freshForm } from "../behaviours/autosave.js";
import { listFindings, openFinding, sayFailure } from "./findings.js";
import { unitOffset } from "./setup.js";
import { LEVELS } from "./words.js";

const PAUSE = 150; // milliseconds after the last key; the marks are to stand 300 ms after it

export function proofreading(textarea, form) {
  const desk = new Desk(textarea, form);
  return [linter((view) => desk.ask(view), { delay: PAUSE }), lintGutter(), otherFields(textarea, form)];
}

class Desk {
  constructor(textarea, form) {
    Object.assign(this, { textarea, form, asking: null, view: null });
    this.keeps = "keeps" in textarea.dataset;
  }

  async ask(view) {
    this.view = view;
    const text = view.state.doc.toString();
    const answer = await this.send(this.textarea.dataset.proofreadUrl, {}, true);
    if (!answer) return [];
    const findings = answer.findings.map((finding) => ({ ...finding, suggestion: finding.suggestion ?? null }));
    const own = findings.filter((finding) => finding.field === this.textarea.name);
    const marks = own.map((finding) => this.mark(finding, text));
    listFindings(this, findings, new Map(own.map((finding, at) => [finding, marks[at]])), answer.note);
    return marks;
  }

  // Null when there is no answer: marks come back with the next change, writing goes on.
  async send(url, values, latest = false) {
    if (latest) this.asking?.abort();
    const control = new AbortController();
    if (latest) this.asking = control;
    const body = freshForm(this.form);
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    try {
      const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
      const answer = await fetch(url, { method: "POST", body, headers, credentials: "same-origin", redirect: "manual", signal: control.signal });
      if (answer.ok) return await answer.json();
      if (!latest) sayFailure((await answer.json()).message);
    } catch (error) {
      if (!latest && error.name !== "AbortError") sayFailure("没有连上服务器，这条意见的处理没有记下，文稿没有受影响。请稍后再试。");
    }
    return null;
  }

  // Put a decision on record; the words of an accepted finding change at once, in the editor.
  async decide(finding, choice, reason = "") {
    const url = this.textarea.dataset.decideUrl;
    if (!url) return true;
    const done = await this.send(url, { fingerprint: finding.fingerprint, choice, reason });
    if (done && this.view) forceLinting(this.view);
    return Boolean(done);
  }

  async accept(finding, view, from, to) {
    const words = finding.suggestion ?? "";
    if (view.state.sliceDoc(from, to) !== finding.text) return;
    const recorded = this.decide(finding, "accepted"); // the form is read before the words change
    view.dispatch({ changes: { from, to, insert: words }, selection: { anchor: from + words.length } });
    view.focus();
    await recorded;
  }

  mark(finding, text) {
    const from = unitOffset(text, finding.start);
    const to = Math.max(from, unitOffset(text, finding.end));
    const level = LEVELS[finding.level] ?? LEVELS.consider;
    const actions = [{ name: "处理…", apply: () => openFinding(finding) }];
    if (finding.suggestion !== null && to > from) {
      const name = finding.suggestion ? `改为“${finding.suggestion}”` : "删去";
      actions.unshift({ name, apply: (view, a, b) => this.accept(finding, view, a, b) });
    }
    return { from, to, severity: level.severity, message: plain(finding, level), actions, renderMessage: () => words(finding, level) };
  }
}

function plain(finding, level) {
  return `${level.word}：${finding.reason}${finding.basis ? `（${finding.basis}）` : ""}`;
}

function words(finding, level) {
  const made = document.createElement("div");
  const head = document.createElement("strong");
  head.textContent = `${level.word}${finding.gate ? `·${finding.gate}` : ""}　`;
  made.append(head, finding.reason);
  if (finding.basis) {
    const basis = document.createElement("div");
    basis.className = "finding-basis";
    basis.textContent = `依据：${finding.basis}`;
    made.append(basis);
  }
  return made;
}

// The title and the other fields are read too: a change there asks again after the same pause.
function otherFields(textarea, form) {
  return ViewPlugin.define((view) => {
    let waiting = 0;
    const again = (event) => {
      if (!event.target?.name || event.target === textarea) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => forceLinting(view), PAUSE);
    };
    form?.addEventListener("input", again);
    return {
      destroy() {
        clearTimeout(waiting);
        form?.removeEventListener("input", again);
      },
    };
  });
}
