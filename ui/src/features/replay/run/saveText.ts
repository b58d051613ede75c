/** WebKit reads the text only after the click. */
const READ_BY_MS = 60_000;

/** Offers a text as a file, as a link with `download` does. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text]));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_MS);
}
