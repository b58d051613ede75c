/** Where the rule below would give two providers on one screen the same or an odd pair. */
const chosen: Record<string, string> = {
  github: "Gh",
  gitlab: "Gl",
  agentmessage: "Am",
  runflow: "Rf",
  twilio: "Tw",
  "standard webhooks": "SW",
};

/** Two letters for a name: `Stripe` is `St`, `Standard Webhooks` is `SW`. */
export function tileLetters(name: string): string {
  const known = chosen[name.toLowerCase()];
  if (known !== undefined) return known;
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = "?", second] = words;
  if (second !== undefined) return (first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
  return first.slice(0, 1).toUpperCase() + first.slice(1, 2).toLowerCase();
}
