// A button beside each password that shows what was typed.
for (const field of document.querySelectorAll("input[type=password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-secondary show-typed";
  button.textContent = "Laat zien wat ik typ";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
  field.after(button);
  // A browser must not remember the text of a field that was shown.
  field.form.addEventListener("submit", () => { field.type = "password"; });
}
