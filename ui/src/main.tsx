import { CSPProvider } from "@base-ui/react/csp-provider";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/tokens.css";
import "./styles/base.css";
import { router } from "./app/routes";
import { ClipboardContext } from "./components/clipboard";
import { Core } from "./core/Core";
import { transportOfThisShell } from "./core/client";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has an element #root");

const transport = transportOfThisShell();

createRoot(root).render(
  <StrictMode>
    {/* Both shells forbid inline styles; what Base UI would inject is needed by parts that are not used here. */}
    <CSPProvider disableStyleElements>
      <Core transport={transport}>
        <ClipboardContext value={transport.writeText}>
          <RouterProvider router={router} />
        </ClipboardContext>
      </Core>
    </CSPProvider>
  </StrictMode>,
);
