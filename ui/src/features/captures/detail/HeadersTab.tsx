import { useState } from "react";
import { CopyButton } from "../../../components/CopyButton";
import { EmptyState } from "../../../components/EmptyState";
import { TextField } from "../../../components/TextField";
import type { Headers } from "../../../core/generated/Headers";
import styles from "./HeadersTab.module.css";

export type HeadersTabProps = { headers: Headers };

/** Header fields in the order, case and number they came in. */
export function HeadersTab({ headers }: HeadersTabProps) {
  const [wanted, setWanted] = useState("");
  if (headers.length === 0) return <EmptyState title="This request came without headers" />;
  const rows = headers.map(([name, value]) => ({ name, ...textOf(value) }));
  const shown = rows.filter(({ name, text }) => `${name}: ${text}`.toLowerCase().includes(wanted.toLowerCase()));
  const repeated = repeatedNames(headers);
  return (
    <>
      <div className={styles.bar}>
        <TextField value={wanted} onChange={setWanted} icon="search" placeholder="Find a header" aria-label="Find a header" />
        <span className={styles.count}>
          {shown.length} of {rows.length}, as they came
        </span>
        <CopyButton name="Copy all" withWord text={rows.map(({ name, text }) => `${name}: ${text}`).join("\n")} />
      </div>
      <table className={styles.table}>
        <tbody>
          {shown.map(({ name, text, encoded }, index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row" className="data selectable">{name}</th>
              <td className="data selectable">
                {text}
                {encoded && <span className={styles.mark}>base64, not UTF-8</span>}
                {repeated.has(name.toLowerCase()) && <span className={styles.mark}>repeated</span>}
              </td>
              <td className={styles.copy}>
                <CopyButton text={text} name={`Copy ${name}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function textOf(value: Headers[number][1]): { text: string; encoded: boolean } {
  return typeof value === "string" ? { text: value, encoded: false } : { text: value.b64, encoded: true };
}

function repeatedNames(headers: Headers): Set<string> {
  const names = headers.map(([name]) => name.toLowerCase());
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}
