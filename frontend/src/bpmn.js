// The diagram of a procedure, the current steps marked:
// <div data-bpmn data-url="/…/bpmn" data-current="vet gates" data-done="draft">sentences as fallback</div>
// The viewer's watermark stays, as its licence asks.
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "./styles/bpmn.css";
import Viewer from "bpmn-js/lib/NavigatedViewer";

const FONT = '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif';
const READABLE = 0.55; // below this scale the names of steps cannot be read
const KEEP_SCROLLING = { zoomScroll: ["value", null] }; // The wheel scrolls the page, not the diagram.

for (const box of document.querySelectorAll("[data-bpmn]")) draw(box);

async function draw(box) {
  const stage = document.createElement("div");
  stage.className = "diagram-stage";
  try {
    const answer = await fetch(box.dataset.url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const xml = await answer.text();
    box.before(stage);
    const viewer = new Viewer({ container: stage, textRenderer: { defaultStyle: { fontFamily: FONT, fontSize: 13 } }, additionalModules: [KEEP_SCROLLING] });
    await viewer.importXML(xml);
    mark(viewer, box.dataset);
    describe(stage, viewer, box.dataset);
    fit(viewer, stage, names(box.dataset.current)[0]);
    stage.before(tools(viewer));
  } catch {
    stage.remove();
    box.insertAdjacentText("afterbegin", "流程图暂时画不出来，下面的文字说明与图一致。");
  }
}

function names(list) {
  return (list ?? "").split(/\s+/).filter(Boolean);
}

function mark(viewer, { current, done }) {
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  for (const [list, name] of [[done, "is-done"], [current, "is-current"]]) {
    for (const id of names(list)) if (registry.get(id)) canvas.addMarker(id, name);
  }
}

function describe(stage, viewer, { current }) {
  const registry = viewer.get("elementRegistry");
  const now = names(current).map((id) => registry.get(id)?.businessObject.name).filter(Boolean).join("、");
  const svg = stage.querySelector("svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", now ? `流程图，当前在“${now}”` : "流程图");
}

// The whole procedure where it can be read; where it would be too small, a readable part around the current step.
function fit(viewer, stage, current) {
  const canvas = viewer.get("canvas");
  const { inner } = canvas.viewbox();
  const scale = Math.min(1.1, stage.clientWidth / (inner.width + 40));
  stage.style.height = `${Math.max(180, Math.min(560, inner.height * Math.max(scale, READABLE) + 90))}px`;
  canvas.resized();
  wholePicture(canvas);
  const element = viewer.get("elementRegistry").get(current);
  if (canvas.zoom() >= READABLE || !element) return;
  canvas.zoom(0.8);
  canvas.scrollToElement(element, { left: 40, right: 40, top: 40, bottom: 40 });
}

// A little smaller than the stage, so that nothing touches its edge.
function wholePicture(canvas) {
  canvas.zoom("fit-viewport", "auto");
  canvas.zoom(canvas.zoom() * 0.95, "auto");
}

function tools(viewer) {
  const bar = document.createElement("div");
  bar.className = "diagram-tools btn-row no-print";
  const canvas = viewer.get("canvas");
  const acts = [
    ["放大", () => canvas.zoom(canvas.zoom() * 1.25)],
    ["缩小", () => canvas.zoom(canvas.zoom() * 0.8)],
    ["左移", () => canvas.scroll({ dx: 160, dy: 0 })],
    ["右移", () => canvas.scroll({ dx: -160, dy: 0 })],
    ["看全图", () => wholePicture(canvas)],
  ];
  for (const [word, act] of acts) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline";
    button.textContent = word;
    button.addEventListener("click", act);
    bar.append(button);
  }
  return bar;
}
