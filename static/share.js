// Copies the page's address, or a snippet that shows map and slider alone in another page.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers refuse the clipboard on plain http: the old way still works there.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) throw new Error("the browser let nothing be copied");
  }
}

function embedded() {
  const address = new URL(window.location.href);
  address.searchParams.set("embed", "true");
  const quoted = address.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${quoted}" title="Dateline: map of reported events" width="100%" height="640" style="border:0" loading="lazy"></iframe>`;
}

export default function (component) {
  const own = component.data && component.data.own;
  const find = (name) => component.parentElement.querySelector(`[data-part="${name}"]`);
  const say = (words) => {
    find("said").textContent = words;
    setTimeout(() => (find("said").textContent = ""), own ? 4000 : 1600);
  };
  const give = (text, words) => copy(text).then(() => say(words), () => say("Not copied: the browser refuses it"));
  find("link").onclick = () => give(window.location.href, own ? "Link copied: it carries the view, not your own reports" : "Link copied");
  find("embed").onclick = () => give(embedded(), "Embed snippet copied");
}
