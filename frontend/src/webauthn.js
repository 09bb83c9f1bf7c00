// Security keys: a form with data-webauthn="create" or "get" asks the key before it is sent.
// The server's options stand in a <script type="application/json"> inside the form, the answer goes in its field "credential".

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const base64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

for (const form of document.querySelectorAll("form[data-webauthn]")) {
  form.addEventListener("submit", (event) => ask(event, form));
}

async function ask(event, form) {
  event.preventDefault();
  const options = JSON.parse(form.querySelector("script[type='application/json']").textContent);
  try {
    const answer = form.dataset.webauthn === "create" ? await create(options) : await get(options);
    form.elements.credential.value = JSON.stringify(answer);
    form.submit();
  } catch {
    form.querySelector("[data-webauthn-error]").textContent = "安全密钥没有完成验证，请插好密钥、按提示触碰后再试一次。";
  }
}

async function create({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(known),
    },
  });
  return plain(made, { attestationObject: base64(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] });
}

async function get({ publicKey }) {
  const found = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: (publicKey.allowCredentials ?? []).map(known) },
  });
  const { authenticatorData, signature, userHandle } = found.response;
  return plain(found, {
    authenticatorData: base64(authenticatorData),
    signature: base64(signature),
    userHandle: userHandle ? base64(userHandle) : null,
  });
}

const known = (credential) => ({ ...credential, id: bytes(credential.id) });

function plain(credential, response) {
  return {
    id: credential.id,
    rawId: base64(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: base64(credential.response.clientDataJSON), ...response },
  };
}
