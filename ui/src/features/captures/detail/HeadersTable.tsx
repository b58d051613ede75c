import type { Headers } from "../../../core/generated/Headers";
import { Facts } from "./Facts";
import styles from "./HeadersTable.module.css";

export type HeadersTableProps = { headers: Headers };

/** A few header fields, without the tools of the Headers tab. */
export function HeadersTable({ headers }: HeadersTableProps) {
  if (headers.length === 0) return <p className="faint">No headers of its own.</p>;
  const facts = headers.map(([name, value]) => ({ name, value: typeof value === "string" ? value : `base64: ${value.b64}`, data: true }));
  return (
    <div className={styles.table}>
      <Facts facts={facts} />
    </div>
  );
}
