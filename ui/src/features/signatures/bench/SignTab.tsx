import { Button } from "../../../components/Button";
import { useClipboard } from "../../../components/clipboard";
import { CodeBlock } from "../../../components/CodeBlock";
import { formatDateTime } from "../../../components/format";
import { Frame } from "../../../components/Frame";
import { linesOf } from "../../../components/headerLines";
import type { IconName } from "../../../components/icons";
import type { RequestFormat } from "../../../core/generated/RequestFormat";
import type { SignedRequest } from "../../../core/generated/SignedRequest";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { HandlerCode } from "../../../evidence/HandlerCode";
import { useActions } from "../../../shell/keys";
import { useToast } from "../../../shell/toasts";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";
import { signOf } from "./draft";
import { LiveResult } from "./LiveResult";
import { MakeSecret } from "./MakeSecret";
import { SignedText } from "./SignedText";
import type { Bench } from "./useBench";
import { useScheme } from "./useScheme";

export type SignTabProps = { bench: Bench };

/** The request signed as its provider would, to be copied. */
export function SignTab({ bench }: SignTabProps) {
  const { draft } = bench;
  const pair = useScheme(draft)?.public_key ?? false;
  const asked = signOf(draft, pair);
  const live = useLive("signature.sign", asked);
  const copy = useCopy(live.answer);
  useActions([
    { id: "signatures.again", name: "Sign for now", keys: ["r"], scope: "Signatures", icon: "clock", enabled: live.answer !== null, waits: live.waiting, run: live.again },
    ...copies.map(({ format, name, keys }) => ({
      id: `signatures.copy.${format}`,
      name,
      keys: [keys],
      scope: "Signatures",
      icon: iconOf(format),
      enabled: live.answer !== null,
      waits: live.waiting,
      run: () => void copy(format),
    })),
  ]);
  return (
    <LiveResult live={live} failed="This cannot be signed" missing={asked === null ? <MakeSecret bench={bench} pair={pair} /> : null}>
      {(signed) => (
        <>
          <section className={styles.block}>
            <div className={styles.head}>
              <h3 className={styles.heading}>Headers to send</h3>
              <span className="count grow">signed for {formatDateTime(signed.now)}</span>
              {draft.clock === "" && <Button name="Sign for now" look="plain" icon="clock" keys="r" small onClick={live.again} />}
            </div>
            <CodeBlock wrap text={linesOf(signed.headers)} />
            <p className={styles.note}>{whereSigned(signed)}</p>
            <div className={styles.buttons}>
              {copies.map(({ format, name, keys }, index) => (
                <Button key={format} name={name} look={index === 0 ? "primary" : "default"} icon={iconOf(format)} keys={keys} onClick={() => void copy(format)} />
              ))}
            </div>
          </section>
          <section className={styles.block}>
            <h3 className={styles.heading}>The whole request</h3>
            <SignedText request={signed.request} />
          </section>
          {draft.scheme !== null && (
            <section className={styles.block}>
              <h3 className={styles.heading}>Code that checks it</h3>
              <Frame>
                <HandlerCode scheme={draft.scheme} title={null} />
              </Frame>
            </section>
          )}
        </>
      )}
    </LiveResult>
  );
}

const copies: { format: RequestFormat; name: string; keys: string }[] = [
  { format: "curl", name: "Copy as cURL", keys: "c" },
  { format: "headers", name: "Copy headers", keys: "h" },
  { format: "http", name: "Copy raw HTTP", keys: "w" },
];

function iconOf(format: RequestFormat): IconName {
  return format === "curl" ? "terminal" : "copy";
}

function whereSigned({ headers, changes_url, changes_body }: SignedRequest): string {
  const places = [headers.length > 0 && "these headers", changes_url && "the URL", changes_body && "the body"].filter((one) => one !== false);
  return `The signature stands in ${places.join(" and ")}. Nothing was sent.`;
}

function useCopy(signed: SignedRequest | null) {
  const call = useCall();
  const write = useClipboard();
  const toast = useToast();
  return async (format: RequestFormat) => {
    if (signed === null) return;
    try {
      const request = format === "headers" ? { ...signed.request, headers: signed.headers } : signed.request;
      await write((await call("signature.copy", { request, format })).text);
      toast({ message: format === "headers" ? "Headers copied." : "The signed request is copied." });
    } catch (thrown) {
      toast({ message: `Not copied. ${asCallFailed(thrown).message}` });
    }
  };
}
