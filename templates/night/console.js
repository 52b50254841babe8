(() => {
  // Everything works without this script; with it the page keeps up by itself.
  const live = document.getElementById("live"), line = document.getElementById("line");
  const tell = what => { if (line) line.textContent = line.dataset[what]; };
  let opened = {};
  const lay = async () => {
    let answer;
    try {
      answer = await fetch(live.dataset.part, { cache: "no-store" });
    } catch {
      return tell("away");
    }
    if (!answer.ok) return;
    const held = document.activeElement && live.contains(document.activeElement) ? document.activeElement.id : "";
    live.querySelectorAll("details").forEach(part => { opened[part.id] = [part.open, part.className]; });
    // The server escaped it; nothing in it runs.
    const text = await answer.text().catch(() => "");
    if (!text) return;
    live.innerHTML = text;
    // What the host folded stays folded, until an act changes.
    live.querySelectorAll("details").forEach(part => {
      const before = opened[part.id];
      if (before && before[1] === part.className) part.open = before[0];
    });
    const again = held && document.getElementById(held);
    if (again) again.focus();
  };
  document.querySelectorAll("form").forEach(form => form.addEventListener("submit", event => {
    const by = event.submitter;
    if (!by || by.value === "rules") return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    fields.set(by.name, by.value);
    fetch(form.action, { method: "POST", body: fields }).then(lay).catch(() => tell("away"));
    if (form !== live) form.reset();
  }));
  setInterval(() => {
    const clock = live.querySelector("[data-runs]");
    if (!clock) return;
    const played = Number(clock.dataset.seconds) + 1;
    clock.dataset.seconds = played;
    clock.textContent = Math.floor(played / 3600) + ":" + String(Math.floor(played / 60) % 60).padStart(2, "0");
  }, 1000);
  if (!window.EventSource) return;
  const told = new EventSource(live.dataset.told);
  told.addEventListener("changed", lay);
  told.onopen = () => tell("live");
  told.onerror = () => tell("away");
})();
