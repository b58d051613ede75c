import { expect, test } from "vitest";
import { targetProblem, withScheme } from "./targetUrl";

const EXAMPLE = "http://localhost:3000";

test("a host and a port are enough", () => {
  expect(withScheme(" localhost:3000/in ")).toBe("http://localhost:3000/in");
  expect(withScheme("https://example.com")).toBe("https://example.com");
  expect(targetProblem("localhost:3000", EXAMPLE)).toBeNull();
});

test("what is no web address is told with one that would do", () => {
  expect(targetProblem("", EXAMPLE)).toBe("Say where to send it, such as http://localhost:3000.");
  expect(targetProblem("ftp://x", EXAMPLE)).toMatch(/^Write an http or https URL/);
  expect(targetProblem("http://", EXAMPLE)).not.toBeNull();
});
