// A second click on the same button must not send the same act twice.

export function guardSubmits(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    // A download or a failed connection leaves the page standing: let the person try again.
    setTimeout(() => release(form, event.submitter), 8000);
  });
  root.addEventListener("htmx:afterRequest", (event) => release(event.target));
  window.addEventListener("pageshow", () => root.querySelectorAll("form[data-sent]").forEach((form) => release(form)));
}

function release(form, button) {
  delete form.dataset?.sent;
  (button ?? form.querySelector?.("[aria-busy='true']"))?.removeAttribute("aria-busy");
}
