(() => {
  // What this phone remembers of a puzzle: pieces on the table, pieces in use, hints opened. Kept in the phone alone.
  const find = what => document.querySelector(what), own = find("#own").dataset.own, name = "kitgen " + own;
  let known = { on: [], used: [], opened: {} };
  try {
    // Whatever else lies there is none of ours.
    const kept = JSON.parse(localStorage[name]), numbers = list => list.filter(Number.isInteger);
    const pairs = Object.entries(kept.opened).filter(entry => entry[1].length === 2);
    known = { on: numbers(kept.on), used: numbers(kept.used), opened: Object.fromEntries(pairs) };
  } catch {}
  const keep = () => { try { localStorage[name] = JSON.stringify(known); } catch {} };
  const here = location.pathname.split("/").slice(-2)[0], list = find(".needs"), next = find("#next");
  if (!list) {
    // A sealed page opens by the end of its address.
    known.opened[here] = [find("#rung").textContent + " · " + document.title.split(" – ").pop(), location.hash];
    return keep();
  }
  const make = (what, inside, text) => {
    const made = document.createElement(what);
    if (text) made.textContent = text;
    inside.append(made);
    return made;
  };
  const said = list.dataset, plain = next.textContent, done = document.createElement("button");
  let asked;
  done.type = "button";
  done.className = "used";
  done.textContent = said.used;
  done.hidden = true;
  next.after(done);
  const lines = [...list.children].map(item => item.querySelector("span").textContent);
  const uses = said.uses.split(" ").filter(use => use).map(use => use.split(":"))
    .map(use => [+use[0], use[1].split(",").map(Number)]);
  const boxes = [...list.children].map((item, i) => {
    const label = document.createElement("label"), box = make("input", label);
    box.type = "checkbox";
    box.checked = known.on.includes(i);
    label.append(...item.childNodes);
    item.append(label);
    box.addEventListener("change", () => {
      known.on = boxes.map((one, n) => one.checked ? n : -1).filter(n => n >= 0);
      keep();
      tell();
    });
    return box;
  });
  const tell = () => {
    const left = uses.filter(use => !known.used.includes(use[0]));
    const ready = left.find(use => use[1].every(n => boxes[n].checked));
    const missing = uses.map(use => use[0]).find(n => !boxes[n].checked);
    next.textContent = !known.on.length ? plain
      : ready ? said.unused.replace("#", () => lines[ready[0]])
      : left.length && missing >= 0 ? said.first.replace("#", () => lines[missing]) : said.all;
    asked = known.on.length && ready;
    done.hidden = !asked;
    forget.hidden = !known.on.length && !opened.length;
  };
  done.addEventListener("click", () => {
    known.used.push(asked[0]);
    keep();
    tell();
    // Where there is nothing more to press, whoever uses keys goes on from what is said.
    if (done.hidden) next.focus();
  });
  const opened = Object.entries(known.opened)
    .filter(entry => /^[0-9A-Z]{16}$/.test(entry[0]) && /^(#[0-9A-Z]{16})?$/.test(entry[1][1]));
  if (opened.length) {
    const part = make("section", find("main"));
    part.className = "panel opened";
    make("h2", part, said.opened);
    for (const [page, [what, key]] of opened) {
      const link = make("a", make("p", part), what);
      link.href = "../" + page + "/" + key;
    }
  }
  const forget = make("button", find("main"), said.forget);
  forget.type = "button";
  forget.className = "forget";
  forget.addEventListener("click", () => {
    try { localStorage.removeItem(name); } catch {}
    location.reload();
  });
  tell();
})();
