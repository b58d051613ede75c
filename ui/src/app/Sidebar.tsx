import { Link } from "@tanstack/react-router";
import { Icon } from "../components/Icon";
import { Mark } from "../components/Mark";
import { Wordmark } from "../components/Wordmark";
import { formatCount } from "../components/format";
import { nothing } from "../core/client";
import { useCommand } from "../core/queries";
import { type Page, pages } from "./pages";
import { ReceiverBox } from "./ReceiverBox";
import { filteredSource } from "../shell/filterText";
import { capturesSearch, useCapturesSearch } from "../shell/search";
import styles from "./Sidebar.module.css";
import { SourceList } from "./SourceList";

/** Pages, sources and the receiver's state; a rail of icons when the window is narrow. */
export function Sidebar() {
  const counts = usePageCounts();
  const [search] = useCapturesSearch();
  const onSource = filteredSource(search.filter) !== null;
  return (
    <aside className={styles.sidebar}>
      <Link to="/" className={styles.brand} aria-label="Hookwright" search={{}}>
        <Mark size={18} />
        <Wordmark height={17} className={styles.word} />
      </Link>
      <nav className={styles.nav} aria-label="Pages">
        {pages.map((page) => (
          <Link
            key={page.path}
            to={page.path}
            search={page.path === "/" && !onSource ? (now) => capturesSearch(now) : {}}
            activeOptions={{ exact: page.path === "/", includeSearch: false }}
            {...(page.path === "/" && onSource ? { "aria-current": undefined } : {})}
            className={styles.item}
            title={page.name}
          >
            <Icon name={page.icon} />
            <span className={styles.name}>{page.name}</span>
            <PageCount count={counts[page.path]} />
          </Link>
        ))}
      </nav>
      <SourceList />
      <ReceiverBox />
    </aside>
  );
}

type CountOfPage = {
  total: number;
  /** What is counted, where it is not everything. */
  words?: string;
};

/** How much there is behind a page, where that is worth a number. */
function usePageCounts(): Partial<Record<Page["path"], CountOfPage>> {
  const captures = useCommand("captures.counts", nothing).data;
  const deliveries = useCommand("deliveries.counts", nothing).data;
  const failed = deliveries?.by_state.find(({ state }) => state === "failed")?.total ?? 0;
  return {
    "/": { total: captures?.total ?? 0 },
    "/deliveries": { total: (deliveries?.queued ?? 0) + failed, words: `${formatCount(deliveries?.queued ?? 0)} wait, ${formatCount(failed)} failed` },
  };
}

function PageCount({ count }: { count: CountOfPage | undefined }) {
  if (count === undefined || count.total === 0) return null;
  return (
    <span className={styles.count} title={count.words}>
      {formatCount(count.total)}
    </span>
  );
}
