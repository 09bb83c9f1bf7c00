// Somebody saved while this person was writing: both texts side by side, nothing overwritten unseen.
import { compareView, resultOf } from "./compare.js";

export function showConflict(form, textarea, view, { message, by, at, revision, fields }) {
  document.querySelector("[data-conflict]")?.remove();
  const panel = build(message, by, at);
  (form.closest(".detail") ?? form).before(panel);
  const theirs = fields[textarea.name] ?? "";
  const merge = compareView({
    older: theirs,
    newer: view.state.doc.toString(),
    labels: [`${by} ${at} 保存的内容`, "我的内容"],
    wide: panel.clientWidth >= 640,
    editable: true,
  });
  panel.querySelector("[data-conflict-body]").append(merge.dom);
  panel.querySelector("[data-conflict-others]").append(...otherFields(form, textarea, fields));

  const finish = (text) => {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    panel.remove();
    form.autosave.resume(revision);
    view.focus();
  };
  panel.querySelector("[data-conflict-mine]").addEventListener("click", () => finish(resultOf(merge)));
  panel.querySelector("[data-conflict-theirs]").addEventListener("click", () => {
    for (const [name, value] of Object.entries(fields)) setField(form, textarea, name, value);
    finish(theirs);
  });
  panel.scrollIntoView({ block: "start" });
  panel.focus();
}

function build(message, by, at) {
  const panel = document.createElement("section");
  panel.className = "card conflict";
  panel.dataset.conflict = "";
  panel.tabIndex = -1;
  panel.setAttribute("aria-label", "两人同时修改");
  panel.innerHTML = `
    <div class="card-header"><h2>两人同时修改，请定夺</h2></div>
    <div class="card-body">
      <p data-conflict-message></p>
      <div data-conflict-others></div>
      <div class="conflict-heads"><strong data-conflict-by></strong><strong>我的内容（绿底，可在此修改）</strong></div>
      <div data-conflict-body></div>
      <div class="btn-row conflict-acts">
        <button type="button" class="btn btn-primary" data-conflict-mine>按“我的内容”保存</button>
        <button type="button" class="btn btn-outline" data-conflict-theirs>放弃我的修改，用对方的内容</button>
      </div>
    </div>`;
  panel.querySelector("[data-conflict-message]").textContent = `${message} 您写的内容都在，尚未保存。`;
  panel.querySelector("[data-conflict-by]").textContent = `${by} ${at} 保存的内容（红底）`;
  return panel;
}

// Short fields that differ: the other's words, with a button to take them over.
function otherFields(form, textarea, fields) {
  return Object.entries(fields)
    .filter(([name, value]) => name !== textarea.name && form.elements[name] && form.elements[name].value !== value)
    .map(([name, value]) => {
      const row = document.createElement("p");
      const label = form.elements[name].labels?.[0]?.firstChild.textContent.trim() || name;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-link";
      button.textContent = "采用";
      button.addEventListener("click", () => {
        setField(form, textarea, name, value);
        row.remove();
      });
      row.append(`${label}：对方改为“${value}”，您写的是“${form.elements[name].value}”。`, button);
      return row;
    });
}

function setField(form, textarea, name, value) {
  const field = form.elements[name];
  if (field && field !== textarea && "value" in field) field.value = value;
}
