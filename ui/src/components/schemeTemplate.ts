/** Where a scheme of one's own begins: a common HMAC, each line with what else it could be. */
export const schemeTemplate = `# Saved under its id, which sources and commands name.
id = "my-service"
provider = "My service"
# notes = "What one should know about it."

[signature]
from = "header:X-Signature"   # or "query:signature"
# prefix = "sha256="          # fixed text in front of the digest
# split = ","                 # several: "t=1769860800,v1=9f86"
# pair = "="
# accept = ["v1"]             # which items are signatures
encoding = "hex"              # hex, base64, base64url or text

[key]
form = "text"                 # text, base64 or hex

[algorithm]
kind = "hmac"                 # hmac, token, ed25519
hash = "sha256"               # sha1, sha256 or sha512

[message]
parts = "{body}"              # or "{ts}.{body}" with a timestamp

# [timestamp]
# from = "header:X-Timestamp" # or "field:t" for an item of the signature
# unit = "s"                  # s or ms
# tolerance = 300

# [event]
# type = "json:type"
# id = "json:id"
`;
