import { CodeEditor } from "../../../components/CodeEditor";
import { Field } from "../../../components/Field";
import { Segmented } from "../../../components/Segmented";
import { TextArea } from "../../../components/TextArea";
import { TextField } from "../../../components/TextField";
import type { Problems } from "./draft";
import styles from "./TemplateFields.module.css";
import type { TemplateDraft } from "./templateDraft";

export type TemplateFieldsProps = { template: TemplateDraft; onChange: (parts: Partial<TemplateDraft>) => void; problems: Problems };

/** Changes that every request gets. */
export function TemplateFields({ template, onChange, problems }: TemplateFieldsProps) {
  return (
    <div className={styles.fields}>
      <div className={styles.pair}>
        <Field label="Set header fields" aside="Name: value, one a line" error={problems.setHeaders}>
          <TextArea mono rows={3} wrap="off" value={template.setHeaders} placeholder="X-Replay: {{index}}" onChange={(setHeaders) => onChange({ setHeaders })} />
        </Field>
        <Field label="Remove header fields" aside="names, one a line" error={problems.removeHeaders}>
          <TextArea mono rows={3} wrap="off" value={template.removeHeaders} placeholder="X-Forwarded-For" onChange={(removeHeaders) => onChange({ removeHeaders })} />
        </Field>
      </div>
      <div className={styles.line}>
        <Segmented
          label="Body"
          value={template.body}
          onChange={(body) => onChange({ body })}
          segments={[
            { value: "keep", name: "Body as it came" },
            { value: "patch", name: "JSON Patch" },
            { value: "replace", name: "Another body" },
          ]}
        />
        <Segmented
          label="Times in the body"
          value={template.shift}
          onChange={(shift) => onChange({ shift })}
          segments={[
            { value: "none", name: "Times as they are" },
            { value: "to_now", name: "Moved to now" },
            { value: "by", name: "Moved by" },
          ]}
        />
        {template.shift === "by" && (
          <span className={styles.seconds}>
            <Field label="Seconds" error={problems.seconds}>
              <TextField value={template.seconds} inputMode="numeric" after={<span className="faint">s</span>} onChange={(seconds) => onChange({ seconds })} />
            </Field>
          </span>
        )}
      </div>
      {template.body === "patch" && (
        <Field label="JSON Patch (RFC 6902)" aside="for bodies that are JSON" error={problems.patch}>
          <CodeEditor label="JSON Patch (RFC 6902)" language="json" value={template.patch} invalid={problems.patch !== undefined} onChange={(patch) => onChange({ patch })} />
        </Field>
      )}
      {template.body === "replace" && (
        <Field label="Body of every request">
          <CodeEditor label="Body of every request" language="json" value={template.text} onChange={(text) => onChange({ text })} />
        </Field>
      )}
      <div className={styles.method}>
        <Field label="Method" hint="empty: as it came" error={problems.templateMethod}>
          <TextField mono value={template.method} placeholder="POST" onChange={(method) => onChange({ method })} />
        </Field>
        <p className={styles.places}>
          <code>{"{{capture}}"}</code>, <code>{"{{index}}"}</code>, <code>{"{{time}}"}</code> and <code>{"{{uuid}}"}</code> are filled in for every request.
        </p>
      </div>
    </div>
  );
}
