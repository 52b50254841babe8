(async () => {
  // Opens a page that only its address's last part can open. The same rules stand in kitgen/hints/sealed.py.
  const note = document.getElementById("sealed"), said = note.dataset, bytes = text => new TextEncoder().encode(text);
  const tell = what => { note.textContent = said[what]; };
  const key = location.hash.slice(1).toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");
  addEventListener("hashchange", () => location.reload());
  if (!key) return tell("unkeyed");
  if (!window.crypto || !crypto.subtle || !window.DecompressionStream) return tell("old");
  try {
    const own = await crypto.subtle.importKey("raw", bytes(key), "HKDF", false, ["deriveKey"]);
    const derived = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-" + 2 ** 8, salt: bytes(said.salt), info: bytes("kitgen sealed hint") },
      own, { name: "AES-GCM", length: 2 ** 8 }, false, ["decrypt"]);
    const covered = Uint8Array.from(atob(said.covered), sign => sign.charCodeAt());
    const page = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, derived, covered);
    // Its length, the page packed, and what fills it up.
    const data = page.slice(4, 4 + new DataView(page).getUint32(0));
    const text = await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    document.open();
    document.write(text);
    document.close();
  } catch {
    tell("wrong");
  }
})();
