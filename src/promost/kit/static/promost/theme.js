// Runs before the first paint, so that a page never flashes in the other theme.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  let theme = "auto";
  try { theme = localStorage.getItem("promost-theme") || "auto"; } catch { /* storage switched off: stay with auto */ }
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
})();
