import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import styles from "./Tabs.module.css";

export type Tab = {
  value: string;
  name: string;
  /** A small number behind the name. */
  count?: number | undefined;
  /** A mark behind the name. */
  mark?: ReactNode;
};

export type TabsProps = {
  /** What the tabs are about, read aloud. */
  label: string;
  tabs: Tab[];
  value: string;
  onChange: (value: string) => void;
  /** The open tab's content. */
  children: ReactNode;
};

/** Tabs over one panel; only the open tab's content exists. */
export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  return (
    <BaseTabs.Root className={styles.root} value={value} onValueChange={(next: string) => onChange(next)}>
      <BaseTabs.List className={styles.list} aria-label={label} activateOnFocus>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.value} value={tab.value} className={styles.tab}>
            {tab.name}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
            {tab.mark}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      <BaseTabs.Panel value={value} className={styles.panel} tabIndex={-1}>
        {children}
      </BaseTabs.Panel>
    </BaseTabs.Root>
  );
}
