// Prints the dropdowns as a server renders them, one element a line.

import { renderToStaticMarkup } from "react-dom/server";

import { ActionPicker } from "./ActionPicker";

const html = renderToStaticMarkup(<ActionPicker initialType="Queue" />);
console.log(html.replaceAll("><", ">\n<"));
