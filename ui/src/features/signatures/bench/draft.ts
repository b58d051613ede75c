// What lies on the bench, everything as text, so that nothing typed is lost
// while it is still wrong; and what it means. Pure.
import { headersOf, headersProblem, linesOf, methodProblem } from "../../../components/headerLines";
import type { FuturePolicy } from "../../../core/generated/FuturePolicy";
import type { RequestBody } from "../../../core/generated/RequestBody";
import type { RequestFields } from "../../../core/generated/RequestFields";
import type { SchemeChoice } from "../../../core/generated/SchemeChoice";
import type { SecretChoice } from "../../../core/generated/SecretChoice";
import type { SignRequest } from "../../../core/generated/SignRequest";
import type { SourceId } from "../../../core/generated/SourceId";
import type { VerifyRequest } from "../../../core/generated/VerifyRequest";
import { base64Of } from "../bytes";
import { clockProblem, timestampOf } from "./clock";

/** How the body is given. */
export type BodyForm = "text" | "base64" | "file";

/** A file that was chosen as the body. */
export type BodyFile = { name: string; size: number; b64: string };

/** Request, scheme and secrets. */
export type BenchDraft = {
  method: string;
  url: string;
  /** `Name: value`, one a line. */
  headers: string;
  bodyForm: BodyForm;
  text: string;
  base64: string;
  file: BodyFile | null;
  scheme: SchemeChoice | null;
  secretsFrom: "typed" | "source";
  secrets: string[];
  /** What signs, where keys come in pairs. */
  privateKey: string;
  source: SourceId | null;
  tolerance: string;
  /** Empty: as the scheme has it. */
  future: FuturePolicy | "";
  /** Empty: now. */
  clock: string;
};

/** An empty bench. */
export const emptyBench: BenchDraft = {
  method: "POST",
  url: "",
  headers: "",
  bodyForm: "text",
  text: "",
  base64: "",
  file: null,
  scheme: null,
  secretsFrom: "typed",
  secrets: [""],
  privateKey: "",
  source: null,
  tolerance: "",
  future: "",
  clock: "",
};

/** What is wrong, by field. */
export type BenchProblems = Partial<Record<"method" | "url" | "headers" | "base64" | "tolerance" | "clock", string>>;

/** What the core would refuse, known before it is asked. */
export function problemsOf(draft: BenchDraft): BenchProblems {
  const found: [keyof BenchProblems, string | null][] = [
    ["method", methodProblem(draft.method)],
    ["url", urlProblem(draft.url)],
    ["headers", headersProblem(draft.headers)],
    ["base64", draft.bodyForm === "base64" && !isBase64(draft.base64) ? "This is not base64: letters, digits, + / and = at the end." : null],
    ["tolerance", /^\d{0,9}$/.test(draft.tolerance.trim()) ? null : "Whole seconds, such as 300."],
    ["clock", clockProblem(draft.clock)],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** Whether there is a request at all. */
export function hasRequest({ url, headers, bodyForm, text, base64, file }: BenchDraft): boolean {
  const body = { text, base64, file: file?.name ?? "" }[bodyForm];
  return [url, headers, body].some((part) => part.trim() !== "");
}

/** The request that is meant. */
export function requestOf(draft: BenchDraft): RequestFields {
  return { method: draft.method.trim(), url: draft.url.trim(), headers: headersOf(draft.headers), body: bodyOf(draft) };
}

/** A request as the fields show it. */
export function partsOf({ method, url, headers, body }: RequestFields): Partial<BenchDraft> {
  return { method, url, headers: linesOf(headers), ...bodyParts(body) };
}

/** The secrets that are meant. */
export function secretsOf({ secretsFrom, secrets, source }: BenchDraft): SecretChoice {
  if (secretsFrom === "source" && source !== null) return { source };
  return { typed: secretsFrom === "source" ? [] : secrets.filter((secret) => secret !== "") };
}

/** Whether any secret was given. */
export function hasSecrets(draft: BenchDraft): boolean {
  const choice = secretsOf(draft);
  return "source" in choice || choice.typed.length > 0;
}

/** The check that is meant; `null` until there is enough for one. */
export function verifyOf(draft: BenchDraft): VerifyRequest | null {
  const { scheme, tolerance, future, clock } = draft;
  if (scheme === null || !isReadable(draft)) return null;
  return {
    request: requestOf(draft),
    scheme,
    secrets: secretsOf(draft),
    tolerance_seconds: tolerance.trim() === "" ? null : Number(tolerance),
    future: future === "" ? null : future,
    now: timestampOf(clock),
  };
}

/** What is to be signed, with the private key where keys come in pairs; `null` until there is enough. */
export function signOf(draft: BenchDraft, pair: boolean): SignRequest | null {
  const { scheme, clock } = draft;
  if (scheme === null || !canSign(draft, pair) || Object.keys(problemsOf(draft)).length > 0) return null;
  const secrets = pair ? { typed: [draft.privateKey] } : secretsOf(draft);
  return { request: requestOf(draft), scheme, secrets, now: timestampOf(clock) };
}

/** Whether there is something to sign with. */
export function canSign(draft: BenchDraft, pair: boolean): boolean {
  return pair ? draft.privateKey.trim() !== "" : hasSecrets(draft);
}

/** Whether there is a request and nothing is wrong with it. */
export function isReadable(draft: BenchDraft): boolean {
  return hasRequest(draft) && Object.keys(problemsOf(draft)).length === 0;
}

function bodyOf({ bodyForm, text, base64, file }: BenchDraft): RequestBody {
  if (bodyForm === "base64") return { b64: base64.replace(/\s+/g, "") };
  return bodyForm === "file" ? { b64: file?.b64 ?? "" } : { text };
}

function bodyParts(body: RequestBody): Partial<BenchDraft> {
  if ("b64" in body) return { bodyForm: "base64", base64: body.b64 };
  // A field for text knows line feeds only: what holds carriage returns would lose them.
  if (body.text.includes("\r")) return { bodyForm: "base64", base64: base64Of(body.text) };
  return { bodyForm: "text", text: body.text };
}

function urlProblem(url: string): string | null {
  const trimmed = url.trim();
  const fine = trimmed === "" || (/^https?:\/\//i.test(trimmed) && URL.canParse(trimmed));
  return fine ? null : "The whole URL, such as https://example.com/hooks.";
}

function isBase64(text: string): boolean {
  const plain = text.replace(/\s+/g, "");
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}
