import { expect, test } from "vitest";
import { requestText } from "./requestText";

test("a request reads as it goes out: the fields in their order, and the body below them", () => {
  const request = { method: "POST", url: "https://api.example.com/v1/x", headers: [["Host", "api.example.com"], ["X-Bytes", { b64: "/w==" }]] as [string, string | { b64: string }][], body: '{"a":1}' };
  expect(requestText(request)).toBe('POST https://api.example.com/v1/x\nHost: api.example.com\nX-Bytes: base64:/w==\n\n{"a":1}');
  expect(requestText({ ...request, headers: [], body: "" })).toBe("POST https://api.example.com/v1/x\n");
});
