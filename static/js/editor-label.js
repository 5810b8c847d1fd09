// The rich text editor makes a text box of its own, without a name for who cannot see the label beside it.
const nameEditors = () => {
  for (const box of document.querySelectorAll(".ProseMirror:not([aria-label])")) {
    const label = box.closest(".form-row, .flex-container")?.querySelector("label");
    if (label) box.setAttribute("aria-label", label.textContent.replace(":", "").trim());
  }
};
new MutationObserver(nameEditors).observe(document, { childList: true, subtree: true });
