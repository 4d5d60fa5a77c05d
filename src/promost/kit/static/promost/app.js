// Small helps for the pages. Everything works without them, only less smoothly.
"use strict";
const root = document.documentElement;
const words = () => document.body.dataset;

/* Theme: auto, light, dark in turn; theme.js applies the stored one before the first paint. */
const themes = ["auto", "light", "dark"];
const theme = () => root.dataset.theme || "auto";
function showTheme(button) {
  button.dataset.current = theme();
  button.setAttribute("aria-label", button.dataset[`label${theme()[0].toUpperCase()}${theme().slice(1)}`]);
  button.title = button.getAttribute("aria-label");
}
function nextTheme(button) {
  const next = themes[(themes.indexOf(theme()) + 1) % themes.length];
  if (next === "auto") delete root.dataset.theme; else root.dataset.theme = next;
  try { localStorage.setItem("promost-theme", next); } catch { /* storage switched off: for this page only */ }
  showTheme(button);
}

/* A second click: a form that is being sent cannot be sent again. The server stays idempotent anyway. */
const buttonsOf = (form) => [...form.elements].filter((e) => e.matches("button, input[type=submit]") && e.type !== "button");
function setBusy(form, busy, pressed) {
  form.dataset.busy = busy ? "yes" : "";
  for (const button of buttonsOf(form)) {
    button.disabled = busy;
    if (busy && button === pressed) button.setAttribute("aria-busy", "true"); else button.removeAttribute("aria-busy");
  }
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return; // htmx sends it; see htmx:beforeRequest
  if (form.dataset.busy === "yes") { event.preventDefault(); return; }
  form.dataset.busy = "yes";
  // Afterwards, because a disabled button is left out of what is sent.
  setTimeout(() => setBusy(form, true, event.submitter), 0);
  if ("stays" in form.dataset) setTimeout(() => setBusy(form, false), 4000); // a download leaves the page standing
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-busy=yes]").forEach((form) => setBusy(form, false)));

/* Messages stay until they are closed. */
function say(text, kind) {
  const template = document.getElementById("toast-template");
  const place = document.getElementById("messages");
  if (!template || !place || !text) return;
  // Once is enough: a page that asks every second would fill the screen.
  if ([...place.querySelectorAll(".toast p")].some((said) => said.textContent === text)) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.add(kind || "bad");
  toast.querySelector("p").textContent = text;
  place.append(toast);
}

/* htmx: the token, the busy mark, and failures told in words. */
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
});
// Only what changes something is guarded: a search that is typed on must be asked again.
const changing = (event) => event.detail.requestConfig.verb !== "get" && event.detail.elt.matches("form") ? event.detail.elt : null;
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = changing(event);
  if (!form) return;
  if (form.dataset.busy === "yes") { event.preventDefault(); return; }
  setBusy(form, true, event.detail.requestConfig.triggeringEvent?.submitter);
});
document.addEventListener("htmx:afterRequest", (event) => { const form = changing(event); if (form) setBusy(form, false); });
const asked = (event) => event.detail.requestConfig.verb === "get"; // nothing was to be saved
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status === 403 ? words().refused : asked(event) ? words().unanswered : words().failed));
document.addEventListener("htmx:sendError", (event) => say(asked(event) ? words().unanswered : words().offline));

/* Clicks: the small menus, dialogs, toasts. */
document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-theme-switch], [data-panel], [data-close], [data-open], [data-print]");
  document.querySelectorAll("details.dropdown[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  if (!target) return;
  if ("themeSwitch" in target.dataset) nextTheme(target);
  if ("panel" in target.dataset) target.setAttribute("aria-expanded", String(document.getElementById("panel").classList.toggle("open")));
  if ("close" in target.dataset) { const box = target.closest("dialog"); if (box) box.close(); else target.closest(".toast")?.remove(); }
  if ("open" in target.dataset) document.getElementById(target.dataset.open)?.showModal();
  if ("print" in target.dataset) print();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.dropdown[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  }
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("input[data-search], input[type=search]");
  if (search) { event.preventDefault(); search.focus(); search.select(); }
});
document.querySelectorAll("[data-theme-switch]").forEach(showTheme);
