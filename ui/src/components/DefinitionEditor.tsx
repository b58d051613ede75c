import { CodeEditor } from "./CodeEditor";
import { completeDefinition } from "./definitionCompletion";
import { Field } from "./Field";

/** What is wrong with a definition, and where. */
export type WrongDefinition = { field: string; message: string; line: number | null };

export type DefinitionEditorProps = {
  value: string;
  onChange: (definition: string) => void;
  problem: WrongDefinition | null;
  /** Grows with the text. */
  tall?: boolean;
};

/** A scheme's definition with the language's words at hand and the wrong line marked. */
export function DefinitionEditor({ value, onChange, problem, tall = false }: DefinitionEditorProps) {
  const language = value.trimStart().startsWith("{") ? "json" : "toml";
  return (
    <Field label="Definition" aside="Ctrl+Space offers what fits" error={problem && wrongWords(problem)}>
      <CodeEditor
        label="Definition"
        language={language}
        value={value}
        onChange={onChange}
        invalid={problem !== null}
        wrongLine={problem?.line ?? null}
        complete={completeDefinition}
        tall={tall}
      />
    </Field>
  );
}

function wrongWords({ field, message, line }: WrongDefinition): string {
  const where = [line !== null && `Line ${line}`, field !== "" && !message.includes(field) && field].filter((one) => one !== false);
  return where.length === 0 ? message : `${where.join(", ")}: ${message}`;
}
