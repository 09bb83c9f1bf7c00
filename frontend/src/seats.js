// The seat map: point at two places one after the other, drag one onto the other, or go with the arrow keys and Enter.
// The form beside the map does the same with words and without script; this only fills it in and sends it.
import "./styles/seats.css";

const FAR = 5; // pixels a pointer moves before it drags

const sheet = () => document.querySelector("[data-seats]");
const map = () => document.querySelector("[data-seat-map]");
const form = () => document.querySelector("[data-seat-form]");

let first = null; // key of the place picked first
let drag = null; // { from, x, y, moved }
let suppress = false; // the click that ends a drag is not a choice
let view = null; // how far the map is scrolled; the middle to begin with
let back = null; // key of the place to have the focus again after an answer

function seatAt(event) {
  return event.target.closest?.("[data-seat]");
}

function seatOf(key) {
  return map()?.querySelector(`[data-seat="${CSS.escape(key)}"]`);
}

function words(seat) {
  const name = seat.dataset.name;
  return name ? `${name}（${seat.dataset.label}）` : seat.dataset.label;
}

function say(text) {
  const hint = document.querySelector("[data-seat-hint]");
  if (hint) hint.textContent = text;
}

function fill(fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form().elements[name];
    field.value = value ?? "";
    if (name === "at" || name === "sitter") field.disabled = value === undefined;
  }
}

function pick(seat) {
  clear();
  first = seat.dataset.seat;
  seat.classList.add("is-picked");
  const empty = !seat.dataset.person;
  fill({
    who: seat.dataset.name,
    person: seat.dataset.person,
    where: seat.dataset.label,
    to: seat.dataset.seat,
    at: undefined,
    sitter: undefined,
  });
  say(
    empty
      ? `已选空座 ${seat.dataset.label}：可以保留，或者再点一个人坐过来。`
      : `已选 ${words(seat)}：再点要去的座位，就与那里对调；按“顺延”则后面各退一座。`,
  );
}

function clear() {
  map()?.querySelectorAll(".is-picked, .is-target").forEach((seat) => seat.classList.remove("is-picked", "is-target"));
  first = null;
  if (form()) fill({ person: "", to: "", at: undefined, sitter: undefined });
}

// Send an exchange of two places: the one with somebody on it moves.
function exchange(from, to) {
  let [one, other] = [seatOf(from), seatOf(to)];
  if (!one || !other || one === other) return clear();
  if (!one.dataset.person) [one, other] = [other, one];
  if (!one.dataset.person) {
    pick(seatOf(to));
    return;
  }
  fill({
    who: one.dataset.name,
    person: one.dataset.person,
    where: other.dataset.label,
    to: other.dataset.seat,
    at: one.dataset.seat,
    sitter: other.dataset.person,
  });
  say(`正在把 ${words(one)} 调到 ${other.dataset.label}……`);
  // htmx sends along the button that was clicked, not one that is only named as the submitter.
  form().querySelector('[name=act][value="swap"]').click();
}

function choose(seat) {
  if (first === null) pick(seat);
  else if (first === seat.dataset.seat) {
    clear();
    say("已取消选择。");
  } else exchange(first, seat.dataset.seat);
}

// A name typed by hand is meant, not the place that was pointed at before.
document.addEventListener("input", ({ target }) => {
  if (!form()?.contains(target)) return;
  if (target.name === "who") fill({ person: "", at: undefined, sitter: undefined });
  if (target.name === "where") fill({ to: "", at: undefined, sitter: undefined });
});

document.addEventListener("pointerdown", (event) => {
  const seat = seatAt(event);
  if (!seat || !form() || event.pointerType !== "mouse" || event.button !== 0) return;
  drag = { from: seat.dataset.seat, x: event.clientX, y: event.clientY, moved: false };
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
  if (!drag.moved) {
    pick(seatOf(drag.from));
    drag.moved = true;
    map().classList.add("is-dragging");
  }
  map().querySelectorAll(".is-target").forEach((seat) => seat.classList.remove("is-target"));
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-seat]");
  if (over && over.dataset.seat !== drag.from) over.classList.add("is-target");
});

document.addEventListener("pointerup", (event) => {
  const held = drag;
  drag = null;
  map()?.classList.remove("is-dragging");
  if (!held?.moved) return;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-seat]");
  suppress = true;
  setTimeout(() => (suppress = false));
  if (over && over.dataset.seat !== held.from) exchange(held.from, over.dataset.seat);
  else clear();
});

document.addEventListener("click", (event) => {
  const seat = seatAt(event);
  if (!seat || !form() || suppress) return;
  choose(seat);
  rove(seat);
});

// One place at a time is in the tab order; arrows go to the next one in that direction.
function rove(seat, focus = false) {
  map().querySelectorAll('[data-seat][tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
  seat.setAttribute("tabindex", "0");
  if (focus) seat.focus();
}

function middle(seat) {
  const box = seat.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function next(seat, [dx, dy]) {
  const [x, y] = middle(seat);
  let best = null;
  let least = Infinity;
  for (const other of map().querySelectorAll("[data-seat]")) {
    const [ox, oy] = middle(other);
    const along = (ox - x) * dx + (oy - y) * dy;
    if (along < 4) continue;
    const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    const cost = along + aside * 3;
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}

document.addEventListener("keydown", (event) => {
  const seat = seatAt(event);
  if (!seat) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (form()) choose(seat);
  } else if (event.key === "Escape") {
    clear();
    say("已取消选择。");
  } else if (WAYS[event.key]) {
    event.preventDefault();
    const other = next(seat, WAYS[event.key]);
    if (other) rove(other, true);
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== form()) return;
  back = document.activeElement?.closest?.("[data-seat]")?.dataset.seat ?? null;
  document.getElementById("messages")?.replaceChildren(); // what was said of the try before
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.elt?.matches?.("[data-seat-form]")) return;
  const status = detail.xhr?.status ?? 0; // a refusal that is shown counts as successful for htmx
  if (status >= 200 && status < 300) return;
  // Refused: somebody was quicker, or it cannot be. The map shown is then perhaps not the one in force.
  clear();
  if (status === 409) refresh();
});

async function refresh() {
  const answer = await fetch(sheet().dataset.url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok) return;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const fresh = holder.content.querySelector("[data-seats]");
  if (!fresh) return;
  sheet().replaceWith(fresh);
  window.htmx?.process(fresh);
  start();
}

// A hall is wider than the screen: begin in its middle, and stay where one was when the map comes anew.
function keepView(pane) {
  pane.scrollTo(view ?? { left: (pane.scrollWidth - pane.clientWidth) / 2, top: 0 });
  pane.addEventListener("scroll", () => (view = { left: pane.scrollLeft, top: pane.scrollTop }), { passive: true });
}

function start() {
  const drawn = map();
  if (!drawn || drawn.dataset.started) return; // the page's other parts settle too
  drawn.dataset.started = "yes";
  first = null;
  keepView(drawn.closest(".seat-scroll"));
  if (drawn.dataset.may === undefined) return;
  const seats = [...drawn.querySelectorAll("[data-seat]")];
  for (const seat of seats) {
    seat.setAttribute("role", "button");
    seat.setAttribute("tabindex", "-1");
    // A short name is drawn with a gap, and the label has to hold what is drawn.
    const shown = seat.querySelector("text")?.textContent.trim() ?? "";
    const label = seat.querySelector("title").textContent;
    seat.setAttribute("aria-label", shown ? label.replace(shown.replace(/\s/gu, ""), shown) : label);
  }
  const kept = back && seatOf(back);
  if (seats.length) rove(kept || seats[0], Boolean(kept));
  back = null;
}

document.addEventListener("htmx:afterSettle", start);
start();
