// The exported map: everything it shows of a report goes through textContent.
(function () {
  "use strict";
  const SHOWN = 200;
  const STATUS = {
    asserted: "reported as fact", ongoing: "going on", claimed: "claimed by a party", reported: "reported by others",
    unrealized: "warned of, called for or hoped for",
  };
  const data = JSON.parse(document.getElementById("data").textContent);
  const events = data.events;
  const map = L.map("map", { preferCanvas: true, worldCopyJump: true, attributionControl: false });
  L.control.attribution({ prefix: false }).addTo(map);
  drawOutlines();
  const marks = L.layerGroup().addTo(map);
  const since = document.getElementById("since");
  const until = document.getElementById("until");
  const type = document.getElementById("type");
  const list = document.getElementById("list");

  // A claim is a mark in two halves, as on Dateline's own page.
  const Mark = L.CircleMarker.extend({
    _updatePath() {
      L.CircleMarker.prototype._updatePath.call(this);
      const ctx = this._renderer._ctx;
      if (!this.options.claimed || !this._renderer._drawing || this._empty()) return;
      ctx.save();
      ctx.beginPath();
      ctx.arc(this._point.x, this._point.y, this._radius - 1, -Math.PI / 2, Math.PI / 2);
      ctx.closePath();
      ctx.fillStyle = colour("--paper");
      ctx.fill();
      ctx.strokeStyle = this.options.color;
      ctx.lineWidth = 1.5;
      ctx.stroke();
      ctx.restore();
    },
  });

  function say(tag, text, parent, className) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (className) element.className = className;
    parent.append(element);
    return element;
  }

  function drawOutlines() {
    const packed = atob(document.getElementById("world").textContent.trim());
    const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
    if (bytes.length < 16) return;
    const head = new DataView(bytes.buffer);
    const stepX = head.getFloat64(0, true), stepY = head.getFloat64(8, true);
    let at = 16;
    function next() {
      let value = 0, factor = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * factor;
        factor *= 128;
      } while (byte & 128);
      return value % 2 ? -(value + 1) / 2 : value / 2;
    }
    // Outlines that cross 180 degrees go on in the next copy of the world, so that no line jumps.
    const near = (lon, before) => lon - 360 * Math.round((lon - before) / 360);
    const lines = [], kinds = [];
    for (let left = next(); left > 0; left--) {
      kinds.push(next());
      const line = [];
      let x = 0, y = 0;
      for (let count = next(); count > 0; count--) {
        x += next();
        y += next();
        const lon = x * stepX;
        line.push([y * stepY, line.length ? near(lon, line[line.length - 1][1]) : lon]);
      }
      lines.push(line);
    }
    const rings = [];
    for (let left = next(); left > 0; left--) {
      const ring = [];
      for (let arcs = next(); arcs > 0; arcs--) {
        const index = next();
        const line = index >= 0 ? lines[index] : lines[~index].slice().reverse();
        for (const [lat, lon] of line) {
          ring.push([lat, ring.length ? near(lon, ring[ring.length - 1][1]) : lon]);
        }
      }
      rings.push([ring]);
    }
    const pane = map.createPane("outlines");
    pane.style.zIndex = 250;
    const renderer = L.canvas({ pane: "outlines" });
    const still = { renderer, interactive: false, pane: "outlines", smoothFactor: 0.7 };
    L.polygon(rings, { ...still, stroke: false, fillColor: colour("--land"), fillOpacity: 1 }).addTo(map);
    const style = { ...still, color: colour("--line"), weight: 0.8 };
    L.polyline(lines.filter((line, i) => kinds[i] < 2), style).addTo(map);
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function source(event, parent) {
    const words = [event.title, event.source].filter(Boolean).join(" · ");
    if (!/^https?:\/\//i.test(event.url || "")) return say("p", words, parent, "small");
    const line = say("p", "", parent, "small");
    const link = say("a", words || event.url, line);
    link.href = event.url;
    link.rel = "noopener noreferrer nofollow";
    link.target = "_blank";
    return line;
  }

  function show(chosen) {
    list.replaceChildren();
    for (const event of chosen.slice(0, SHOWN)) {
      const article = document.createElement("article");
      const kind = event.event_type.replaceAll("_", " ");
      say("h2", kind + (event.place_name ? ", " + event.place_name : ""), article);
      const when = event.event_date
        ? event.event_date + (event.event_end && event.event_end !== event.event_date ? " to " + event.event_end : "")
        : "day not stated; report of " + (event.published || "unknown date");
      const status = STATUS[event.modality] || event.modality;
      say("p", [when, status, event.confidence].filter(Boolean).join(" · "), article, "small");
      if (event.at === null && event.off_map_reason) say("p", "not on the map: " + event.off_map_reason, article, "small");
      const sentence = say("p", event.sentence, article);
      sentence.dir = "auto";
      source(event, article);
      list.append(article);
    }
    if (chosen.length > SHOWN) say("p", "and " + (chosen.length - SHOWN) + " more; narrow the dates", list, "small");
  }

  function draw() {
    const kept = events.filter((event) =>
      (!since.value || (event.last && event.last >= since.value)) &&
      (!until.value || (event.first && event.first <= until.value)) &&
      (!type.value || event.event_type === type.value));
    const spots = new Map();
    for (const event of kept) {
      if (event.at === null) continue;
      const key = event.at.join();
      if (!spots.has(key)) spots.set(key, []);
      spots.get(key).push(event);
    }
    marks.clearLayers();
    for (const here of [...spots.values()].sort((a, b) => b.length - a.length)) {
      const planned = here.every((event) => event.modality === "planned");
      const undated = here.every((event) => !event.event_date);
      const claimed = here.every((event) => event.modality === "claimed");
      new Mark(here[0].at, {
        radius: 5 + 3 * Math.log2(here.length), color: colour("--mark"), weight: 1.5, claimed,
        dashArray: planned ? "3 3" : null, fillColor: colour("--mark"), fillOpacity: planned || undated ? 0.1 : 0.65,
      }).on("click", () => show(here)).addTo(marks);
    }
    document.getElementById("sum").textContent = kept.length + " of " + events.length + " events";
    show(kept);
  }

  for (const [name, words] of Object.entries(data.about)) {
    if (name !== "query") say("p", (name === "note" ? "" : name + ": ") + words, document.getElementById("about"));
  }
  say("option", "all", type).value = "";
  for (const name of [...new Set(events.map((event) => event.event_type))].sort()) {
    say("option", name.replaceAll("_", " "), type).value = name;
  }
  const days = events.flatMap((event) => [event.first, event.last]).filter(Boolean).sort();
  if (days.length) {
    // Bounds, not values: an event without any day is shown until a range is chosen.
    since.min = until.min = days[0];
    since.max = until.max = days[days.length - 1];
  }
  for (const input of [since, until, type]) input.addEventListener("change", draw);
  const points = events.map((event) => event.at).filter(Boolean);
  if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.2), { maxZoom: 11 });
  else map.setView([25, 20], 2);
  draw();
})();
