// Measures how far pages are wider than the screen of a phone.
//
// Arguments: the path of a Chromium, the width of the screen, and HTML files.
// Prints, for each file, by how many pixels its widest element is too wide, as JSON.

import { readFileSync } from "node:fs";

import { launch } from "./chromium.mjs";

// As code hosts show Markdown on a phone: a table that is too wide scrolls.
const STYLE = `
  body { margin: 16px; font: 16px/1.5 Helvetica, Arial, sans-serif; overflow-wrap: break-word; }
  table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
  th, td { border: 1px solid; padding: 6px 13px; }
  code { font: 85% monospace; padding: 0.2em 0.4em; }
`;
// The width of the small letters in Helvetica: other fonts are scaled to it.
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const WIDTH_OF_LETTERS = 12.726 * 16;

const [executablePath, width, ...files] = process.argv.slice(2);
const browser = await launch(executablePath);
try {
  const page = await browser.newPage({
    viewport: { width: Number(width), height: 640 },
  });
  const overflows = [];
  for (const file of files) {
    await page.setContent(
      `<style>${STYLE}</style><body>${readFileSync(file, "utf8")}</body>`,
    );
    overflows.push(
      await page.evaluate(
        ([letters, expected]) => {
          const span = document.createElement("span");
          span.textContent = letters;
          document.body.append(span);
          const scale = expected / span.getBoundingClientRect().width;
          span.remove();
          document.body.style.fontSize = `${16 * scale}px`;
          const elements = [
            document.documentElement,
            ...document.querySelectorAll("table"),
          ];
          return Math.max(
            ...elements.map((it) => it.scrollWidth - it.clientWidth),
          );
        },
        [LETTERS, WIDTH_OF_LETTERS],
      ),
    );
  }
  console.log(JSON.stringify(overflows));
} finally {
  await browser.close();
}
