// Asks before a page is left on which something was typed and not kept. What stands in a form is compared with what
// stood there at first, so that typing something and taking it back is no reason to ask.
const forms = () => document.querySelectorAll('#content form[method="post"]');

const written = (form) => {
  const values = [...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]);
  const boxes = [...form.querySelectorAll(".ProseMirror[contenteditable]")].map((box) => box.innerHTML);
  return JSON.stringify([values, boxes]);
};

const first = new Map();
const remember = () => forms().forEach((form) => first.set(form, written(form)));
// A form that came back with an error holds what was typed before: that is not kept either.
const cameBack = () => document.querySelector(".errornote, .error-summary") !== null;

let leaving = false;
let touched = false;

// The text editors and the date pickers of the admin build themselves first.
const ready = () => {
  if (!touched) remember();
};
addEventListener("load", () => setTimeout(ready));
document.addEventListener("prose-editor:ready", () => setTimeout(ready));
for (const sort of ["input", "pointerdown", "keydown"]) {
  document.addEventListener(sort, () => { touched = true; }, { capture: true, once: true });
}
document.addEventListener("submit", (event) => { leaving = !event.defaultPrevented; });
// Back from the page that was sent to, or from a file that was only downloaded.
addEventListener("pageshow", () => { leaving = false; });

addEventListener("beforeunload", (event) => {
  const changed = [...first].some(([form, then]) => form.isConnected && written(form) !== then);
  if (!leaving && touched && (changed || cameBack())) event.preventDefault();
});
