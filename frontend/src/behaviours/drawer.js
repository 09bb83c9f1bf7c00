// The places on a narrow screen. Without script the button is a link to #places and CSS :target opens it.

export function startDrawer(root) {
  const button = root.querySelector("[data-drawer-open]");
  const places = root.getElementById("places");
  if (!button || !places) return;
  const page = root.documentElement;
  const rest = [...root.querySelectorAll("[data-drawer-rest]")];

  const show = (open) => {
    page.classList.toggle("drawer-open", open);
    button.setAttribute("aria-expanded", String(open));
    for (const part of rest) part.inert = open;
    (open ? places.querySelector("[data-drawer-close]") : button).focus();
  };

  button.addEventListener("click", (event) => {
    event.preventDefault();
    show(true);
  });
  places.querySelector("[data-drawer-close]").addEventListener("click", (event) => {
    event.preventDefault();
    show(false);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && page.classList.contains("drawer-open")) show(false);
  });
  root.addEventListener("click", (event) => {
    if (page.classList.contains("drawer-open") && !places.contains(event.target) && !button.contains(event.target)) show(false);
  });
}
