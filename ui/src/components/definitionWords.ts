// The words in which schemes are written, with what they mean: what the editor
// offers. A test compares them with the core's own list.

/** A field: its name, what it means, and what it can be. */
export type DefinitionWord = {
  name: string;
  means: string;
  /** Texts it can be; with `places` or `templates` also what those begin with. */
  values?: string[];
  /** Not a text: stands without quotes. */
  bare?: boolean;
};

/** A table: `[signature]`; the fields above all tables are under the empty name. */
export type DefinitionTable = { name: string; means: string; words: DefinitionWord[] };

const places = ["header:", "header-numbered:", "json:", "form:", "query:"];
const truth = ["true", "false"];
const forms = ["text", "base64", "hex", "sha1-of-text", "spki", "jwk"];
const encodings = ["hex", "base64", "base64url", "text"];
const hashes = ["sha1", "sha256", "sha512"];

/** What can stand between braces in the signed bytes. */
export const placeholders: [name: string, means: string][] = [
  ["body", "the body, byte for byte"],
  ["ts", "the timestamp as it came"],
  ["method", "the request's method"],
  ["url", "the URL as the provider knows it"],
  ["path", "path and query of the URL"],
  ["secret", "the key's bytes"],
  ["sha256hex", "the body's SHA-256 in hex"],
  ["form", "names and values of the form, sorted, without separators"],
  ["h:", "a header's value: {h:X-Id}"],
  ["j:", "a value of the JSON body: {j:data.id}"],
  ["q:", "a query parameter: {q:id}"],
  ["f:", "a form field: {f:token}"],
  ["field:", "another item of the signature's text: {field:t}"],
];

/** Every table in the order it is usually written. */
export const definitionTables: DefinitionTable[] = [
  {
    name: "",
    means: "Who signs",
    words: [
      { name: "id", means: "What it is called in commands and sources: a-z, 0-9 and -." },
      { name: "provider", means: "The sender's name." },
      { name: "name", means: "The scheme's own name, where a provider has several." },
      { name: "confidence", means: "How far the facts can be trusted.", values: ["S", "D", "C", "M"] },
      { name: "facts_from", means: "Where the facts come from." },
      { name: "notes", means: "What one should know." },
    ],
  },
  {
    name: "signature",
    means: "Where the signature stands and how it is written",
    words: [
      { name: "from", means: "One place or a list of them; a signature in any may match.", values: places },
      { name: "prefix", means: "Fixed text in front, cut off: sha256=" },
      { name: "prefix_optional", means: "Text without the prefix is read, too.", values: truth, bare: true },
      { name: "prefix_any_case", means: "The prefix's letters may have any case.", values: truth, bare: true },
      { name: "group", means: "What separates groups, each with a timestamp of its own." },
      { name: "split", means: "What separates the items of a list: , in t=1,v1=…" },
      { name: "pair", means: "What separates an item's key from its value: = in v1=…" },
      { name: "accept", means: "Keys whose value is a signature; other items are skipped.", bare: true },
      { name: "bare", means: "An item without a key is a signature, too.", values: truth, bare: true },
      { name: "positional", means: 'Items known by their place: ["ts", "sig*"]', bare: true },
      { name: "trim", means: "White space around items is cut off.", values: truth, bare: true },
      { name: "join", means: "What is written between items, when it is not split." },
      { name: "write", means: "Items in the order in which they are written.", bare: true },
      { name: "repeat", means: "The header is repeated when several secrets sign.", values: truth, bare: true },
      { name: "encoding", means: "How a digest is written.", values: encodings },
      { name: "case", means: "Whether upper-case hex is read.", values: ["exact", "any"] },
      { name: "upper", means: "Hex is written in upper case.", values: truth, bare: true },
      { name: "padding", means: "Base64's = at the end.", values: ["required", "none", "any"] },
    ],
  },
  {
    name: "key",
    means: "From the secret's text to the key's bytes",
    words: [
      { name: "form", means: "How the text is read.", values: forms },
      { name: "strip_prefix", means: "Texts cut from the front first, where present: whsec_" },
      { name: "without_prefix", means: "How a secret without any such prefix is read.", values: forms },
      { name: "also", means: "Forms tried after it when checking; never signed with.", bare: true },
      { name: "normalise", means: "Unicode normalisation of the text.", values: ["nfkd"] },
      { name: "new_prefix", means: "What new secrets begin with." },
      { name: "private_prefix", means: "What private keys begin with, where keys come in pairs." },
      { name: "url", means: "Where the provider publishes its public keys." },
    ],
  },
  {
    name: "algorithm",
    means: "What is computed",
    words: [
      { name: "kind", means: "HMAC, a plain hash, the secret itself, or a public-key signature.", values: ["hmac", "hash", "token", "ed25519", "ecdsa-p256", "rsa-pkcs1"] },
      { name: "hash", means: "The hash in it.", values: hashes },
    ],
  },
  {
    name: "message",
    means: "The signed bytes; absent for plain tokens",
    words: [
      { name: "parts", means: "A template or a list of them, one after the other.", values: ["{body}", "{ts}.{body}", "{url}{body}"] },
      { name: "omit_absent", means: "A template whose value is absent is left out.", values: truth, bare: true },
      { name: "body_variants", means: 'Forms of the body that are tried: ["raw", "ascii-escaped"]', bare: true },
      { name: "url_variants", means: 'Forms of the URL that are tried: ["as-registered", "port-toggle"]', bare: true },
    ],
  },
  {
    name: "timestamp",
    means: "When a request is fresh; absent where no time is sent",
    words: [
      { name: "from", means: "Where it stands; field: is an item of the signature's text.", values: ["field:", ...places.filter((place) => place !== "header-numbered:")] },
      { name: "unit", means: "How it is written.", values: ["s", "ms", "rfc3339", "http-date"] },
      { name: "tolerance", means: "Allowed difference in seconds; absent: no window.", values: ["300"], bare: true },
      { name: "future", means: "What happens to times ahead beyond it.", values: ["reject", "accept"] },
    ],
  },
  { name: "require", means: "Headers that must have exactly this value", words: [] },
  { name: "other_names", means: 'Other names of a header: svix-id = "webhook-id"', words: [] },
  {
    name: "event",
    means: "Where type and id of the event stand",
    words: [
      { name: "type", means: "Where the event's type stands.", values: places },
      { name: "id", means: "Where the event's or delivery's id stands.", values: places },
      { name: "id_prefix", means: "What ids made here begin with." },
    ],
  },
  {
    name: "detect",
    means: "What tells the sender from others whose signatures look alike",
    words: [
      { name: "user_agent", means: "Text in the User-Agent, letters of any case." },
      { name: "headers", means: "Header fields: X-GitHub-Hook-ID, or X-HubSpot-Signature-Version=v2" },
      { name: "json", means: "Fields of the JSON body: api_version, or object=event" },
      { name: "form", means: "Fields of a form body or of the query." },
      { name: "leads", means: "It stands first among schemes that nothing tells apart.", values: truth, bare: true },
    ],
  },
  {
    name: "handshake",
    means: "How the sender asks whether anybody listens",
    words: [
      { name: "kind", means: "What it is called: url_verification" },
      { name: "method", means: "The request's method; without it every method is meant." },
      { name: "absent", means: "Places where nothing may stand.", bare: true },
      { name: "signature", means: "What its signature must be.", values: ["any", "not-wrong", "right"] },
      { name: "refusal", means: "Status of a refusal.", values: ["403"], bare: true },
      { name: "learn", means: "Where the secret stands that is signed with from now on.", values: places },
    ],
  },
  {
    name: "handshake.reply",
    means: "The answer: 200 without a body unless told otherwise",
    words: [
      { name: "status", means: "Its status.", values: ["200"], bare: true },
      { name: "text", means: "The body as plain text, with placeholders." },
    ],
  },
  {
    name: "sample",
    means: "An event in the sender's shape, for test deliveries",
    words: [
      { name: "content_type", means: "Its Content-Type; application/json when absent." },
      { name: "headers", means: "Other headers that the sender sets.", bare: true },
      { name: "body", means: "The body." },
    ],
  },
];
