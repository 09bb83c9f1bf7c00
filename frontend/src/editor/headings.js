// The four levels of headings in a paper's body (GB/T 9704-2012, 7.3.3): 一、  （一）  1.  （1）
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";

const NUMERAL = "[一二三四五六七八九十百]+";
const LEVELS = [
  [new RegExp(`^\\s*${NUMERAL}、`), "cm-heading-1"],
  [new RegExp(`^\\s*[（(]${NUMERAL}[）)]`), "cm-heading-2"],
  [/^\s*\d+[.．]\s*(?!\d)/, "cm-heading-3"],
  [/^\s*[（(]\d+[）)]/, "cm-heading-4"],
];

const marks = Object.fromEntries(LEVELS.map(([, name]) => [name, Decoration.mark({ class: name })]));

// A heading may run on into its paragraph: then it ends with the first full stop.
export function headingOf(text) {
  const name = LEVELS.find(([pattern]) => pattern.test(text))?.[1];
  if (!name) return null;
  const stop = text.indexOf("。");
  return { name, length: stop < 0 ? text.length : stop + 1 };
}

function decorate(view) {
  const found = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const heading = headingOf(line.text);
      if (heading) found.add(line.from, line.from + heading.length, marks[heading.name]);
      at = line.to + 1;
    }
  }
  return found.finish();
}

export const headings = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorate(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// Paragraphs begin two characters in, as they will on paper.
export const paragraphs = EditorView.theme({ ".cm-line": { textIndent: "2em" } });
