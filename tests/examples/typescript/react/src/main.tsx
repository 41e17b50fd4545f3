import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { ActionPicker } from "./ActionPicker";

const element = document.getElementById("app");
if (element === null) throw new Error("the page has no element #app");
createRoot(element).render(
  <StrictMode>
    <ActionPicker initialType="Agent" />
  </StrictMode>,
);
