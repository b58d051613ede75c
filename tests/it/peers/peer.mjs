// The official SDKs of npm, asked over lines of JSON.
//
// A line asks {"sdk", "action": "sign" | "verify", "secret", "method", "url", "headers",
// "body_b64", "timestamp", "id"} and is answered by {"headers": [...], "url"?},
// {"accepted": bool} or {"error": text}. Nothing is computed here: every signature and every
// verdict is an SDK's.

import readline from "node:readline";

import { signers } from "./signers.mjs";
import { verifiers } from "./verifiers.mjs";

async function answer(line) {
  const asked = JSON.parse(line);
  const bytes = Buffer.from(asked.body_b64, "base64");
  const fields = (asked.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]);
  const question = { ...asked, bytes, text: bytes.toString(), headers: Object.fromEntries(fields) };
  if (asked.action === "sign") {
    const signed = await chosen(signers, asked.sdk)(question);
    return Array.isArray(signed) ? { headers: signed } : signed;
  }
  const verifier = chosen(verifiers, asked.sdk);
  try {
    return { accepted: Boolean(await verifier(question)) };
  } catch (error) {
    return { accepted: false, because: error.message };
  }
}

function chosen(table, sdk) {
  if (!Object.hasOwn(table, sdk)) {
    throw new Error(`npm has no SDK here called ${sdk}`);
  }
  return table[sdk];
}

const answers = process.stdout.write.bind(process.stdout);
// An SDK that prints would end up between the answers.
process.stdout.write = process.stderr.write.bind(process.stderr);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const said = await answer(line).catch((error) => ({ error: error.message }));
  answers(`${JSON.stringify(said)}\n`);
}
