// Offers names while one is typed after "@". Without it the name is typed whole, or ticked in the list below.
"use strict";
const MOST_NAMES = 8;
const folded = (text) => text.toLowerCase().replaceAll("ё", "е");
let typing = null; // {area, list, start, names, at}

function namesOf(form) {
  const people = [...form.querySelectorAll("input[data-name]")].map((box) => ({ name: box.dataset.name, more: box.dataset.office }));
  const offices = [...form.querySelectorAll("legend")].map((legend) => ({ name: legend.textContent.trim(), more: "" }));
  return [...people, ...offices];
}
function close() {
  if (!typing) return;
  typing.list.remove();
  typing.area.removeAttribute("aria-controls");
  typing.area.removeAttribute("aria-activedescendant");
  typing = null;
}
function typed(area) {
  const before = area.value.slice(0, area.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}_@.])@([^@\n]{0,40})$/u.exec(before);
  return found && { start: before.length - found[1].length, word: folded(found[1]) };
}
function fitting(name, word) {
  const whole = folded(name);
  return whole.startsWith(word) || (word !== "" && whole.split(" ").some((part) => part.startsWith(word)));
}
function option(found, number) {
  const item = document.createElement("li");
  item.id = `mention-${number}`;
  item.role = "option";
  item.textContent = found.name;
  if (found.more) { const more = document.createElement("small"); more.textContent = ` ${found.more}`; item.append(more); }
  item.addEventListener("pointerdown", (event) => { event.preventDefault(); typing.at = number; choose(); });
  return item;
}
function mark() {
  [...typing.list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === typing.at)));
  const chosen = typing.list.children[typing.at];
  typing.area.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}
function offer(area) {
  close();
  const now = typed(area);
  const names = now ? namesOf(area.form).filter((each) => fitting(each.name, now.word)).slice(0, MOST_NAMES) : [];
  if (!names.length) return;
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = "mention-list";
  list.role = "listbox";
  list.ariaLabel = area.dataset.mentions;
  list.append(...names.map(option));
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  typing = { area, list, names, start: now.start, at: 0 };
  mark();
}
function choose() {
  const { area, names, start, at } = typing;
  area.setRangeText(`${names[at].name} `, start, area.selectionStart, "end");
  close();
  area.focus();
}
function step(by) {
  typing.at = (typing.at + by + typing.names.length) % typing.names.length;
  mark();
}
const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: choose, Tab: choose, Escape: close };
const isArea = (node) => node.matches?.("textarea[data-mentions]");
document.addEventListener("input", (event) => { if (isArea(event.target)) offer(event.target); });
document.addEventListener("keydown", (event) => {
  if (!typing || event.target !== typing.area || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
document.addEventListener("focusout", (event) => { if (typing && event.target === typing.area) close(); });
