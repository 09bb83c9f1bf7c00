// The list of findings beside the draft: each says where, how serious, why and on what basis, and what may be done about it.
import { EditorView } from "@codemirror/view";

import { LEVELS } from "./words.js";

const rows = new Map(); // fingerprint → row

export function listFindings(desk, findings, marks, note) {
  const list = document.querySelector("[data-findings]");
  if (!list) return;
  const writing = list.contains(document.activeElement) && document.activeElement.matches("input");
  if (writing) return; // A reason being typed is not taken away; the list follows with the next answer.
  const open = new Set([...list.querySelectorAll("details[open]")].map((details) => details.dataset.fingerprint));
  rows.clear();
  list.replaceChildren(...findings.map((finding) => item(desk, finding, marks.get(finding), open.has(finding.fingerprint))));
  const count = document.querySelector("[data-findings-count]");
  if (count) count.textContent = note ?? (findings.length ? `${findings.length} 条` : "没有发现问题");
}

// From the mark in the text to the row that holds all that may be done.
export function openFinding(finding) {
  const row = rows.get(finding.fingerprint);
  const details = row?.querySelector("details");
  if (!details) return;
  details.open = true;
  row.scrollIntoView({ block: "nearest" });
  details.querySelector("input, button")?.focus();
}

export function sayFailure(message) {
  const place = document.querySelector("[data-findings-message]");
  if (place) place.textContent = message ?? "没有记下，请稍后再试。";
}

function item(desk, finding, mark, open) {
  const level = LEVELS[finding.level] ?? LEVELS.consider;
  const row = document.createElement("li");
  row.className = `finding finding-${finding.level}`;
  const where = button("finding-where", `${fieldLabel(desk.form, finding.field)}：${finding.text || "整体"}`, () => go(desk, finding, mark));
  row.append(element("span", "finding-level", level.word), where, element("p", "finding-reason", finding.reason));
  if (finding.basis) row.append(element("p", "finding-basis", `依据：${finding.basis}`));
  if (finding.suggestion !== null) row.append(element("p", "finding-suggestion", finding.suggestion ? `建议：“${finding.suggestion}”` : "建议：删去"));
  if (desk.textarea.dataset.decideUrl) row.append(choices(desk, finding, mark, open));
  rows.set(finding.fingerprint, row);
  return row;
}

function choices(desk, finding, mark, open) {
  const details = document.createElement("details");
  details.dataset.fingerprint = finding.fingerprint;
  details.open = open;
  details.append(element("summary", "", "处理"));
  const body = element("div", "decide", "");
  if (mark && mark.to > mark.from) {
    if (finding.suggestion !== null) body.append(button("btn btn-outline", "采纳建议", () => desk.accept(finding, desk.view, mark.from, mark.to)));
    body.append(line("改成什么", finding.text, "改成所写的", (words) => edit(desk, finding, mark, words)));
  }
  const must = finding.level === "must";
  body.append(line("不采纳的理由", "", "不采纳", (reason) => aside(desk, finding, "overridden", reason), must ? "不采纳的理由（必填）" : "理由（可不填）"));
  if (desk.keeps && finding.text) body.append(line("本机关不再提示的理由", "", "本机关不再提示", (reason) => aside(desk, finding, "always", reason), "理由（必填）"));
  details.append(body);
  return details;
}

async function edit(desk, finding, mark, words) {
  if (desk.view.state.sliceDoc(mark.from, mark.to) !== finding.text) {
    sayFailure("这里的文字刚刚改过，请稍等意见更新。");
    return;
  }
  const recorded = desk.decide(finding, "edited", words);
  desk.view.dispatch({ changes: { from: mark.from, to: mark.to, insert: words } });
  desk.view.focus();
  await recorded;
}

async function aside(desk, finding, choice, reason) {
  if (await desk.decide(finding, choice, reason)) {
    sayFailure("");
    rows.get(finding.fingerprint)?.remove();
  }
}

function line(label, value, act, done, hint = "") {
  const made = element("div", "decide-line", "");
  const input = document.createElement("input");
  input.className = "form-control";
  input.value = value;
  input.placeholder = hint;
  input.maxLength = 300;
  input.setAttribute("aria-label", label);
  input.addEventListener("input", (event) => event.stopPropagation()); // no change of the paper
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    input.blur();
    done(input.value.trim());
  });
  made.append(input, button("btn btn-outline", act, () => done(input.value.trim())));
  return made;
}

function go(desk, finding, mark) {
  const { view } = desk;
  if (!mark) {
    desk.form.elements[finding.field]?.focus?.();
    return;
  }
  const end = view.state.doc.length;
  const selection = { anchor: Math.min(mark.from, end), head: Math.min(mark.to, end) };
  view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
  view.focus();
}

function fieldLabel(form, name) {
  const label = form.elements[name]?.labels?.[0];
  return label ? label.firstChild.textContent.trim() : "全文";
}

function button(name, text, act) {
  const made = element("button", name, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
