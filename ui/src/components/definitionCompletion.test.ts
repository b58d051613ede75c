import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completeDefinition } from "./definitionCompletion";
import { definitionTables, placeholders } from "./definitionWords";
import { schemeTemplate } from "./schemeTemplate";

/** Where the cursor is, and what is offered there. */
function offered(marked: string): string[] {
  const at = marked.indexOf("|");
  return completeDefinition(marked.replace("|", ""), at)?.options.map(({ label }) => label) ?? [];
}

test("a table offers its own fields, without those that it has", () => {
  const fields = offered('[signature]\nfrom = "header:X"\n|\nsplit = ","\n\n[key]\n');
  expect(fields).toContain("encoding");
  expect(fields).not.toContain("from");
  expect(fields).not.toContain("split");
  expect(fields).not.toContain("form");
});

test("above all tables stand id and provider", () => {
  expect(offered("|")).toEqual(expect.arrayContaining(["id", "provider"]));
});

test("a bracket offers the tables", () => {
  expect(offered("[tim|")).toEqual(expect.arrayContaining(["timestamp", "message"]));
});

test("a field offers what it can be, in quotes where it is a text", () => {
  expect(offered("[algorithm]\nkind = |")).toContain('"hmac"');
  expect(offered('[algorithm]\nkind = "h|')).toContain("hmac");
  expect(offered("[signature]\ntrim = |")).toEqual(["true", "false"]);
});

test("braces in the signed bytes offer what can stand in them", () => {
  expect(offered('[message]\nparts = "{ts}.{b|"')).toContain("body");
  expect(offered('[signature]\nprefix = "{b|"')).toEqual([]);
});

test("a comment and a definition in JSON offer nothing", () => {
  expect(offered("# a|")).toEqual([]);
  expect(offered('{"id": "|"}')).toEqual([]);
});

/** Which file and struct of the core says what a table may have. */
const structs: Record<string, [file: string, name: string]> = {
  "": ["definition", "Definition"],
  signature: ["definition", "SignatureRule"],
  key: ["definition", "KeyRule"],
  algorithm: ["definition", "Algorithm"],
  message: ["definition", "MessageRule"],
  timestamp: ["definition", "TimestampRule"],
  event: ["definition", "EventRule"],
  detect: ["clues", "Clues"],
  handshake: ["handshake", "HandshakeRule"],
  "handshake.reply": ["handshake", "ReplyRule"],
  sample: ["definition", "SampleRule"],
};

/** Fields that are tables of their own, and the one that only the program's own schemes have. */
const tables = ["signature", "key", "algorithm", "message", "timestamp", "require", "other_names", "event", "sample", "detect", "handshake", "coded"];
const nested = ["when", "values", "check", "digest", "reply", "visit", "headers", "json"];

test.each(Object.keys(structs))("the editor knows the words of the core's table [%s], and no others", (table) => {
  const [file, name] = structs[table] ?? ["", ""];
  const source = readFileSync(join(import.meta.dirname, `../../../src-tauri/crates/signing/src/scheme/${file}.rs`), "utf8");
  const body = new RegExp(`pub struct ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? "";
  const fields = [...body.matchAll(/(?:#\[serde\(rename = "(\w+)"\)\]\s*)?pub (\w+):/g)].map((match) => match[1] ?? match[2] ?? "");
  const apart = table === "" ? tables : table.startsWith("handshake") ? nested : [];
  const known = definitionTables.find((one) => one.name === table)?.words.map((word) => word.name);
  expect(known?.toSorted()).toEqual(fields.filter((field) => !apart.includes(field)).toSorted());
});

test("the placeholders are those of the core", () => {
  const source = readFileSync(join(import.meta.dirname, "../../../src-tauri/crates/signing/src/scheme/template.rs"), "utf8");
  const list = /const PLACEHOLDERS: &str = "([\s\S]*?)";/.exec(source)?.[1] ?? "";
  for (const [name] of placeholders) expect(list).toContain(`{${name.replace(":", "")}`);
});

test("the template names only words that there are", () => {
  const known = new Set(definitionTables.flatMap(({ words }) => words.map(({ name }) => name)));
  const used = [...schemeTemplate.matchAll(/^#? ?([a-z_]+) = /gm)].map((match) => match[1] ?? "");
  expect(used.filter((word) => !known.has(word))).toEqual([]);
});
