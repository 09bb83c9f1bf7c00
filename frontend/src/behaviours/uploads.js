// A file over the limit is refused before it is sent; the server holds the same limit (MAX_UPLOAD_MB).

const MEGABYTE = 1024 * 1024;

export function limitUploads(root) {
  const limit = Number(root.body.dataset.maxUploadMb);
  if (!limit) return;
  root.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const total = [...input.files].reduce((sum, file) => sum + file.size, 0);
    const words = total > limit * MEGABYTE ? tooLarge(total, limit) : "";
    input.setCustomValidity(words);
    showError(input, words);
  });
}

function tooLarge(size, limit) {
  return `所选文件共 ${Math.ceil(size / MEGABYTE)} MB，超过 ${limit} MB 的上限，没有上传。请压缩或拆分后再选。`;
}

function showError(input, words) {
  const id = `${input.id || input.name}-limit`;
  document.getElementById(id)?.remove();
  if (!words) return;
  const error = document.createElement("p");
  error.id = id;
  error.className = "field-error";
  error.setAttribute("role", "alert");
  error.textContent = words;
  input.after(error);
}
