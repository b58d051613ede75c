// Offers a file, as a link with `download` does.

/** WebKit reads a text only after the click. */
const READ_BY_MS = 60_000;

/** Saves what an address leads to under a name. */
export function saveFile(name: string, url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

/** The same of a text. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text]));
  saveFile(name, url);
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_MS);
}
