(() => {
  // Tries answers in the phone, against salted slow hashes. The same rules stand in kitgen/locks/phone.py and
  // kitgen/hints/locks.py. Proof takes any word or number for an answer if it is one: a test sees that none of
  // a kit's words stands here, and numbers of three digits are made of smaller ones.
  const find = (what, inside = document) => inside.querySelector(what);
  const form = document.forms[0], data = form.dataset, tell = find("[role=status]"), go = find(".go", form);
  const open = find("#open"), slips = find("template").content.textContent.trim().split("\n");
  const boxes = [...document.querySelectorAll(".box")].map(part => (
    { part, own: part.dataset, input: find("input", part), said: find(".said", part), end: "" }));
  const subtle = (window.crypto || {}).subtle, sha = "SHA-" + 2 ** 8, memory = "lock " + data.salt;
  let misses = 0, wrong, busy;

  const bytes = text => new TextEncoder().encode(text);
  const unhex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
  const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, "0")).join("");
  const plain = text => text.normalize("NFKD").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "").replace(/O/g, "0").replace(/I/g, "1");
  const derive = (secret, salt, iterations, size) => subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"])
    .then(key => subtle.deriveBits({ name: "PBKDF2", hash: sha, salt: bytes(salt), iterations }, key, 8 * size));

  // An empty box is not tried, and a right one not again.
  const attempt = async box => {
    const typed = plain(box.input.value);
    let look = "", said = "";
    if (typed) {
      const hash = hex(await derive(bytes(typed), box.own.salt, Number(data.rounds), 32));
      const slip = box.own.slips.split(" ").map(s => s.split("=")).find(s => s[1] && hash.startsWith(s[0]));
      if (hash.startsWith(box.own.hash)) {
        box.end = hash.slice(box.own.hash.length);
        look = "right";
        said = data.right;
      } else {
        wrong = true;
        look = slip ? "near" : "again";
        said = slip ? data.nearly.replace("#", () => slips[slip[1]]) : data.again;
      }
    }
    box.part.className = "box " + look;
    box.said.textContent = said;
    box.input.readOnly = box.end;
    box.input.setAttribute("aria-invalid", !!look && !box.end);
  };

  // The ends of all hashes, which stand nowhere on this page, lift the seal.
  const unseal = async () => {
    const text = unhex(data.text), secret = unhex(boxes.map(box => box.end).join(""));
    const stream = new Uint8Array(await derive(secret, data.salt, 1, text.length));
    const words = JSON.parse(new TextDecoder().decode(text.map((b, i) => b ^ stream[i])));
    ["p", "strong"].forEach((what, i) => find(what, open).textContent = words[i]);
    form.hidden = true;
    open.hidden = false;
    open.focus();
  };

  const tryAll = async counts => {
    const typed = boxes.some(box => box.input.value.trim());
    const free = () => {
      busy = false;
      go.removeAttribute("aria-disabled");
      tell.textContent = wrong ? data.shut : typed ? data.waits : data.nothing;
    };
    busy = true;
    wrong = false;
    go.setAttribute("aria-disabled", true);
    tell.textContent = data.trying;
    for (const box of boxes) if (!box.end) await attempt(box);
    const found = boxes.filter(box => box.end);
    // A private window may keep nothing.
    try { localStorage[memory] = JSON.stringify(found.map(box => [box.input.name, box.input.value])); } catch {}
    if (found.length === boxes.length) await unseal();
    // After three wrong tries the lock rests: a quarter of a second, then twice as long each time, 8 s at most.
    if (wrong) misses += counts;
    const wait = wrong && misses > 3 ? Math.min(8, 2 ** (misses - 6)) : 0;
    free();
    if (wait) {
      busy = true;
      go.setAttribute("aria-disabled", true);
      tell.textContent += " " + data.rest.replace("#", Math.ceil(wait));
      setTimeout(free, wait * 1e3);
    }
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!busy) tryAll(1);
  });
  // Plain http has no WebCrypto: what the page says without a script then stays.
  if (subtle) {
    find("#help").hidden = true;
    form.hidden = false;
    try {
      JSON.parse(localStorage[memory]).forEach(([name, value]) => form.elements[name].value = value);
      tryAll(0);
    } catch {}
  }
})();
