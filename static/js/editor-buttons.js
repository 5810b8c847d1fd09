// The text editor names its buttons in English, in its own code: no catalogue of translations reaches them.
// And that a button does nothing now it only shows in pale grey, which nobody hears.
const DUTCH = {
  paragraph: "soort tekst",
  "unordered list": "lijst met punten",
  "ordered list": "lijst met nummers",
  bold: "vet",
  italic: "schuin",
  "insert link": "link maken",
  "remove link": "link weghalen",
  undo: "ongedaan maken",
  redo: "opnieuw doen",
};
const KINDS = { "Heading 2": "Kop", "Heading 3": "Kleine kop", Paragraph: "Gewone tekst" };

const inWords = () => {
  for (const button of document.querySelectorAll(".prose-menubar__button[title]")) {
    const name = DUTCH[button.title];
    if (!name) continue;
    button.title = name;
    button.setAttribute("aria-label", name);
  }
  for (const button of document.querySelectorAll(".prose-menubar__button")) {
    button.setAttribute("aria-disabled", button.classList.contains("disabled"));
  }
  for (const kind of document.querySelectorAll(".prose-menubar__option > *")) {
    if (kind.textContent in KINDS) kind.textContent = KINDS[kind.textContent];
  }
};
new MutationObserver(inWords).observe(document, { attributeFilter: ["class"], childList: true, subtree: true });
