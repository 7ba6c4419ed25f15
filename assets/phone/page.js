// Sends photos to the computer, piece by piece, and goes on after a lost
// connection where the computer says it stopped.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const base = location.pathname;
  const MINUTE = 60000;
  let pieceBytes = 1024 * 1024;
  let mostFiles = 1000;
  let endsAt = 0;
  let sending = false;
  let closed = false;

  /** The page can do nothing more; the message is for the parent. */
  class Ended extends Error {}
  /** The computer did not answer. */
  class Lost extends Error {}

  const wait = (ms) => new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      document.removeEventListener("visibilitychange", seen);
      resolve();
    }
    // A phone that wakes up need not wait to the end.
    function seen() { if (!document.hidden) done(); }
    window.addEventListener("online", done);
    document.addEventListener("visibilitychange", seen);
  });

  async function ask(method, path, headers, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 60000);
    let answer;
    try {
      answer = await fetch(base + path, {
        method, headers, body, signal: stop.signal,
        credentials: "same-origin", cache: "no-store", redirect: "error",
      });
    } catch {
      throw new Lost();
    } finally {
      clearTimeout(timer);
    }
    if (answer.status === 403 || answer.status === 410 || (answer.status === 404 && path === "hello")) {
      throw new Ended(await answer.text());
    }
    return answer;
  }

  /** Asks until there is an answer. */
  async function insist(method, path, headers, body) {
    let pause = 500;
    for (;;) {
      try {
        const answer = await ask(method, path, headers, body);
        found();
        return answer;
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        if (endsAt && Date.now() > endsAt) {
          throw new Ended("The computer has closed this page. For the rest, ask it for a new code.");
        }
        lost();
        await wait(pause);
        pause = Math.min(pause * 2, 5000);
      }
    }
  }

  let isLost = false;
  function lost() {
    if (isLost) return;
    isLost = true;
    say("The computer does not answer. It goes on by itself once both are on the Wi-Fi and the window on the computer is open.");
  }
  function found() {
    if (!isLost) return;
    isLost = false;
    say(sending ? "There it is again. It goes on." : "");
  }

  function say(words) { $("state").textContent = words; }
  function problem(words) {
    $("problem").textContent = words;
    $("problem").hidden = false;
  }

  const CRC = new Uint32Array(256).map((_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  function crc32(bytes) {
    let value = 0xffffffff;
    for (let i = 0; i < bytes.length; i++) value = CRC[(value ^ bytes[i]) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }
  const read = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

  function size(bytes) {
    if (!bytes) return "0 KB";
    if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
    if (bytes < 1e9) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
    return `${(bytes / 1e9).toFixed(1)} GB`;
  }
  const total = (files) => files.reduce((sum, file) => sum + file.size, 0);
  function things(files) {
    const films = files.filter((file) => file.type.startsWith("video/")).length;
    const one = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
    const parts = [];
    if (files.length > films) parts.push(one(files.length - films, "photo"));
    if (films) parts.push(one(films, "film"));
    return parts.join(" and ");
  }

  // ---- the list
  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const how = document.createElement("span");
    name.className = "name";
    name.textContent = file.name;
    how.className = "how";
    how.textContent = "waits";
    item.append(name, how);
    $("list").append(item);
    return { file, item, how, offset: 0, done: false };
  }
  function mark(entry, kind, words) {
    entry.item.className = kind;
    entry.how.textContent = words;
    entry.done = true;
  }
  function draw(entries) {
    const done = entries.filter((entry) => entry.done).length;
    const all = entries.reduce((sum, entry) => sum + entry.file.size, 0);
    const here = entries.reduce((sum, entry) => sum + (entry.done ? entry.file.size : entry.offset), 0);
    $("bar").value = all ? here / all : 1;
    $("count").textContent = `${done} of ${entries.length}`;
    $("size").textContent = `${size(here)} of ${size(all)}`;
  }

  // ---- sending
  async function announce(entries, note) {
    const files = [];
    for (const { file } of entries) {
      let mark = 0;
      // What cannot be read is found out when it is sent.
      try { mark = crc32(await read(file, 0, 65536)); } catch { }
      files.push({ name: file.name.slice(0, 200), length: file.size, modified: file.lastModified || null, mark });
    }
    const answer = await insist("POST", "files", { "Content-Type": "application/json" }, JSON.stringify({ note, files }));
    if (!answer.ok) throw new Ended(await answer.text());
    return (await answer.json()).files;
  }

  async function send(entry, number, entries) {
    const { file } = entry;
    const path = `files/${number}`;
    let failures = 0;
    entry.how.textContent = "0 %";
    while (entry.offset < file.size) {
      let piece;
      try {
        piece = await read(file, entry.offset, Math.min(entry.offset + pieceBytes, file.size));
      } catch {
        return mark(entry, "refused", "The phone could not read this one. Choose it once more.");
      }
      let answer;
      try {
        answer = await ask("PATCH", path, {
          "Content-Type": "application/offset+octet-stream",
          "Upload-Offset": String(entry.offset),
          "Upload-Checksum": `crc32 ${crc32(piece).toString(16)}`,
        }, piece);
        found();
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        lost();
        await wait(1000);
        answer = await insist("HEAD", path);
      }
      if (answer.status === 415) {
        const words = (await answer.text()) || "The computer does not take this one.";
        return mark(entry, "refused", words);
      }
      const offset = Number(answer.headers.get("Upload-Offset") ?? NaN);
      if (answer.headers.get("Upload-State") === "known") {
        return mark(entry, "kept", "there already");
      }
      if (Number.isInteger(offset)) {
        // Going nowhere for long is a failure too.
        failures = offset > entry.offset ? 0 : failures + 1;
        entry.offset = offset;
      } else {
        failures += 1;
      }
      if (failures > 8) {
        const words = answer.bodyUsed ? "" : await answer.text();
        return mark(entry, "refused", words || "The computer could not take this one.");
      }
      if (answer.status >= 400) await wait(failures * 300);
      entry.how.textContent = `${Math.floor(100 * entry.offset / file.size)} %`;
      draw(entries);
    }
    mark(entry, "kept", "sent");
  }

  async function start(files, note) {
    sending = true;
    $("form").hidden = true;
    $("lead").hidden = true;
    $("again").hidden = true;
    $("sending").hidden = false;
    $("list").replaceChildren();
    $("title").textContent = `Sending ${things(files)}`;
    $("title").focus();
    say("Keep this page open until all are there.");
    const entries = files.map(line);
    draw(entries);
    try {
      const places = await announce(entries, note);
      for (const [index, entry] of entries.entries()) {
        const place = places[index];
        if (!place) mark(entry, "refused", "One code takes no more files. Send the rest with a new code.");
        else if (place.refused) mark(entry, "refused", place.refused);
        else {
          entry.offset = place.offset;
          await send(entry, place.number, entries);
        }
        draw(entries);
      }
      finish(entries);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      $("title").textContent = "It ends here";
      say("");
      for (const entry of entries) {
        if (!entry.done) entry.how.textContent = "not sent";
      }
      closed = true;
      clock();
      problem(error.message);
    } finally {
      sending = false;
    }
  }

  function finish(entries) {
    const refused = entries.filter((entry) => entry.item.className === "refused").length;
    const sent = entries.length - refused;
    $("title").textContent = refused ? `${sent} of ${entries.length} are on the computer` : "All are on the computer";
    say(sent
      ? "They wait there until you take them into the journal. You can close this page."
      : "None could be taken. The list says why.");
    $("again").hidden = false;
    $("title").focus();
  }

  // ---- the form
  function chosen() {
    const files = [...$("files").files].slice(0, mostFiles);
    $("more").hidden = files.length === 0;
    $("pick").textContent = files.length ? "Choose others" : "Choose photos";
    $("pick").className = files.length ? "button secondary" : "button primary";
    $("chosen").textContent = files.length ? `${things(files)}, ${size(total(files))}` : "As many as you like.";
    $("send").textContent = files.length ? `Send ${things(files)}` : "Send";
  }
  $("files").addEventListener("change", chosen);
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...$("files").files].slice(0, mostFiles);
    if (files.length && !sending) start(files, $("note").value);
  });
  $("again").addEventListener("click", () => {
    $("form").reset();
    $("sending").hidden = true;
    $("form").hidden = false;
    $("lead").hidden = false;
    chosen();
    $("files").focus();
  });
  window.addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

  function clock() {
    const minutes = Math.ceil((endsAt - Date.now()) / MINUTE);
    $("left").textContent = closed ? "" : minutes > 1
      ? `This code takes new photos for ${minutes} more minutes.`
      : minutes === 1 ? "This code takes new photos for one more minute."
      : "The time of this code is up. For more photos, ask the computer for a new one.";
  }

  async function begin() {
    try {
      const answer = await insist("POST", "hello");
      const words = await answer.json();
      pieceBytes = words.pieceBytes;
      mostFiles = words.files;
      endsAt = Date.now() + words.secondsLeft * 1000;
      clock();
      setInterval(clock, 10000);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      $("form").hidden = true;
      $("lead").hidden = true;
      problem(error.message);
    }
  }
  begin();
})();
