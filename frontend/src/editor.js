// The draft editor: every <textarea data-editor> becomes a CodeMirror editor.
// Without script the textarea itself is the editor; its form works either way.
import "./styles/editor.css";
import { startEditor } from "./editor/draft.js";

for (const textarea of document.querySelectorAll("textarea[data-editor]")) startEditor(textarea);
