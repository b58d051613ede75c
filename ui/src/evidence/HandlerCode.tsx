import { useState } from "react";
import { CodeBlock } from "../components/CodeBlock";
import { Select } from "../components/Select";
import type { SchemeChoice } from "../core/generated/SchemeChoice";
import { useCommand } from "../core/queries";
import { languages, lastLanguage, rememberLanguage } from "./languages";
import styles from "./HandlerCode.module.css";

export type HandlerCodeProps = {
  /** The scheme that the code checks. */
  scheme: SchemeChoice;
  /** `null` where a heading stands above it already. */
  title?: string | null;
};

/** Code for a handler that checks a scheme rightly, in the language one works in. */
export function HandlerCode({ scheme, title = "Right in code" }: HandlerCodeProps) {
  const [language, setLanguage] = useState(lastLanguage);
  const { data, error } = useCommand("schemes.snippet", { scheme, language }, { keepPrevious: true });
  const choose = (next: typeof language) => {
    setLanguage(next);
    rememberLanguage(next);
  };
  return (
    <div className={styles.code}>
      <div className={styles.head}>
        {title !== null && <h4 className="strong">{title}</h4>}
        <span className="data cut grow muted">{error ? "" : data?.file}</span>
        <div className={styles.language}>
          <Select label="Language" choices={languages} value={language} onChange={choose} />
        </div>
      </div>
      {error ? <p className={styles.none}>{error.message}</p> : <CodeBlock text={data?.code ?? "\n\n\n\n\n\n"} bare />}
      {!error && data && data.notes.length > 0 && (
        <ul className={styles.notes}>
          {data.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
