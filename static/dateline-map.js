// The map's drawing: outlines, labels and marks on canvas inside the Leaflet map that folium made.
// Python sends one small scene a move (geo/draw.py); nothing here makes HTML from text.
(function () {
  "use strict";

  const THEMES = {
    light: {
      sea: "#dfe7ea", land: "#faf8f3", coast: "#9fb0b6", border: "#b9b3a6", halo: "rgba(250,248,243,.92)",
      text: "#24292e", faint: "#6d6a62", seaText: "#5f7a85", edge: "#ffffff", chosen: "#111417",
    },
    dark: {
      sea: "#12181c", land: "#20272c", coast: "#4c5a62", border: "#4a4f50", halo: "rgba(24,30,34,.9)",
      text: "#e9ecee", faint: "#a2a8ab", seaText: "#7f98a3", edge: "#14191c", chosen: "#ffffff",
    },
  };
  const MERGE_BELOW_ZOOM = 12;
  const HOLLOW = 1, PLANNED = 2, COARSE = 4, NEAR = 8;
  const BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
  let theme = "light";

  // ---- outlines -------------------------------------------------------------------------------

  function mercator(lon, lat) {
    const s = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
    return [128 + (lon * 256) / 360, 128 - (128 / Math.PI) * 0.5 * Math.log((1 + s) / (1 - s))];
  }

  function readOutlines(buffer) {
    const bytes = new Uint8Array(buffer);
    const head = new DataView(buffer);
    const stepX = head.getFloat64(0, true), stepY = head.getFloat64(8, true);
    let at = 16;
    const next = () => {
      let value = 0, factor = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * factor;
        factor *= 128;
      } while (byte & 128);
      return value % 2 ? -(value + 1) / 2 : value / 2;
    };
    const lines = [], kinds = [];
    for (let left = next(); left > 0; left--) {
      kinds.push(next());
      const count = next(), line = new Float64Array(count * 2);
      let x = 0, y = 0;
      for (let i = 0; i < count; i++) {
        x += next();
        y += next();
        [line[2 * i], line[2 * i + 1]] = mercator(x * stepX, y * stepY);
      }
      lines.push(line);
    }
    const land = new Path2D(), strokes = [new Path2D(), new Path2D()];
    // Outlines that cross the antimeridian jump from one edge of the map to the other: each point
    // is taken to the copy of the world that its predecessor is in.
    const near = (x, before) => x - 256 * Math.round((x - before) / 256);
    for (let left = next(); left > 0; left--) {
      let first = true, x = 128;
      for (let arcs = next(); arcs > 0; arcs--) {
        const index = next(), line = lines[index >= 0 ? index : ~index], n = line.length / 2;
        for (let i = 0; i < n; i++) {
          const j = index >= 0 ? i : n - 1 - i;
          x = first ? line[2 * j] : near(line[2 * j], x);
          if (first) land.moveTo(x, line[2 * j + 1]);
          else land.lineTo(x, line[2 * j + 1]);
          first = false;
        }
      }
      land.closePath();
    }
    lines.forEach((line, i) => {
      if (kinds[i] > 1) return;
      const path = strokes[kinds[i]];
      let x = line[0];
      path.moveTo(x, line[1]);
      for (let j = 2; j < line.length; j += 2) path.lineTo((x = near(line[j], x)), line[j + 1]);
    });
    return { land, coast: strokes[0], border: strokes[1] };
  }

  // A canvas that Leaflet keeps in place while panning and zooming; `draw` paints the whole of it.
  const Board = L.Canvas.extend({
    initialize(options, draw) {
      L.Canvas.prototype.initialize.call(this, options);
      this._paint = draw;
    },
    _initContainer() {
      const canvas = (this._container = document.createElement("canvas"));
      canvas.style.pointerEvents = "none";
      canvas.setAttribute("aria-hidden", "true");
      this._ctx = canvas.getContext("2d");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._ctx;
    },
    _updatePaths() {
      this.repaint();
    },
    repaint() {
      if (!this._ctx || !this._bounds) return;
      const size = this._bounds.getSize(), min = this._bounds.min;
      this._ctx.clearRect(min.x, min.y, size.x, size.y);
      this._ctx.save();
      this._paint(this._ctx, min, size);
      this._ctx.restore();
    },
  });

  function paintBase(state, ctx, min, size) {
    const colours = THEMES[theme], map = state.map, zoom = map.getZoom();
    if (state.tiles) return;
    ctx.fillStyle = colours.sea;
    ctx.fillRect(min.x, min.y, size.x, size.y);
    const scale = Math.pow(2, zoom), origin = map.getPixelOrigin();
    const sheet = (outlines, clip, shift) => {
      ctx.save();
      ctx.translate(-origin.x, -origin.y);
      ctx.scale(scale, scale);
      ctx.translate(shift, 0);
      if (clip) {
        const [x0, y1] = mercator(clip[0], clip[1]), [x1, y0] = mercator(clip[2], clip[3]);
        ctx.beginPath();
        ctx.rect(x0, y0, x1 - x0, y1 - y0);
        ctx.clip();
        ctx.fillStyle = colours.sea;
        ctx.fill();
      }
      ctx.fillStyle = colours.land;
      ctx.fill(outlines.land, "evenodd");
      ctx.lineJoin = "round";
      ctx.lineWidth = 1 / scale;
      ctx.strokeStyle = colours.coast;
      ctx.stroke(outlines.coast);
      ctx.setLineDash([4 / scale, 3 / scale]);
      ctx.strokeStyle = colours.border;
      ctx.stroke(outlines.border);
      ctx.restore();
    };
    const west = (min.x + origin.x) / scale, east = (min.x + size.x + origin.x) / scale;
    for (let copy = -1; state.world && copy <= 1; copy++) {
      // A crossing outline reaches some way into the next copy of the world.
      if (256 * copy - 40 < east && 256 * (copy + 1) + 40 > west) sheet(state.world, null, 256 * copy);
    }
    if (state.detail && zoom >= 6) sheet(state.detail, [31.0, 27.5, 40.0, 36.0], 0);
  }

  // ---- the scene ------------------------------------------------------------------------------

  const sums = (steps) => {
    let at = 0;
    return steps.map((step) => (at += step));
  };

  function readScene(raw) {
    const marks = [];
    const read = (columns, kind) => {
      if (!columns) return;
      const lat = sums(columns.lat), lon = sums(columns.lon), row = sums(columns.row);
      const names = columns.name.split("\n");
      for (let i = 0; i < row.length; i++) {
        marks.push({
          kind, row: row[i], lat: lat[i] / columns.scale, lon: lon[i] / columns.scale, n: columns.n[i], name: names[i],
          family: columns.family[i], flags: BASE36.indexOf(columns.flags[i]),
          km: columns.km[i] / 10, more: columns.more ? columns.more[i] : 0, events: [],
        });
      }
    };
    read(raw.mentions, "mention");
    const first = marks.length;
    read(raw.places, "place");
    if (raw.events) {
      raw.events.place.forEach((place, i) => {
        marks[first + place].events.push({
          id: raw.events.id[i], family: raw.events.family[i],
          flags: BASE36.indexOf(raw.events.flags[i]),
        });
      });
    }
    return { ...raw, marks };
  }

  function radiusOf(scene, n) {
    const most = Math.max(1, scene.most);
    return 5 + Math.min(3, 23 / Math.sqrt(most)) * Math.sqrt(n);
  }

  // ---- marks ----------------------------------------------------------------------------------

  function shape(ctx, family, x, y, r) {
    const polygon = (corners, turn, stretch = 1) => {
      for (let i = 0; i < corners; i++) {
        const angle = turn + (i * 2 * Math.PI) / corners;
        ctx.lineTo(x + r * stretch * Math.cos(angle), y + r * stretch * Math.sin(angle));
      }
      ctx.closePath();
    };
    ctx.beginPath();
    const up = -Math.PI / 2;
    if (family === "g") polygon(4, Math.PI / 4, 1.15);
    else if (family === "c") polygon(3, up, 1.3);
    else if (family === "h") polygon(4, 0, 1.25);
    else if (family === "d") polygon(6, 0, 1.1);
    else if (family === "p") polygon(3, -up, 1.3);
    else if (family === "s") ctx.ellipse(x, y, r * 1.25, r * 0.7, 0, 0, 2 * Math.PI);
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
  }

  function mark(state, ctx, item, x, y, r, single) {
    const colours = THEMES[theme], colour = state.colours[theme][item.family] || colours.text;
    const hollow = item.flags & HOLLOW, planned = item.flags & PLANNED;
    if (single) shape(ctx, item.family, x, y, r);
    else {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    }
    ctx.setLineDash([]);
    ctx.lineWidth = hollow || planned ? 5 : 3;
    ctx.strokeStyle = colours.edge;
    ctx.globalAlpha = 0.85;
    ctx.stroke();
    ctx.globalAlpha = hollow || planned ? 0.93 : 0.9;
    ctx.fillStyle = hollow || planned ? colours.edge : colour;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colour;
    ctx.lineWidth = hollow || planned ? 2.2 : 1;
    if (planned) ctx.setLineDash([3, 2.4]);
    ctx.stroke();
    ctx.setLineDash([]);
    const ink = hollow || planned ? colour : theme === "dark" ? "#101417" : "#ffffff";
    if (!single && r >= 9 && item.n > 1) {
      const text = item.n >= 10000 ? Math.round(item.n / 1000) + "k" : String(item.n);
      ctx.font = `600 ${Math.max(10, Math.min(14, r * 0.8))}px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = ink;
      ctx.fillText(text, x, y + 0.5);
    } else if (!single && r >= 6) {
      shape(ctx, item.family, x, y, r * 0.4);
      ctx.fillStyle = ink;
      ctx.fill();
    }
  }

  function double(state, ctx, item, x, y, r) {
    ctx.beginPath();
    ctx.arc(x, y, r + 3, 0, 2 * Math.PI);
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = state.colours[theme][item.family] || THEMES[theme].text;
    ctx.stroke();
  }

  function ring(state, ctx, item, x, y, radius) {
    const colour = state.colours[theme][item.family] || THEMES[theme].text;
    const outline = () => {
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
    };
    ctx.save();
    outline();
    // A ring that fills the picture says nothing by its filling: only its line stays.
    const strength = Math.min(1, 140 / radius);
    if (item.flags & COARSE && radius < 420) {
      ctx.save();
      ctx.clip();
      ctx.globalAlpha = theme === "dark" ? 0.35 : 0.28;
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1;
      ctx.beginPath();
      for (let far = -2 * radius; far < 2 * radius; far += 8) {
        ctx.moveTo(x + far - radius, y - radius);
        ctx.lineTo(x + far + radius, y + radius);
      }
      ctx.stroke();
      ctx.restore();
      outline();
    } else if (!(item.flags & COARSE)) {
      ctx.globalAlpha = 0.07 * strength;
      ctx.fillStyle = colour;
      ctx.fill();
    }
    ctx.globalAlpha = 0.3 + 0.25 * strength;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.setLineDash(item.flags & COARSE ? [6, 4] : []);
    ctx.stroke();
    ctx.restore();
  }

  const FONT = '"Source Sans 3","Source Sans Pro","Source Sans",system-ui,sans-serif';

  function paintMarks(state, ctx, min, size) {
    const { map, scene } = state, colours = THEMES[theme], zoom = map.getZoom();
    state.hits = [];
    if (!scene) return paintLabels(state, ctx, min, size, []);
    const box = L.bounds(min, min.add(size)), seen = [];
    for (const item of scene.marks) {
      const at = map.latLngToLayerPoint([item.lat, item.lon]);
      const metres = (40075016.686 * Math.cos((item.lat * Math.PI) / 180)) / Math.pow(2, zoom + 8);
      const reach = (item.km * 1000) / metres, r = radiusOf(scene, item.n);
      const margin = Math.max(r, Math.min(reach, 3000));
      if (at.x < box.min.x - margin || at.x > box.max.x + margin) continue;
      if (at.y < box.min.y - margin || at.y > box.max.y + margin) continue;
      seen.push({ item, x: at.x, y: at.y, r, reach });
    }
    if (scene.heat) paintHeat(state, ctx, seen);
    for (const { item, x, y, r, reach } of seen) {
      const wanted = item.flags & (COARSE | NEAR) || item === state.over || item.row === scene.selected;
      if (item.kind === "place" && reach > r + 2 && reach < 4000 && (wanted || zoom >= 12)) {
        ring(state, ctx, item, x, y, reach);
      }
    }
    if (scene.area) paintArea(state, ctx, scene.area);
    if (scene.line) paintLine(state, ctx, scene.line);
    seen.sort((a, b) => b.item.n - a.item.n || a.item.row - b.item.row);
    const labels = [], merged = scene.heat || zoom >= MERGE_BELOW_ZOOM ? seen : merge(scene, seen);
    for (const { item, x, y, r, members } of merged) {
      if (members) {
        mark(state, ctx, item, x, y, r, false);
        double(state, ctx, item, x, y, r);
        if (members.some((member) => member.row === scene.selected)) halo(ctx, x, y, r + 5);
        state.hits.push({ item, members, x, y, r: r + 3 });
        labels.push({ item, x, y, r: r + 3 });
        continue;
      }
      if (item.kind === "mention") {
        ctx.beginPath();
        ctx.arc(x, y, 3, 0, 2 * Math.PI);
        ctx.strokeStyle = colours.faint;
        ctx.lineWidth = 1.4;
        ctx.stroke();
        state.hits.push({ item, x, y, r: 5 });
        continue;
      }
      if (scene.heat) {
        state.hits.push({ item, x, y, r: 8 });
        continue;
      }
      if (item.events.length > 1) {
        // A sunflower spiral: the same picture at every visit, and no two marks at one point.
        item.events.forEach((event, i) => {
          const turn = i * 2.399963, far = 9.5 * Math.sqrt(i + 0.35);
          const ex = x + far * Math.cos(turn), ey = y + far * Math.sin(turn);
          mark(state, ctx, { ...event, n: 1 }, ex, ey, 5.5, true);
          if (event.id === scene.event) halo(ctx, ex, ey, 10);
          state.hits.push({ item, event, x: ex, y: ey, r: 7 });
        });
        labels.push({ item, x, y, r: 9.5 * Math.sqrt(item.events.length) + 4 });
      } else {
        mark(state, ctx, item, x, y, item.n === 1 ? 6.5 : r, item.n === 1);
        state.hits.push({ item, event: item.events[0], x, y, r: Math.max(r, 8) });
        labels.push({ item, x, y, r });
      }
      if (item.row === scene.selected && !(item.events.length > 1)) halo(ctx, x, y, r + 4);
    }
    for (const rival of scene.rivals || []) {
      const at = map.latLngToLayerPoint([rival.lat, rival.lon]);
      ctx.strokeStyle = colours.chosen;
      ctx.lineWidth = 1.6;
      ctx.beginPath();
      ctx.moveTo(at.x - 6, at.y - 6);
      ctx.lineTo(at.x + 6, at.y + 6);
      ctx.moveTo(at.x + 6, at.y - 6);
      ctx.lineTo(at.x - 6, at.y + 6);
      ctx.stroke();
      labels.unshift({ item: { name: rival.name + " (not chosen)", n: 1 }, x: at.x, y: at.y, r: 8, strong: true });
    }
    paintLabels(state, ctx, min, size, labels);

    function halo(context, x, y, r) {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.lineWidth = 2.4;
      context.strokeStyle = colours.chosen;
      context.stroke();
    }
  }

  // Places whose circles would hide each other stand as one, at the largest of them, until the map
  // is close enough to part them. A joined circle is larger, so it may hide another: once more then.
  function merge(scene, seen) {
    let kept = seen.map((one) => ({ ...one, parts: [one.item] }));
    for (let before = Infinity, pass = 0; kept.length < before && pass < 5; pass++) {
      before = kept.length;
      kept = mergeOnce(scene, kept);
    }
    return kept.map((one) => (one.parts.length > 1 || one.item.more ? join(scene, one) : one));
  }

  function mergeOnce(scene, seen) {
    const CELL = 36, cells = new Map(), kept = [];
    const cell = (x, y) => `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
    for (const one of seen) {
      let host = null;
      for (let i = -1; i <= 1 && !host && one.item.kind === "place"; i++) {
        for (let j = -1; j <= 1 && !host; j++) {
          host = (cells.get(cell(one.x + i * CELL, one.y + j * CELL)) || []).find(
            (other) => Math.hypot(other.x - one.x, other.y - one.y) < Math.max(14, other.r + one.r * 0.4));
        }
      }
      if (!host) {
        const at = cell(one.x, one.y), made = { ...one, parts: [...one.parts] };
        cells.set(at, [...(cells.get(at) || []), made]);
        kept.push(made);
        continue;
      }
      host.parts.push(...one.parts);
      host.r = Math.min(30, radiusOf(scene, host.parts.reduce((sum, item) => sum + item.n, 0)));
    }
    return kept;
  }

  function join(scene, one) {
    const counts = {};
    let n = 0, others = -1, flags = HOLLOW | PLANNED;
    for (const item of one.parts) {
      n += item.n;
      others += 1 + item.more;
      flags &= item.flags;
      counts[item.family] = (counts[item.family] || 0) + item.n;
    }
    const family = Object.keys(counts).sort((a, b) => counts[b] - counts[a] || (a < b ? -1 : 1))[0];
    const name = `${one.item.name} + ${others}`;
    return { ...one, item: { ...one.item, n, flags, family, name, events: [] }, members: one.parts };
  }

  function paintArea(state, ctx, area) {
    const a = state.map.latLngToLayerPoint([area[1], area[0]]);
    const b = state.map.latLngToLayerPoint([area[3], area[2]]);
    ctx.save();
    ctx.setLineDash([6, 4]);
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = THEMES[theme].chosen;
    ctx.strokeRect(a.x, b.y, b.x - a.x, a.y - b.y);
    ctx.restore();
  }

  function paintLine(state, ctx, corners) {
    ctx.save();
    ctx.setLineDash([6, 4]);
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = THEMES[theme].chosen;
    ctx.beginPath();
    for (const corner of corners) {
      const at = state.map.latLngToLayerPoint(corner);
      ctx.lineTo(at.x, at.y);
    }
    ctx.closePath();
    ctx.stroke();
    ctx.restore();
  }

  function paintHeat(state, ctx, seen) {
    const most = Math.max(1, state.scene.most), colour = theme === "dark" ? "232,118,92" : "165,50,28";
    for (const { item, x, y } of seen) {
      if (item.kind !== "place") continue;
      const strength = Math.min(1, 0.18 + Math.sqrt(item.n / most)), r = 26 + 22 * strength;
      const glow = ctx.createRadialGradient(x, y, 0, x, y, r);
      glow.addColorStop(0, `rgba(${colour},${0.55 * strength})`);
      glow.addColorStop(1, `rgba(${colour},0)`);
      ctx.fillStyle = glow;
      ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
    }
  }

  function paintLabels(state, ctx, min, size, labels) {
    const colours = THEMES[theme], zoom = state.map.getZoom(), taken = [];
    const free = (x, y, w, h) => {
      for (const b of taken) if (x < b[2] && x + w > b[0] && y < b[3] && y + h > b[1]) return false;
      taken.push([x, y, x + w, y + h]);
      return true;
    };
    for (const { x, y, r } of labels) taken.push([x - r, y - r, x + r, y + r]);
    const write = (text, x, y, colour) => {
      ctx.lineJoin = "round";
      ctx.lineWidth = 3.4;
      ctx.strokeStyle = colours.halo;
      ctx.strokeText(text, x, y);
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
    };
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    const named = new Set(), corner = state.map.containerPointToLayerPoint([0, 0]);
    const sight = L.bounds(corner, corner.add(state.map.getSize()));
    let left = 40;
    for (const { item, x, y, r, strong } of labels) {
      if (!item.name || left <= 0) continue;
      ctx.font = `${strong ? 700 : 600} 12px ${FONT}`;
      const width = ctx.measureText(item.name).width, right = x + r + 3, before = x - r - 3 - width;
      const fits = (at) => at >= sight.min.x && at + width <= sight.max.x && free(at, y - 7, width, 14);
      if (fits(right)) write(item.name, right, y, colours.text);
      else if (fits(before)) write(item.name, before, y, colours.text);
      else continue;
      named.add(item.name);
      left -= 1;
    }
    if (state.tiles) return;
    const box = L.bounds(min, min.add(size));
    for (const [rank, text, lat, lon, kind] of state.labels || []) {
      if (rank > zoom || (kind === "c" && zoom > 9) || named.has(text)) continue;
      const at = state.map.latLngToLayerPoint([lat, lon]);
      if (!box.contains(at)) continue;
      const country = kind === "c", sea = kind === "w";
      ctx.font = country ? `500 11px ${FONT}` : sea ? `italic 12px ${FONT}` : `400 11px ${FONT}`;
      if ("letterSpacing" in ctx) ctx.letterSpacing = country ? "1.5px" : "0px";
      const shown = country ? text.toUpperCase() : text, width = ctx.measureText(shown).width;
      if (country || sea) {
        if (free(at.x - width / 2, at.y - 7, width, 14)) {
          write(shown, at.x - width / 2, at.y, sea ? colours.seaText : colours.faint);
        }
      } else if (free(at.x - 2, at.y - 6, width + 8, 12)) {
        ctx.beginPath();
        ctx.arc(at.x, at.y, 1.6, 0, 2 * Math.PI);
        ctx.fillStyle = colours.faint;
        ctx.fill();
        write(text, at.x + 5, at.y, colours.faint);
      }
      if ("letterSpacing" in ctx) ctx.letterSpacing = "0px";
    }
  }

  // ---- the hand -------------------------------------------------------------------------------

  function hit(state, point) {
    let best = null, nearest = Infinity;
    for (const candidate of state.hits) {
      const far = Math.hypot(candidate.x - point.x, candidate.y - point.y) - candidate.r;
      // Small marks lie on top of big ones: of those under the pointer the smallest wins.
      const rank = far <= 0 ? candidate.r - 1e6 : far <= 6 ? far : Infinity;
      if (rank < nearest) [best, nearest] = [candidate, rank];
    }
    return best;
  }

  // st_folium returns what `toGeoJSON` of a clicked layer says; `at` tells two equal clicks apart.
  function tell(state, properties, latlng) {
    const feature = {
      type: "Feature",
      properties: { ...properties, at: Date.now() },
      geometry: { type: "Point", coordinates: [latlng.lng, latlng.lat] },
    };
    state.group.fire("click", { latlng, layer: { toGeoJSON: () => feature } });
  }

  function tooltip(state) {
    const box = L.DomUtil.create("div", "dateline-tip", state.map.getContainer());
    box.setAttribute("role", "status");
    box.hidden = true;
    const name = L.DomUtil.create("strong", "", box), words = L.DomUtil.create("span", "", box);
    return (found, point) => {
      box.hidden = !found;
      if (!found) return;
      const item = found.event || found.item, family = state.names[item.family] || "";
      name.textContent = found.item.name;
      if (found.item.kind === "mention") words.textContent = ` named ${found.item.n} times`;
      else if (found.event) words.textContent = ` ${family}`;
      else if (found.members) words.textContent = ` places, ${found.item.n} events: click to part them`;
      else words.textContent = ` ${found.item.n} ${found.item.n === 1 ? "event" : "events"}, mostly ${family}`;
      const width = state.map.getSize().x, x = Math.min(point.x + 14, width - box.offsetWidth - 8);
      box.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, point.y - 38)}px)`;
    };
  }

  function areaControl(state) {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("button", "dateline-area", bar);
      button.type = "button";
      button.title = "Draw an area to filter by: press, then drag a rectangle";
      button.setAttribute("aria-label", "Draw an area to filter by");
      button.setAttribute("aria-pressed", "false");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", () => arm(button.getAttribute("aria-pressed") !== "true"));
      const arm = (on) => {
        button.setAttribute("aria-pressed", String(on));
        state.drawing = on;
        state.map.getContainer().classList.toggle("dateline-drawing", on);
        state.map.dragging[on ? "disable" : "enable"]();
      };
      state.disarm = () => arm(false);
      return bar;
    };
    control.addTo(state.map);
    const holder = state.map.getContainer();
    let from = null;
    const place = (event) => state.map.mouseEventToLatLng(event);
    holder.addEventListener("pointerdown", (event) => {
      if (!state.drawing || event.target.closest(".leaflet-control")) return;
      from = place(event);
      holder.setPointerCapture(event.pointerId);
    });
    holder.addEventListener("pointermove", (event) => {
      if (!from) return;
      const box = L.latLngBounds(from, place(event));
      state.scene.area = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
      state.marks.repaint();
    });
    holder.addEventListener("pointerup", (event) => {
      if (!from) return;
      const box = L.latLngBounds(from, place(event));
      from = null;
      state.disarm();
      state.ignoreClick = true;
      setTimeout(() => (state.ignoreClick = false), 50);
      const area = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
      tell(state, { kind: "area", area: area.map((edge) => Math.round(edge * 1e4) / 1e4) }, box.getCenter());
    });
  }

  // How many events lie outside the picture, and a way to them: nothing is left out silently.
  function outsideControl(state) {
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const button = L.DomUtil.create("button", "dateline-outside");
      button.type = "button";
      button.hidden = true;
      L.DomEvent.disableClickPropagation(button);
      L.DomEvent.on(button, "click", () => {
        const [west, south, east, north] = state.scene.all;
        state.map.fitBounds([[south, west], [north, east]], { padding: [36, 36], maxZoom: 13 });
      });
      state.sayOutside = () => {
        const bounds = state.map.getBounds();
        const inside = state.scene.marks.reduce(
          (sum, item) => sum + (item.kind === "place" && bounds.contains([item.lat, item.lon]) ? item.n : 0), 0);
        const outside = Math.max(0, state.scene.total - inside);
        button.hidden = !outside;
        button.textContent = `${outside} ${outside === 1 ? "event" : "events"} outside: show all`;
      };
      return button;
    };
    control.addTo(state.map);
    state.map.on("moveend", () => state.scene && state.sayOutside());
  }

  // The legend's signs are drawn by what draws the map, so that they can't differ from it.
  function legendControl(state) {
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", "dateline-legend");
      const list = L.DomUtil.create("ul", "", box), button = L.DomUtil.create("button", "", box);
      button.type = "button";
      button.textContent = "Legend";
      list.id = "dateline-legend-list";
      list.hidden = true;
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-controls", list.id);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      L.DomEvent.on(button, "click", () => {
        list.hidden = !list.hidden;
        button.setAttribute("aria-expanded", String(!list.hidden));
        state.paintLegend();
      });
      state.paintLegend = () => {
        if (list.hidden) return;
        list.replaceChildren();
        for (const [kind, family, label] of state.legend) {
          const row = L.DomUtil.create("li", "", list), canvas = L.DomUtil.create("canvas", "", row);
          const ratio = window.devicePixelRatio || 1, ctx = canvas.getContext("2d");
          canvas.width = canvas.height = 22 * ratio;
          canvas.setAttribute("aria-hidden", "true");
          ctx.scale(ratio, ratio);
          const flags = { hollow: HOLLOW, planned: PLANNED, area: COARSE, ring: NEAR }[kind] || 0;
          if (flags & (COARSE | NEAR)) ring(state, ctx, { family, flags }, 11, 11, 9.5);
          if (kind === "count" || kind === "several") mark(state, ctx, { family, flags, n: 9 }, 11, 11, kind === "count" ? 9 : 6, false);
          else if (kind !== "area") mark(state, ctx, { family, flags, n: 1 }, 11, 11, kind === "ring" ? 3 : 6, true);
          if (kind === "several") double(state, ctx, { family }, 11, 11, 6);
          L.DomUtil.create("span", "", row).textContent = label;
        }
      };
      return box;
    };
    control.addTo(state.map);
  }

  function listen(state) {
    const show = tooltip(state), map = state.map, holder = map.getContainer();
    map.on("click", (event) => {
      if (state.ignoreClick || state.drawing) return;
      const found = hit(state, event.layerPoint);
      if (!found) tell(state, { kind: "none" }, event.latlng);
      else if (found.members) {
        const box = L.latLngBounds(found.members.map((member) => [member.lat, member.lon]));
        if (found.members.length === 1) map.setView(box.getCenter(), map.getZoom() + 2);
        else map.fitBounds(box.pad(0.25), { maxZoom: Math.max(map.getZoom() + 1, 12) });
      }
      else if (found.event && found.item.events.length > 1) tell(state, { kind: "event", id: found.event.id }, event.latlng);
      else tell(state, { kind: found.item.kind, row: found.item.row }, event.latlng);
    });
    map.on("mousemove", (event) => {
      const found = state.drawing ? null : hit(state, event.layerPoint), item = found ? found.item : null;
      holder.style.cursor = state.drawing ? "crosshair" : found ? "pointer" : "";
      show(found, event.containerPoint);
      if (item !== state.over) {
        state.over = item;
        state.marks.repaint();
      }
    });
    map.on("mouseout movestart", () => show(null));
  }

  function setTheme(state, wanted) {
    const base = wanted === "dark" ? "dark" : "light";
    if (document.documentElement.dataset.theme === base) return;
    theme = document.documentElement.dataset.theme = base;
    state.base.repaint();
    state.marks.repaint();
    if (state.paintLegend) state.paintLegend();
  }

  function move(state, go) {
    if (!go || go.stamp === state.gone) return;
    const first = state.gone === undefined;
    state.gone = go.stamp;
    if (go.bounds) {
      const [west, south, east, north] = go.bounds;
      state.map.fitBounds([[south, west], [north, east]], { padding: [36, 36], maxZoom: 13, animate: !first });
    } else state.map.setView([go.lat, go.lon], go.zoom, { animate: !first });
  }

  function tiles(state, wanted) {
    if (Boolean(state.tiles) === Boolean(wanted)) return;
    if (state.tiles) state.tiles.remove();
    state.tiles = wanted ? L.tileLayer(wanted.url, { attribution: wanted.credit, maxZoom: 19 }).addTo(state.map) : null;
    state.base.repaint();
  }

  // ---- what Python calls ----------------------------------------------------------------------

  window.Dateline = {
    start(map, settings) {
      const state = (map._dateline = { map, hits: [], ...settings });
      state.base = new Board({ padding: 0.3, pane: "tilePane" }, (ctx, min, size) => paintBase(state, ctx, min, size));
      state.marks = new Board({ padding: 0.3, pane: "overlayPane" }, (ctx, min, size) => paintMarks(state, ctx, min, size));
      state.base.addTo(map);
      state.marks.addTo(map);
      map.attributionControl.setPrefix(false);
      map.attributionControl.addAttribution(settings.credit);
      L.control.scale({ imperial: false, maxWidth: 90 }).addTo(map);
      areaControl(state);
      legendControl(state);
      outsideControl(state);
      listen(state);
      map.getContainer().setAttribute("role", "application");
      map.getContainer().setAttribute("aria-label", "Map of reported events. The list beside it holds the same events.");
      window.addEventListener("message", (event) => {
        if (event.data && event.data.theme) setTheme(state, event.data.theme.base);
      });
      setTheme(state, settings.theme);
      const load = (file) => fetch(settings.files + file).then((answer) => answer.arrayBuffer()).then(readOutlines);
      load("world.bin").then((outlines) => ((state.world = outlines), state.base.repaint()));
      load("levant.bin").then((outlines) => ((state.detail = outlines), state.base.repaint()));
      fetch(settings.files + "labels.json").then((answer) => answer.json()).then((rows) => {
        state.labels = rows;
        state.marks.repaint();
      });
      new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    },
    draw(map, group, raw) {
      const state = map._dateline;
      state.group = group;
      state.scene = readScene(raw);
      state.over = null;
      if (raw.theme) setTheme(state, raw.theme);
      tiles(state, raw.tiles);
      move(state, raw.go);
      state.marks.repaint();
      state.sayOutside();
      document.documentElement.dataset.stamp = raw.stamp;
    },
  };
})();
