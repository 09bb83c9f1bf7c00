// Two texts compared by character, as Chinese needs: side by side where there is room, else one under the other.
import { Change, diff, MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { textSetup } from "./setup.js";

const FOLD = { margin: 2, minSize: 6 };
// Chinese has no spaces: the library would widen every change to the next punctuation mark, as if that were a word.
// An empty change on either side of each change leaves it no room to widen; near changes are still joined.
const DIFF = { override: exactChanges };
const LIMITS = { scanLimit: 2000, timeout: 500 }; // changed characters, milliseconds

const fixed = [EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.contentAttributes.of({ tabindex: "0", "aria-readonly": "true" })];

export function compareView({ older, newer, labels, wide, editable = false }) {
  return wide ? sideBySide(older, newer, labels, editable) : oneColumn(older, newer, labels, editable);
}

function sideBySide(older, newer, labels, editable) {
  const view = new MergeView({
    a: { doc: older, extensions: [textSetup(labels[0]), fixed] },
    b: { doc: newer, extensions: [textSetup(labels[1]), editable ? [] : fixed] },
    collapseUnchanged: FOLD,
    diffConfig: DIFF,
    gutter: true,
    revertControls: editable ? "a-to-b" : undefined,
    renderRevertControl: revertButton,
  });
  view.dom.classList.add("compare-view");
  return view;
}

function oneColumn(older, newer, labels, editable) {
  return new EditorView({
    doc: newer,
    extensions: [
      textSetup(labels[1]),
      EditorView.editorAttributes.of({ class: "compare-view" }),
      editable ? [] : fixed,
      unifiedMergeView({ original: older, mergeControls: editable && chunkButton, collapseUnchanged: FOLD, diffConfig: DIFF }),
    ],
  });
}

function exactChanges(a, b) {
  const fence = (inA, inB) => new Change(inA, inA, inB, inB);
  return diff(a, b, LIMITS).flatMap((change) => [fence(change.fromA, change.fromB), change, fence(change.toA, change.toB)]);
}

function revertButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "revert-button";
  button.textContent = "→";
  button.title = "用左边这一处";
  button.setAttribute("aria-label", "用左边这一处");
  return button;
}

function chunkButton(kind, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chunk-button";
  button.textContent = kind === "accept" ? "留我的" : "用对方的";
  button.addEventListener("mousedown", act);
  button.addEventListener("click", (event) => event.detail === 0 && act(event)); // by keyboard
  return button;
}

// The text a person ends with, in either form of the view.
export function resultOf(view) {
  return (view.b ?? view).state.doc.toString();
}
