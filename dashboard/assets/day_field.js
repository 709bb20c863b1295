// @ts-check
/* The field for a day takes what is typed with Enter and with Tab. Streamlit's own keeps it until its
   calendar is closed; what is pasted it takes at once, and so does it here. */
"use strict";

(() => {
  const WAIT_MS = 5000;
  const OPTIONS = { bubbles: true, cancelable: true };

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
    part.dispatchEvent(new ClipboardEvent("paste", { clipboardData, ...OPTIONS }));
    if (event.key === "Enter") closeCalendar(part, numbers);
  }

  /**
   * Closes the calendar once the day is taken, which the address tells: closing it before would take
   * the day before.
   * @param {Element} part Of the field.
   * @param {(string | null)[]} numbers Year, month and day.
   */
  function closeCalendar(part, numbers) {
    const day = numbers.map((number) => (number ?? "").padStart(2, "0")).join("-");
    const until = performance.now() + WAIT_MS;
    const follow = () => {
      const isOpen = part
        .closest("[data-testid=stDateInput]")
        ?.querySelector("[aria-expanded=true]");
      if (!isOpen) return;
      const isTaken = new URLSearchParams(location.search).get("asof") === day;
      if (!isTaken && performance.now() < until) requestAnimationFrame(follow);
      else part.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", ...OPTIONS }));
    };
    follow();
  }

  document.addEventListener("keydown", takeDay, true);
})();
