"use strict";
const tip = document.getElementById("tip");
const marks = [...document.querySelectorAll("mark")];
const cards = new Map([...document.querySelectorAll(".claims li")].map((card) => [card.dataset.id, card]));
const claimsOf = (mark) => (mark.dataset.claims || "").split(" ").filter((id) => id && !cards.get(id).hidden);

function light(ids) {
  for (const mark of marks) mark.classList.toggle("on", claimsOf(mark).some((id) => ids.includes(id)));
  for (const [id, card] of cards) card.classList.toggle("on", ids.includes(id));
}

function show(mark) {
  const ids = claimsOf(mark);
  light(ids);
  tip.replaceChildren();
  if (mark.dataset.tip) {
    const line = document.createElement("p");
    line.textContent = mark.dataset.tip;
    tip.append(line);
  }
  for (const id of ids) {
    const box = document.createElement("div");
    box.append(cards.get(id).querySelector(".kind").cloneNode(true), cards.get(id).querySelector("dl").cloneNode(true));
    tip.append(box);
    if (matchMedia("(min-width: 58rem)").matches) cards.get(id).scrollIntoView({ block: "nearest" });
  }
  if (!tip.childNodes.length) return;
  tip.hidden = false;
  const at = mark.getClientRects()[0];
  const below = at.bottom + tip.offsetHeight + 12 < innerHeight;
  const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(below ? at.bottom + 8 : at.top - tip.offsetHeight - 8) + scrollY}px`;
}

function hide() {
  tip.hidden = true;
  light([]);
}

for (const mark of marks) {
  mark.addEventListener("mouseenter", () => show(mark));
  mark.addEventListener("mouseleave", hide);
  mark.addEventListener("focus", () => show(mark));
  mark.addEventListener("blur", hide);
}
for (const [id, card] of cards) {
  card.addEventListener("mouseenter", () => light([id]));
  card.addEventListener("mouseleave", () => light([]));
  const button = card.querySelector("button");
  button.addEventListener("focus", () => light([id]));
  button.addEventListener("click", () => {
    const first = marks.find((mark) => claimsOf(mark).includes(id));
    if (first) first.scrollIntoView({ block: "center" });
    light([id]);
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
for (const box of document.querySelectorAll(".filters input")) {
  box.addEventListener("change", () => {
    document.body.classList.toggle(`no-${box.value}`, !box.checked);
    for (const card of cards.values()) if (card.classList.contains(box.value)) card.hidden = !box.checked;
    document.querySelector(".none").hidden = [...cards.values()].some((card) => !card.hidden);
  });
}
