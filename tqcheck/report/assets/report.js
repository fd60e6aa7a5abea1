
"use strict";
// Marks that a script runs, so that the tools show and the notes wait to be asked for. Without it all is in the page.
document.documentElement.dataset.script = "";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  const segments = all(".seg").map((element, index) => ({
    element,
    index,
    document: element.closest(".document").id,
    flagged: element.classList.contains("flagged"),
    findings: all(".note", element).map((note) => findingOf(element, note)),
    shown: true,
  }));
  const bySegment = new Map(segments.map((segment) => [segment.element, segment]));
  const findings = segments.flatMap((segment) => segment.findings);
  const byId = new Map(findings.map((finding) => [finding.id, finding]));

  function findingOf(element, note) {
    const marks = all("mark", element).filter((mark) => mark.dataset.f === note.id);
    const stop = marks.find((mark) => mark.tabIndex === 0);
    const { severity, code, evidence } = note.dataset;
    return { id: note.id, element, note, marks, stop, severity, code, evidence,
             lone: note.classList.contains("lone"), suppressed: note.classList.contains("suppressed"), shown: true };
  }

  // ---- filters
  const controls = {
    severities: all("input[name=severity]"), shows: all("input[name=show]"), search: one("#search"), code: one("#code"),
    evidence: one("#evidence"), document: one("#document"), suppressed: one("#suppressed"), notes: one("#notes"),
  };

  function wanted() {
    const severities = controls.severities.filter((box) => box.checked).map((box) => box.value);
    return {
      severities: new Set(severities),
      code: controls.code.value,
      evidence: controls.evidence.value,
      document: controls.document ? controls.document.value : "",
      suppressed: Boolean(controls.suppressed && controls.suppressed.checked),
      flaggedOnly: controls.shows.some((radio) => radio.checked && radio.value === "flagged"),
      narrowed: severities.length < controls.severities.length || controls.code.value || controls.evidence.value,
      words: fold(controls.search.value.trim()),
    };
  }

  const passes = (finding, want) => want.severities.has(finding.severity)
    && (!want.code || finding.code === want.code)
    && (!want.evidence || finding.evidence === want.evidence)
    && (want.suppressed || !finding.suppressed);

  function holds(segment, words) {
    segment.text ??= fold(all(".side, .note", segment.element).map((part) => part.textContent).join("\n"));
    return segment.text.includes(words);
  }

  function isShown(segment, want) {
    const found = segment.findings.some((finding) => finding.shown);
    const seen = segment.findings.some((finding) => finding.shown && finding.suppressed);
    return (!want.document || segment.document === want.document)
      && (!want.flaggedOnly || segment.flagged || seen)
      && (!want.narrowed || found)
      && (!want.words || holds(segment, want.words));
  }

  function showFinding(finding, shown) {
    if (finding.shown === shown) return;
    finding.shown = shown;
    finding.note.classList.toggle("out", !shown);
    finding.marks.forEach((mark) => mark.classList.toggle("out", !shown));
    if (finding.stop) finding.stop.tabIndex = shown ? 0 : -1;
  }

  function filter() {
    const want = wanted();
    hide();
    findings.forEach((finding) => showFinding(finding, passes(finding, want)));
    for (const segment of segments) {
      const shown = isShown(segment, want);
      if (segment.shown !== shown) segment.element.classList.toggle("out", !shown);
      segment.shown = shown;
    }
    const shown = segments.filter((segment) => segment.shown);
    const full = new Set(shown.map((segment) => segment.document));
    for (const section of all(".document")) {
      section.classList.toggle("out", Boolean(want.document) && section.id !== want.document);
      one(".nothing", section).hidden = full.has(section.id);
    }
    one("#count span").textContent = `${shown.length.toLocaleString("en")} of ${segments.length.toLocaleString("en")}`;
  }

  function reset() {
    controls.severities.forEach((box) => { box.checked = true; });
    for (const control of [controls.search, controls.code, controls.evidence, controls.document]) {
      if (control) control.value = "";
    }
    if (controls.suppressed) controls.suppressed.checked = false;
    start();
  }

  function start() {
    const first = segments.some((segment) => segment.flagged) ? "flagged" : "all";
    controls.shows.forEach((radio) => { radio.checked = radio.value === first; });
    filter();
  }

  // ---- popover
  const popover = one("#popover");
  let asked = null;

  const marksAt = (place) => {
    const found = [];
    for (let mark = place?.closest?.(".side mark"); mark; mark = mark.parentElement.closest("mark")) {
      const finding = byId.get(mark.dataset.f);
      if (finding?.shown) found.push(finding);
    }
    return found;
  };

  let lit = [];

  function light(found) {
    lit.forEach((element) => element.classList.remove("lit"));
    lit = found.flatMap((finding) => [finding.note, ...finding.marks]);
    lit.forEach((element) => element.classList.add("lit"));
  }

  function hide() {
    popover.hidden = true;
    asked = null;
    light([]);
  }

  // A note that stands in the page already is lit and not said twice.
  const isOpen = (finding) => finding.note.getClientRects().length > 0;

  function show(mark) {
    const found = marksAt(mark);
    light(found);
    asked = mark;
    const told = found.filter((finding) => !isOpen(finding)).map((finding) => {
      const copy = finding.note.cloneNode(true);
      const box = document.createElement("div");
      box.className = copy.className.replace("lit", "");
      box.append(...copy.childNodes);
      return box;
    });
    popover.replaceChildren(...told);
    popover.hidden = told.length === 0;
    if (told.length) put(mark);
  }

  function put(mark) {
    const at = mark.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = popover;
    const below = at.bottom + height + 10 < window.innerHeight || at.top < height + 10;
    const left = Math.max(8, Math.min(at.left, root.clientWidth - width - 8));
    const last = [...mark.getClientRects()].at(-1);
    popover.style.left = `${left + window.scrollX}px`;
    popover.style.top = `${(below ? last.bottom + 6 : at.top - height - 6) + window.scrollY}px`;
  }

  let leaving = 0;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(leaving);
    const mark = event.target.closest(".side mark");
    if (mark && marksAt(mark).length) return show(mark);
    const note = event.target.closest(".seg .note");
    if (note) return light([byId.get(note.id)]);
    // The popover may be pointed at, and the pointer needs time to reach it.
    if (asked && !event.target.closest("#popover")) leaving = setTimeout(leave, 220);
    else if (!asked) light([]);
    return undefined;
  });

  function leave() {
    const focused = document.activeElement.closest(".side mark");
    if (focused && marksAt(focused).length) show(focused);
    else hide();
  }

  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".side mark");
    if (mark) show(mark);
    else if (event.target.closest(".seg .note")) light([byId.get(event.target.id)]);
    else hide();
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".side mark");
    if (mark) show(mark);
    else if (!event.target.closest("#popover")) hide();
  });
  window.addEventListener("resize", hide);

  // ---- keys
  let current = null;

  function choose(element) {
    current?.element.removeAttribute("aria-current");
    current = bySegment.get(element.closest(".seg"));
    current.element.setAttribute("aria-current", "true");
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }

  // The next shown segment after (step 1) or before (step -1) the current one for which `test` holds.
  function beside(step, test) {
    let at = current ? current.index + step : step > 0 ? 0 : segments.length - 1;
    while (segments[at] && !(segments[at].shown && test(segments[at]))) at += step;
    return segments[at];
  }

  function toSegment(step) {
    const next = beside(step, (segment) => segment.flagged);
    if (next) choose(next.element);
  }

  // Where to read the shown findings of a segment, from its beginning to its end.
  const places = (segment) => segment.findings.filter((finding) => finding.shown)
    .map((finding) => (finding.stop && !finding.lone ? finding.stop : finding.note))
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

  function toFinding(step) {
    const focused = document.activeElement.closest(".side mark, .seg .note");
    if (focused) current = bySegment.get(focused.closest(".seg"));
    const here = current?.shown ? places(current) : [];
    const at = here.indexOf(focused) + step;
    if (here[at] && (step > 0 || focused)) return choose(here[at]);
    const next = beside(step, (segment) => places(segment).length > 0);
    if (next) choose(places(next).at(step > 0 ? 0 : -1));
    return undefined;
  }

  // On a narrow screen the filters and the search wait behind a button.
  function openFilters(open) {
    one("#more").setAttribute("aria-expanded", String(open));
    one(".toolbar").classList.toggle("open", open);
  }

  function search() {
    openFilters(true);
    controls.search.focus();
  }

  const help = one("#help");
  const keys = {
    j: () => toSegment(1), k: () => toSegment(-1), n: () => toFinding(1), p: () => toFinding(-1),
    "/": search, "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
      if (document.activeElement === controls.search) controls.search.blur();
      return;
    }
    if (event.key === "Enter" && event.target.matches(".side mark")) show(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !one("#keys").checked) return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // ---- wiring
  let typing = 0;
  controls.search.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(filter, 120); });
  one(".toolbar").addEventListener("change", (event) => { if (event.target !== controls.search) filter(); });
  controls.notes.addEventListener("change", () => { root.toggleAttribute("data-notes", controls.notes.checked); });
  one("#reset").addEventListener("click", reset);
  one("#help-open").addEventListener("click", () => help.showModal());
  one("#help-close").addEventListener("click", () => help.close());
  one("#more").addEventListener("click", () => openFilters(!one(".toolbar").classList.contains("open")));
  // A link to a segment or a document must lead to it even where a filter hides it.
  const follow = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    if (!place) return;
    if (place.closest(".out")) { controls.shows.at(-1).click(); reset(); controls.shows.at(-1).click(); }
    if (place.matches(".seg")) choose(place);
  };
  window.addEventListener("hashchange", follow);
  start();
  follow();
});
