// Sends photos to the computer, piece by piece, and goes on after a lost
// connection where the computer says it stopped.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  // The words of the page in the language of the computer. Those with a count
  // have one form for each plural of that language.
  const { lang, texts } = JSON.parse($("words").textContent);
  const plurals = new Intl.PluralRules(lang);
  const text = (key) => texts[key];
  /** Puts values where {names} stand. */
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const counted = (key, count) => fill(texts[key][plurals.select(count)], { count });
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
          throw new Ended(text("closed"));
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
    say(text("lost"));
  }
  function found() {
    if (!isLost) return;
    isLost = false;
    say(sending ? text("found") : "");
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

  const decimal = (number, digits) => new Intl.NumberFormat(lang, {
    minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false,
  }).format(number);
  function size(bytes) {
    if (!bytes) return "0 KB";
    if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
    if (bytes < 1e9) return `${decimal(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
    return `${decimal(bytes / 1e9, 1)} GB`;
  }
  const total = (files) => files.reduce((sum, file) => sum + file.size, 0);
  // Some systems know no type for the films of another maker.
  const isFilm = ({ type, name }) => type.startsWith("video/") || (!type && /\.(mp4|m4v|mov|3gp|3g2)$/i.test(name));
  function things(files) {
    const films = files.filter(isFilm).length;
    if (!films) return counted("photos", files.length);
    if (films === files.length) return counted("films", films);
    return fill(text("photos-and-films"), {
      photos: counted("photos", files.length - films), films: counted("films", films),
    });
  }

  // ---- the list
  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const how = document.createElement("span");
    name.className = "name";
    name.textContent = file.name;
    how.className = "how";
    how.textContent = text("waits");
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
    $("count").textContent = fill(text("of"), { done, all: entries.length });
    $("size").textContent = fill(text("of"), { done: size(here), all: size(all) });
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
        return mark(entry, "refused", text("unreadable"));
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
        const words = (await answer.text()) || text("not-taken");
        return mark(entry, "refused", words);
      }
      const offset = Number(answer.headers.get("Upload-Offset") ?? NaN);
      if (answer.headers.get("Upload-State") === "known") {
        return mark(entry, "kept", text("known"));
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
        return mark(entry, "refused", words || text("could-not-take"));
      }
      if (answer.status >= 400) await wait(failures * 300);
      entry.how.textContent = `${Math.floor(100 * entry.offset / file.size)} %`;
      draw(entries);
    }
    mark(entry, "kept", text("sent"));
  }

  async function start(files, note) {
    sending = true;
    $("form").hidden = true;
    $("lead").hidden = true;
    $("again").hidden = true;
    $("sending").hidden = false;
    $("list").replaceChildren();
    $("title").textContent = fill(text("sending-things"), { things: things(files) });
    $("title").focus();
    say(text("keep-open"));
    const entries = files.map(line);
    draw(entries);
    try {
      const places = await announce(entries, note);
      for (const [index, entry] of entries.entries()) {
        const place = places[index];
        if (!place) mark(entry, "refused", text("no-more"));
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
      $("title").textContent = text("ends");
      say("");
      for (const entry of entries) {
        if (!entry.done) entry.how.textContent = text("not-sent");
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
    $("title").textContent = refused
      ? fill(text("some-are-there"), { sent, all: entries.length })
      : text("all-are-there");
    say(text(sent ? "they-wait" : "none"));
    $("again").hidden = false;
    $("title").focus();
  }

  // ---- the form
  function chosen() {
    const files = [...$("files").files].slice(0, mostFiles);
    $("more").hidden = files.length === 0;
    $("pick").textContent = text(files.length ? "choose-others" : "choose");
    $("pick").className = files.length ? "button secondary" : "button primary";
    $("chosen").textContent = files.length
      ? fill(text("chosen"), { things: things(files), size: size(total(files)) })
      : text("as-many");
    $("send").textContent = files.length ? fill(text("send-things"), { things: things(files) }) : text("send");
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
    $("left").textContent = closed ? "" : minutes >= 1 ? counted("minutes", minutes) : text("time-up");
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
