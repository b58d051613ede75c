// What was done to header fields as text, as a template says it. Pure.
import { valueText } from "../../../components/headerLines";
import type { Headers } from "../../../core/generated/Headers";
import type { Template } from "../../../core/generated/Template";

/** The fields to set and to take out that make `before` into `after`; repeated fields go together. */
export function setHeaders(before: Headers, after: Headers): Pick<Template, "set_headers" | "remove_headers"> {
  const [was, is] = [valuesByName(before), valuesByName(after)];
  const changed = new Set([...is].filter(([name, values]) => was.get(name) !== values).map(([name]) => name));
  return {
    set_headers: after.flatMap(([name, value]) => (changed.has(name.toLowerCase()) ? [[name, valueText(value)]] : [])),
    remove_headers: [...new Map(before.map(([name]) => [name.toLowerCase(), name]))].filter(([name]) => !is.has(name)).map(([, name]) => name),
  };
}

function valuesByName(headers: Headers): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    values.set(key, `${values.get(key) ?? ""}\n${valueText(value)}`);
  }
  return values;
}
