// The way to Rust from a browser: the bridge that `hookwright serve` opens.
//
// Same origin only; the session cookie goes along by itself and no token is
// ever kept here.
import type { Notice } from "./generated/Notice";
import { asCallFailed, CallFailed, type Listener, type Transport } from "./transport";

/** How long to wait before listening again after the bridge closed the stream for good. */
const LISTEN_AGAIN_MS = 1500;

/** Commands over `POST /call/{name}`, notices over server-sent events. */
export const http: Transport = {
  async call(name, argument, signal) {
    const response = await post(`/call/${name}`, argument, signal);
    if (!response.ok) throw await refusal(response);
    return response.json();
  },
  listen(listener) {
    return listenTo("/notices", listener);
  },
  bytesUrl(path) {
    return `/bytes/${path}`;
  },
  writeText(text) {
    return navigator.clipboard.writeText(text);
  },
};

async function post(url: string, argument: unknown, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(argument),
      signal: signal ?? null,
    });
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw unreachable();
  }
}

function unreachable(): CallFailed {
  return new CallFailed({
    code: "unreachable",
    message: "Hookwright does not answer. Nothing is lost: start it again and this page goes on.",
  });
}

async function refusal(response: Response): Promise<CallFailed> {
  try {
    return asCallFailed(await response.json());
  } catch {
    const message = `Hookwright answered ${response.status} without a reason.`;
    return new CallFailed({ code: "failed", message });
  }
}

/** Keeps one event stream open; a browser gives up after an error status, so we ask anew. */
function listenTo(url: string, listener: Listener): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(url);
    source.onopen = () => listener.onLink("open");
    source.onmessage = (event: MessageEvent<string>) => listener.onNotice(JSON.parse(event.data) as Notice);
    source.onerror = () => {
      listener.onLink("lost");
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, LISTEN_AGAIN_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
