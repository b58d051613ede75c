// Bodies between what a command carries and the bytes they are. Pure.
import type { RequestBody } from "../../core/generated/RequestBody";

/** The bytes of a body. */
export function bytesOf(body: RequestBody): Uint8Array {
  if ("text" in body) return new TextEncoder().encode(body.text);
  return Uint8Array.from(atob(body.b64), (character) => character.charCodeAt(0));
}

/** Bytes as a body: text where they are UTF-8, else base64. */
export function asBody(bytes: Uint8Array): RequestBody {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { b64: bytesToBase64(bytes) };
  }
}

/** The UTF-8 bytes of a text in base64. */
export function base64Of(text: string): string {
  return bytesToBase64(new TextEncoder().encode(text));
}

/** Bytes in base64. */
export function bytesToBase64(bytes: Uint8Array): string {
  let binary = "";
  // More arguments at once than an engine takes would fail.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
