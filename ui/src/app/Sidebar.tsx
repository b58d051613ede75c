import { Link } from "@tanstack/react-router";
import { Icon } from "../components/Icon";
import { Mark } from "../components/Mark";
import { Wordmark } from "../components/Wordmark";
import { formatCount } from "../components/format";
import { nothing } from "../core/client";
import { useCommand } from "../core/queries";
import { pages } from "./pages";
import { ReceiverBox } from "./ReceiverBox";
import { filteredSource } from "../shell/filterText";
import { capturesSearch, useCapturesSearch } from "../shell/search";
import styles from "./Sidebar.module.css";
import { SourceList } from "./SourceList";

/** Pages, sources and the receiver's state; a rail of icons when the window is narrow. */
export function Sidebar() {
  const total = useCommand("captures.counts", nothing).data?.total;
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
            activeOptions={{ exact: true, includeSearch: false }}
            {...(page.path === "/" && onSource ? { "aria-current": undefined } : {})}
            className={styles.item}
            title={page.name}
          >
            <Icon name={page.icon} />
            <span className={styles.name}>{page.name}</span>
            {page.path === "/" && Boolean(total) && <span className={styles.count}>{formatCount(total ?? 0)}</span>}
          </Link>
        ))}
      </nav>
      <SourceList />
      <ReceiverBox />
    </aside>
  );
}
