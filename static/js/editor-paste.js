// The editor has headings of two levels. Of a heading of another level, as a text from Word has them, it would make
// plain words; so the highest that is pasted becomes our highest, and the others come below it.
const HIGHEST = 2;
const LOWEST = 3;

// It has no tables either, and would make one word of all cells: a row becomes a line, its cells parts of it.
const withLinesForRows = (pasted) => {
  for (const row of pasted.querySelectorAll("tr")) {
    const line = pasted.createElement("p");
    const words = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
    line.textContent = words.filter(Boolean).join(", ");
    row.replaceWith(line);
  }
  for (const table of pasted.querySelectorAll("table")) table.replaceWith(...table.querySelectorAll("p"));
};

const asOurs = (html) => {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  // What fits already may come out of this editor itself, and stays as it is.
  if (!pasted.querySelector("h1, h4, h5, h6, table")) return html;
  withLinesForRows(pasted);
  if (pasted.querySelector("h1, h4, h5, h6")) withOurHeadings(pasted);
  return pasted.body.innerHTML;
};

const withOurHeadings = (pasted) => {
  const headings = [...pasted.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const levelOf = (heading) => Number(heading.tagName[1]);
  const top = Math.min(...headings.map(levelOf));
  for (const heading of headings) {
    const ours = pasted.createElement(`h${Math.min(HIGHEST + levelOf(heading) - top, LOWEST)}`);
    ours.append(...heading.childNodes);
    heading.replaceWith(ours);
  }
};

document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: asOurs } });
});
