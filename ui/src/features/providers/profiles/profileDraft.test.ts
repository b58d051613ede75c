import { expect, test } from "vitest";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { infoOf } from "../words";
import { draftOf, editProfile, freeName, newDraft, newProfile, problemsOf } from "./profileDraft";

const skyvern = { ...infoOf([], "skyvern"), base_url: "https://api.skyvern.com" };
const github = { ...infoOf([], "github"), base_url: "https://api.github.com", settings: [{ id: "repository", label: "Repository", required: true }] };
const kept: ProfileRow = { name: "prod", provider: "github", base_url: "https://api.github.com/", settings: { repository: "a/b" }, hint: "ghp…", created_at: "2026-01-31T12:00:00Z", locked: false };

test("a profile begins at the provider's own place", () => {
  const draft = { ...newDraft(skyvern, ["skyvern"]), key: "k" };
  expect(problemsOf(draft, skyvern, null)).toEqual({});
  expect(newProfile("skyvern", draft)).toEqual({ provider: "skyvern", name: "skyvern-2", base_url: "https://api.skyvern.com", key: "k", settings: {} });
});

test("a name of several words, a base URL that is none, a missing key and a missing setting are said", () => {
  const wrong = { name: "my profile", baseUrl: "mailto:x", key: " ", settings: {} };
  expect(Object.keys(problemsOf(wrong, github, null))).toEqual(["name", "baseUrl", "key", "repository"]);
});

test("a kept key stays unless another one is typed", () => {
  const draft = draftOf(kept);
  expect(problemsOf(draft, github, kept)).toEqual({});
  expect(editProfile(draft)).toMatchObject({ name: "prod", key: null, settings: { repository: "a/b" } });
  expect(editProfile({ ...draft, key: "new" }).key).toBe("new");
});

test("a proposed name is one that nobody has", () => {
  expect(freeName("skyvern", [])).toBe("skyvern");
  expect(freeName("skyvern", ["skyvern", "skyvern-2"])).toBe("skyvern-3");
});
