import { Facts } from "../Facts";
import styles from "./BodyTab.module.css";
import { HexView } from "./HexView";
import { PrettyView } from "./PrettyView";
import { Shown } from "../../../../components/Shown";
import { TextView } from "./TextView";
import { formFields } from "./textLines";
import type { Body } from "./useBody";
import type { Find } from "./useFind";
import type { Content, View } from "./views";

export type BodyViewProps = {
  view: View;
  content: Content;
  text: string;
  body: Body;
  invisibles: boolean;
  wrap: boolean;
  find: Find;
  /** The line of laid out JSON that is looked at. */
  line: number | null;
  onLine: (line: number) => void;
  /** When the capture arrived, in milliseconds. */
  arrived: number;
};

/** The body in one of its views. */
export function BodyView({ view, content, text, body, invisibles, wrap, find, line, onLine, arrived }: BodyViewProps) {
  const hit = find.marked === "" ? null : (find.hits[find.at] ?? null);
  const looks = { invisibles, wrap, wanted: find.marked, hit };
  if (view === "hex") return <HexView path={body.path} total={body.total} />;
  if (view === "form") return <FormView text={text} invisibles={invisibles} />;
  if (content.json === null) return <TextView lines={content.lines} {...looks} />;
  return <PrettyView layout={content.json} {...looks} line={line} onLine={onLine} arrived={arrived} />;
}

type FormViewProps = { text: string; invisibles: boolean };

/** A form's fields, decoded. */
function FormView({ text, invisibles }: FormViewProps) {
  const facts = formFields(text).map(([name, value]) => ({
    name,
    value: value === "" ? <span className="faint">empty</span> : <Shown text={value} invisibles={invisibles} />,
    data: true,
  }));
  return (
    <div className={styles.fields}>
      <Facts facts={facts} />
    </div>
  );
}
