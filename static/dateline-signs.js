// The signs: what Python sends is read here, and each mark, ring and joined circle is drawn.
(function () {
  "use strict";

  const { THEMES, FONT, look } = window.Dateline;

  const HOLLOW = 1, PLANNED = 2, COARSE = 4, NEAR = 8, CLAIMED = 16;
  const BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

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
    read(raw.hidden, "hidden");
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
    const colours = THEMES[look.theme], colour = state.colours[look.theme][item.family] || colours.text;
    const hollow = item.flags & HOLLOW, planned = item.flags & PLANNED, claimed = item.flags & CLAIMED;
    const open = hollow || planned, inverse = look.theme === "dark" ? "#101417" : "#ffffff";
    const outline = () => {
      if (single) return shape(ctx, item.family, x, y, r);
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    };
    outline();
    ctx.setLineDash([]);
    ctx.lineWidth = open || claimed ? 5 : 3;
    ctx.strokeStyle = colours.edge;
    ctx.globalAlpha = 0.85;
    ctx.stroke();
    ctx.globalAlpha = open ? 0.93 : 0.9;
    ctx.fillStyle = open ? colours.edge : colour;
    ctx.fill();
    ctx.globalAlpha = 1;
    const numbered = !single && r >= 9 && item.n > 1;
    if (claimed) {
      // A claim is a mark in two halves: one side of it is known.
      ctx.save();
      ctx.clip();
      ctx.fillStyle = hollow ? colour : colours.edge;
      if (!hollow) ctx.fillRect(x, y - 2 * r, 2 * r, 4 * r);
      else for (const sign of numbered ? [-1, 1] : [0]) ctx.fillRect(x - 0.9, y + sign * r - r / (sign ? 2.6 : 0.5), 1.8, sign ? r / 1.3 : 4 * r);
      ctx.restore();
      outline();
    }
    ctx.strokeStyle = colour;
    ctx.lineWidth = open ? 2.2 : claimed ? 1.8 : 1;
    if (planned) ctx.setLineDash([3, 2.4]);
    ctx.stroke();
    ctx.setLineDash([]);
    if (!numbered && (single || r < 6)) return;
    const inside = (ink) => {
      ctx.fillStyle = ink;
      if (numbered) {
        const text = item.n >= 10000 ? Math.round(item.n / 1000) + "k" : String(item.n);
        ctx.font = `600 ${Math.max(10, Math.min(14, r * 0.8))}px ${FONT}`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(text, x, y + 0.5);
      } else {
        shape(ctx, item.family, x, y, r * 0.4);
        ctx.fill();
      }
    };
    if (!claimed || hollow) return inside(open ? colour : inverse);
    for (const [left, ink] of [[x - 2 * r, inverse], [x, colour]]) {
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, y - 2 * r, 2 * r, 4 * r);
      ctx.clip();
      inside(ink);
      ctx.restore();
    }
  }

  // Places that are no event of the view: only named somewhere, or hidden by the filters.
  function faint(ctx, kind, x, y) {
    ctx.beginPath();
    ctx.arc(x, y, kind === "hidden" ? 4 : 3, 0, 2 * Math.PI);
    ctx.strokeStyle = THEMES[look.theme].faint;
    ctx.lineWidth = 1.4;
    ctx.setLineDash(kind === "hidden" ? [1.5, 2] : []);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function glow(ctx, x, y, r, strength) {
    const colour = look.theme === "dark" ? "232,118,92" : "165,50,28", light = ctx.createRadialGradient(x, y, 0, x, y, r);
    light.addColorStop(0, `rgba(${colour},${0.55 * strength})`);
    light.addColorStop(1, `rgba(${colour},0)`);
    ctx.fillStyle = light;
    ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
  }

  // A place that a name could have meant instead.
  function cross(ctx, x, y) {
    ctx.strokeStyle = THEMES[look.theme].chosen;
    ctx.lineWidth = 1.6;
    ctx.beginPath();
    ctx.moveTo(x - 6, y - 6);
    ctx.lineTo(x + 6, y + 6);
    ctx.moveTo(x + 6, y - 6);
    ctx.lineTo(x - 6, y + 6);
    ctx.stroke();
  }

  function double(state, ctx, item, x, y, r) {
    ctx.beginPath();
    ctx.arc(x, y, r + 3, 0, 2 * Math.PI);
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = state.colours[look.theme][item.family] || THEMES[look.theme].text;
    ctx.stroke();
  }

  function ring(state, ctx, item, x, y, radius) {
    const colour = state.colours[look.theme][item.family] || THEMES[look.theme].text;
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
      ctx.globalAlpha = (look.theme === "dark" ? 0.35 : 0.28) * Math.min(1, 0.4 + 60 / radius);
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
      if (one.item.kind !== "place") {
        kept.push(one);
        continue;
      }
      for (let i = -1; i <= 1 && !host; i++) {
        for (let j = -1; j <= 1 && !host; j++) {
          host = (cells.get(cell(one.x + i * CELL, one.y + j * CELL)) || []).find(
            (other) => Math.hypot(other.x - one.x, other.y - one.y) < Math.max(14, other.r + one.r * 0.6));
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
    let n = 0, others = -1, flags = HOLLOW | PLANNED | CLAIMED;
    for (const item of one.parts) {
      n += item.n;
      others += 1 + item.more;
      flags &= item.flags;
      counts[item.family] = (counts[item.family] || 0) + item.n;
    }
    const family = Object.keys(counts).sort((a, b) => counts[b] - counts[a] || (a < b ? -1 : 1))[0];
    const name = `${one.item.name} + ${others} more`;
    return { ...one, item: { ...one.item, n, flags, family, name, events: [] }, members: one.parts };
  }

  window.Dateline = Object.assign(window.Dateline || {}, { HOLLOW, PLANNED, COARSE, NEAR, CLAIMED, readScene, radiusOf, mark, faint, cross, glow, double, ring, merge });
})();
