import { Button } from "../../../components/Button";
import { useNow } from "../../../components/useNow";
import page from "../ProvidersPage.module.css";
import { countdown } from "./limit";
import styles from "./RedeliverPane.module.css";
import type { Allowed } from "./useAllowed";

export type RateLimitProps = {
  /** What is worth knowing of the provider. */
  facts: string[];
  /** Until when nothing is accepted. */
  from: number;
  allowed: Allowed;
  onSendNow: () => void;
};

/** That it was asked too often, how long that lasts, and waiting for it. */
export function RateLimit({ facts, from, allowed, onSendNow }: RateLimitProps) {
  const now = useNow(250);
  const over = now >= from;
  const limit = facts.find((fact) => /a minute|a second|an hour/.test(fact));
  return (
    <section className={styles.section} aria-label="Rate limit">
      <div className={page.line}>
        <h3 className={`${page.heading} grow cut`}>Asked too often</h3>
        <span className={styles.left} role="timer">
          <b>{countdown(from - now)}</b> until the next one
        </span>
      </div>
      {limit !== undefined && <p className="muted">{limit}</p>}
      <div className={page.line}>
        {allowed.waiting ? (
          <>
            <span className="grow" role="status">
              Sent as soon as it is allowed.
            </span>
            <Button name="Do not wait" icon="x" keys="Escape" onClick={allowed.stop} />
          </>
        ) : (
          <>
            <Button name="Send when allowed" look="primary" icon="clock" keys="Mod+Enter" disabled={over} onClick={allowed.wait} />
            <Button name="Send now" disabled={!over} onClick={onSendNow} />
          </>
        )}
      </div>
    </section>
  );
}
