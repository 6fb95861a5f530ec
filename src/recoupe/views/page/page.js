// What the page does beyond reading, which needs no script: filters, keys, linked highlighting, footnotes.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const data = JSON.parse(one("#page-data").textContent);
  const tools = one(".tools"), status = one("#tool-status"), help = one("#keys");
  tools.hidden = false;

  const targetOf = link => document.getElementById(link.getAttribute("href").slice(1));
  const reportOf = link => targetOf(link)?.closest(".report")?.id;
  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const say = text => { status.textContent = text; };

  // Filters: what stands for itself in a list, with the reports that it leads to and its status.
  const items = all("article.conflict, #statements tbody, .lone li, .board tbody");
  const reports = new Map();
  const reportsOf = item => {
    if (!reports.has(item)) reports.set(item, new Set(all('a[href^="#w"]', item).map(reportOf)));
    return reports.get(item);
  };
  const statusOf = item =>
    item.matches(".conflict") ? "conflict" : item.matches("li") ? "single" : one("th.status", item)?.classList[1];
  const filter = () => {
    const text = folded(one("#filter-text").value.trim());
    const report = one("#filter-report").value, wanted = one("#filter-status").value;
    let shown = 0;
    for (const item of items) {
      item.hidden = Boolean(
        // Quotations have no status: they stay.
        (wanted && statusOf(item) && statusOf(item) !== wanted) ||
        (report && !reportsOf(item).has(report)) ||
        (text && !folded(item.textContent).includes(text)));
      shown += !item.hidden;
    }
    for (const list of all(".lone")) list.hidden = !one("li:not([hidden])", list);
    if (text || report || wanted) for (const item of items) if (!item.hidden) reveal(item);
    say(data.shown.replace("{n}", shown).replace("{all}", items.length));
  };
  const reveal = element => {
    for (let d = element.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  };
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", event => event.preventDefault());
  one("#filter-clear").addEventListener("click", () => { tools.reset(); filter(); });

  // Linked highlighting: every link to the words under the pointer or the focus.
  let alike = [];
  const same = event => {
    for (const link of alike) link.classList.remove("same");
    const link = event.target.closest?.('a[href^="#w"]');
    alike = link ? all(`a[href="${link.getAttribute("href")}"]`) : [];
    for (const other of alike) other.classList.add("same");
  };
  document.addEventListener("pointerover", same);
  document.addEventListener("focusin", same);

  // Footnotes: the words of an item, each with its report.
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      one("#copied").value = text;
      one("#copy-by-hand").showModal();
      one("#copied").select();
    }
  };
  const footnote = item => {
    const places = new Map(all('a.words[href^="#w"]', item).map(a => [a.getAttribute("href"), a]));
    const lines = [...places.values()].map(a => `${data.open}${targetOf(a).textContent}${data.close}, ${data.references[reportOf(a)].text}`);
    if (item.matches(".report")) lines.push(data.references[item.id].text);
    return [...lines, location.href.split("#")[0] + "#" + item.id].join("\n");
  };
  const csl = item => {
    const ids = item.matches(".report") ? [item.id] : [...reportsOf(item)].filter(Boolean);
    return JSON.stringify(ids.map(id => data.references[id].csl), null, 1);
  };
  const button = (label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", action);
    return made;
  };
  const buttons = (item, place) => {
    const line = document.createElement("p");
    line.className = "copy-reference";
    line.append(button(data.footnote, () => copy(footnote(item), data.copied)), " ",
      button("CSL-JSON", () => copy(csl(item), data.copied)));
    place.append(line);
  };
  for (const item of all("article.conflict")) buttons(item, item);
  for (const item of all(".report")) buttons(item, one("header", item));
  // In evidence only when it is opened, so that a long page opens fast.
  document.addEventListener("toggle", event => {
    const panel = event.target;
    if (panel.matches?.(".evidence") && panel.open && !one(".copy-reference", panel)) buttons(panel.closest("tbody"), panel);
  }, true);

  // Keys: not while somebody types, nor when they are switched off.
  let current = -1;
  const go = step => {
    const conflicts = all("article.conflict").filter(c => !c.hidden);
    if (!conflicts.length) return;
    current = Math.min(conflicts.length - 1, Math.max(0, current + step));
    reveal(conflicts[current]);
    conflicts[current].focus();
    conflicts[current].scrollIntoView({ block: "start" });
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => one("a.words", document.activeElement.closest("article.conflict") ?? document.createElement("i"))?.click(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key !== "?" && !one("#keys-on").checked) return;
    if (one("dialog[open]") || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  one("#show-keys").addEventListener("click", () => help.showModal());
  for (const dialog of all("dialog")) one(".close", dialog).addEventListener("click", () => dialog.close());

  // What an address names may lie in a closed part of the page.
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) { reveal(target); target.scrollIntoView({ block: "center" }); }
  };
  window.addEventListener("hashchange", arrive);
  if (location.hash) arrive();
  window.addEventListener("beforeprint", () => { for (const d of all("#copies details")) d.open = true; });
})();
