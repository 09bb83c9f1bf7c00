// One draft editor over one textarea. The form stays the truth that is sent: its field is filled as it leaves.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";

import { showConflict } from "./conflict.js";
import { paragraphs } from "./headings.js";
import { proofreading } from "./proofread.js";
import { textSetup } from "./setup.js";

export function startEditor(textarea) {
  const form = textarea.form;
  const label = textarea.labels?.[0]?.textContent.trim() || "正文";
  const view = new EditorView({
    state: EditorState.create({ doc: textarea.value, extensions: extensions(textarea, label, form) }),
  });
  textarea.hidden = true;
  textarea.required = false;
  textarea.after(view.dom);
  textarea.labels?.[0]?.addEventListener("click", () => view.focus());
  form?.addEventListener("formdata", (event) => event.formData.set(textarea.name, view.state.doc.toString()));
  form?.addEventListener("autosave:conflict", (event) => showConflict(form, textarea, view, event.detail));
  textarea.editor = view;
  return view;
}

function extensions(textarea, label, form) {
  return [
    textSetup(label),
    EditorView.editorAttributes.of({ class: "draft-editor" }),
    paragraphs,
    history(),
    drawSelection(),
    search({ top: true }),
    highlightSelectionMatches(),
    placeholder(textarea.placeholder),
    EditorState.readOnly.of(textarea.readOnly),
    // Tab is left to the page: it moves on to the next field.
    keymap.of([...searchKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) form?.dispatchEvent(new Event("input", { bubbles: true }));
    }),
    textarea.dataset.proofreadUrl ? proofreading(textarea, form) : [],
  ];
}
