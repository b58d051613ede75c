// URLs that people type to say where something is sent. Pure.

/** Puts `http://` before `localhost:3000`. */
export function withScheme(target: string): string {
  const trimmed = target.trim();
  return trimmed.includes("://") ? trimmed : `http://${trimmed}`;
}

/** What is wrong with a URL to send to; `example` is one that would do. */
export function targetProblem(target: string, example: string): string | null {
  if (target.trim() === "") return `Say where to send it, such as ${example}.`;
  const url = URL.parse(withScheme(target));
  const known = url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
  return known ? null : `Write an http or https URL, such as ${example}.`;
}
