// @ts-check
/* Adding an article from a file or a pasted text, and going on to its review. */
"use strict";

(() => {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("add"));
  const said = /** @type {HTMLElement} */ (document.getElementById("said"));

  /** Says what is wrong and marks the fields that mend it. @param {string} error @param {string[]} names */
  function tell(error, names) {
    const fields = names
      .map((name) => form.elements.namedItem(name))
      .filter((field) => field instanceof HTMLInputElement);
    for (const field of fields) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", said.id);
    }
    const labels = fields.map((field) => field.labels?.[0].textContent?.trim());
    said.textContent = labels.length ? `${error} Fill in: ${labels.join(", ")}.` : error;
    fields[0]?.focus();
  }

  form.addEventListener("input", (event) => {
    /** @type {HTMLElement} */ (event.target).removeAttribute("aria-invalid");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const file = /** @type {File} */ (fields.get("file"));
    const text = String(fields.get("text"));
    if (!file.size && !text.trim()) {
      said.textContent = "Choose a file, or paste the text.";
      return;
    }
    if (file.size > Number(form.dataset.most)) {
      said.textContent = "The file is larger than what is taken.";
      return;
    }
    const asked = new URLSearchParams(file.size ? { name: file.name } : {});
    for (const name of ["title", "url", "published", "outlet", "author", "language"]) {
      asked.set(name, String(fields.get(name)));
    }
    said.textContent = "Reading ...";
    try {
      const answer = await fetch(`/review/articles?${asked}`, {
        method: "POST",
        headers: { "X-Review": "1" },
        body: file.size ? file : text,
      });
      const told = await answer.json();
      if (answer.ok) location.assign(told.address);
      else tell(told.error, told.fields ?? []);
    } catch {
      said.textContent = "The server does not answer. Nothing was added.";
    }
  });
  // Pressed before it is answered here, the button would do nothing, and not say so.
  for (const button of form.querySelectorAll("button")) button.disabled = false;
})();
