// What a value holds beyond its text: a token, encoded data, a time.
//
// Pure. Only what is certain is told: most long words decode to nonsense.

/** Something that can be opened in place, as JSON or text. */
export type Inside = { name: "JWT" | "base64" | "JSON in a string"; text: string };

/** What a string holds, `null` when it is just a string. */
export function insideOf(value: string): Inside | null {
  if (value.length < 8) return null;
  return jwt(value) ?? json(value) ?? base64(value);
}

/** How far a time in the body lies from when it arrived: `14 s before it arrived`. */
export function timeHint(value: string | number, arrived: number): string | null {
  const at = timeOf(value);
  if (at === null) return null;
  const away = Math.round((at - arrived) / 1000);
  if (away === 0) return "as it arrived";
  return `${span(Math.abs(away))} ${away < 0 ? "before" : "after"} it arrived`;
}

function jwt(value: string): Inside | null {
  if (!/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(value)) return null;
  const [header = "", payload = "", signature = ""] = value.split(".");
  const parts = [header, payload].map(decoded);
  if (parts.some((part) => part === null || !isJson(part))) return null;
  return { name: "JWT", text: `{"header":${parts[0]},"payload":${parts[1]},"signature":${JSON.stringify(signature)}}` };
}

function json(value: string): Inside | null {
  return /^\s*[{[]/.test(value) && isJson(value) ? { name: "JSON in a string", text: value } : null;
}

function base64(value: string): Inside | null {
  if (!/^[\w+/-]{16,}={0,2}$/.test(value) || /^[0-9a-f]+$/i.test(value) || !/[a-z]/.test(value) || !/[A-Z0-9]/.test(value)) return null;
  const text = decoded(value);
  return text !== null && text !== "" && isPlain(text) ? { name: "base64", text } : null;
}

/** Base64 of either alphabet as text; `null` when it is none, or no UTF-8. */
function decoded(value: string): string | null {
  try {
    const binary = atob(value.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, ""));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isPlain(text: string): boolean {
  return !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const YEAR_2000 = 946_684_800_000;
const YEAR_2100 = 4_102_444_800_000;

function timeOf(value: string | number): number | null {
  if (typeof value === "string") {
    const at = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value) && /(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? null : at;
  }
  if (!Number.isInteger(value)) return null;
  const at = value < 1e11 ? value * 1000 : value;
  return at > YEAR_2000 && at < YEAR_2100 && String(value).length >= 10 ? at : null;
}

function span(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
