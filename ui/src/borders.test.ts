// The borders of ARCHITECTURE, read from the sources themselves.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;

/** Files by path without extension, with the files of ours that each imports. */
const imports = new Map(sources(root).map((file) => [place(file), importsOf(file)]));

test("components know neither core nor app nor features", () => {
  expect(crossings((from) => from.startsWith("components/"), (to) => !to.startsWith("components/"))).toEqual([]);
});

test("core knows nothing of what is on screen", () => {
  expect(crossings((from) => from.startsWith("core/"), (to) => !to.startsWith("core/"))).toEqual([]);
});

test("a feature knows no other feature", () => {
  const crossed = crossings((from) => from.startsWith("features/"), (to) => to.startsWith("features/"));
  expect(crossed.filter(([from, to]) => featureOf(from) !== featureOf(to))).toEqual([]);
});

test("a feature does not know the app that composes it", () => {
  expect(crossings((from) => from.startsWith("features/"), (to) => to.startsWith("app/"))).toEqual([]);
});

test("what draws evidence knows no screen", () => {
  expect(crossings((from) => from.startsWith("evidence/"), (to) => /^(app|features|shell)\//.test(to))).toEqual([]);
});

test("the shell knows neither features nor app", () => {
  expect(crossings((from) => from.startsWith("shell/"), (to) => /^(app|features|core|evidence)\//.test(to))).toEqual([]);
});

test("only core talks to Rust", () => {
  const talkers = sources(root).filter((file) => /@tauri-apps|EventSource\(/.test(readFileSync(file, "utf8")));
  const outside = talkers.map(place).filter((from) => !from.startsWith("core/") && !from.startsWith("borders"));
  expect(outside).toEqual([]);
});

test("no file imports itself by way of others", () => {
  expect([...imports.keys()].filter((file) => reaches(file, file))).toEqual([]);
});

function crossings(from: (file: string) => boolean, to: (file: string) => boolean): [string, string][] {
  const edges = [...imports].flatMap(([file, targets]) => targets.map((target): [string, string] => [file, target]));
  return edges.filter(([file, target]) => from(file) && to(target));
}

function reaches(start: string, goal: string, seen = new Set<string>()): boolean {
  return (imports.get(start) ?? []).some((next) => {
    if (next === goal) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, goal, seen);
  });
}

function sources(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return found.filter((file) => /\.tsx?$/.test(file)).map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const wanted = [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return wanted.filter((path) => !path.endsWith(".css")).map((path) => place(resolve(dirname(file), path)));
}

function place(file: string): string {
  return relative(root, file).replace(/\.tsx?$/, "");
}

function featureOf(file: string): string | undefined {
  return file.split("/")[1];
}
