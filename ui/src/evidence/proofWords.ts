// What the two sides of a proof are called.

/** Heads of both sides, for a part as the core names it. */
export function sideWords(part: string): { signed: string; checked: string } {
  if (part === "body") return { signed: "Body that was signed", checked: "Body that arrived" };
  if (part === "URL") return { signed: "URL that was signed", checked: "URL checked here" };
  if (part === "secret") return { signed: "With the secret that signed", checked: "With the secret set here" };
  if (part === "signature") return { signed: "Signature that came", checked: "Signature expected here" };
  if (part === "algorithm") return { signed: "Signed with", checked: "Checked with" };
  return { signed: "Bytes that were signed", checked: "Bytes checked here" };
}
