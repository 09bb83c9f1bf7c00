// A record in parts that two may write at once: <form data-autosave data-parts>. What somebody else wrote in another part
// comes in by itself; where both changed one part, both texts stand below each other until the person has decided.
export function startParts(root) {
  for (const form of root.querySelectorAll("form[data-parts]")) {
    form.addEventListener("autosave:saved", (event) => taken(form, event.detail));
    form.addEventListener("autosave:conflict", (event) => clash(form, event.detail));
  }
}

function taken(form, { begun = {}, others = {} }) {
  remember(form, begun);
  for (const [name, [text, digest]] of Object.entries(others)) {
    const field = form.elements[name];
    if (!field || field === document.activeElement) continue;
    field.value = text;
    remember(form, { [name]: digest });
  }
}

function remember(form, digests) {
  for (const [name, digest] of Object.entries(digests)) {
    const field = form.elements[`begun_${name}`];
    if (field) field.value = digest;
  }
}

function clash(form, { message, by, at, revision, fields, begun = {} }) {
  const open = new Set(Object.keys(fields));
  for (const [name, theirs] of Object.entries(fields)) {
    const field = form.elements[name];
    if (!field) continue;
    const box = document.createElement("div");
    box.className = "message message-warning part-clash";
    const words = document.createElement("div");
    words.className = "message-words";
    const said = document.createElement("p");
    said.textContent = `${message} 您写的内容还在上面，尚未保存。${by} ${at} 保存的是：`;
    const text = document.createElement("pre");
    text.className = "conflict-text";
    text.tabIndex = 0;
    text.textContent = theirs;
    const acts = document.createElement("div");
    acts.className = "btn-row";
    const done = (value) => {
      field.value = value;
      remember(form, begun[name] ? { [name]: begun[name] } : {});
      box.remove();
      open.delete(name);
      if (!open.size) form.autosave.resume(revision);
    };
    acts.append(
      button("按我的保存", () => done(field.value)),
      button("用对方的", () => done(theirs)),
      button("两段都留", () => done(`${theirs}\n${field.value}`)),
    );
    words.append(said, text, acts);
    box.append(words);
    box.setAttribute("role", "alert");
    field.after(box);
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-outline";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
