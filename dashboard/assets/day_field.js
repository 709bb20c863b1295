// @ts-check
/* The field for a day takes what is typed with Enter and with Tab. Streamlit's own keeps it until its
   calendar is closed; what is pasted it takes at once, and so does it here. */
"use strict";

(() => {
  /** @param {KeyboardEvent} event */
  function takeDay(event) {
    if (event.key !== "Enter" && event.key !== "Tab") return;
    const part = event.target instanceof Element ? event.target : null;
    if (!part?.matches(".st-key-asof [data-testid=stDateInput] [role=spinbutton]")) return;
    const parts = part.parentElement?.querySelectorAll("[role=spinbutton][aria-valuenow]") ?? [];
    const numbers = [...parts].map((each) => each.textContent);
    if (numbers.length !== 3) return;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", numbers.join("/"));
    const options = { bubbles: true, cancelable: true };
    part.dispatchEvent(new ClipboardEvent("paste", { clipboardData, ...options }));
    // The calendar closes once the day is taken, since closing it would take the day before.
    if (event.key !== "Enter") return;
    setTimeout(() => {
      if (!part.closest("[data-testid=stDateInput]")?.querySelector("[aria-expanded=true]")) return;
      part.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", ...options }));
    });
  }

  document.addEventListener("keydown", takeDay, true);
})();
