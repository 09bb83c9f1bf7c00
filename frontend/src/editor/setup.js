// Extensions shared by the draft editor and the comparing views.
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { headings } from "./headings.js";
import { WORDS } from "./words.js";

// The page's style nonce: CodeMirror writes its own style sheet, which the content security policy would refuse.
export function styleNonce() {
  return document.querySelector("meta[property='csp-nonce']")?.nonce ?? "";
}

export function textSetup(label) {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.phrases.of(WORDS),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", lang: "zh-CN", tabindex: "0" }),
    headings,
  ];
}

// Offsets from the server count characters as Python does; the editor counts UTF-16 units.
export function unitOffset(text, characters) {
  if (!/[\ud800-\udbff]/.test(text)) return Math.min(characters, text.length);
  let units = 0;
  for (let left = characters; left > 0 && units < text.length; left--) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}
