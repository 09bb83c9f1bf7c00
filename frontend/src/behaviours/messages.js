// Messages at the head of the page: closing them, and saying in words when a request got no answer.
import { currentToken } from "./autosave.js";

const UNANSWERED = "服务器暂时没有答复，刚才的操作没有完成，页面上的内容都还在。请稍等片刻再试一次。";
const FAILED = "刚才的操作没有完成，页面上的内容都还在。请刷新页面后再试一次；仍不行请告知系统管理员。";

export function startMessages(root) {
  root.addEventListener("click", (event) => {
    event.target.closest("[data-message-close]")?.closest(".message")?.remove();
  });
  root.body.addEventListener("htmx:configRequest", ({ detail }) => {
    const token = currentToken();
    if (!token) return;
    detail.headers["X-CSRFToken"] = token;
    if (detail.formData.has("csrfmiddlewaretoken")) detail.formData.set("csrfmiddlewaretoken", token);
  });
  root.body.addEventListener("htmx:sendError", (event) => tell(root, event, UNANSWERED));
  root.body.addEventListener("htmx:responseError", (event) => tell(root, event, FAILED));
}

// Polling stays quiet: the next round tells soon enough.
function tell(root, event, words) {
  if (event.detail.elt?.closest("[data-quiet]")) return;
  showMessage(root, words, "error");
}

export function showMessage(root, words, kind) {
  const box = root.getElementById("messages");
  if (!box) return;
  const message = root.createElement("div");
  message.className = `message message-${kind}`;
  const text = root.createElement("p");
  text.className = "message-words";
  text.textContent = words;
  message.append(text);
  box.replaceChildren(message);
  message.scrollIntoView({ block: "nearest" });
}

// "返回上一页" on a page that refuses: the browser brings the form back as it was filled in.
export function startBack(root) {
  for (const button of root.querySelectorAll("[data-back]")) {
    button.hidden = history.length < 2;
    button.addEventListener("click", () => history.back());
  }
}
