// The picture: all marks of a scene with their rings and labels, none upon another's name.
(function () {
  "use strict";

  const { THEMES, FONT, COARSE, NEAR, look, radiusOf, mark, faint, cross, glow, double, ring, merge, paintArea } = window.Dateline;

  const MERGE_BELOW_ZOOM = 12;

  function paintMarks(state, ctx, min, size) {
    const { map, scene } = state, colours = THEMES[look.theme], zoom = map.getZoom();
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
    paintArea(state, ctx, scene);
    // Places without an event lie under all others.
    const under = (one) => (one.item.kind === "place" ? 1 : 0);
    seen.sort((a, b) => under(a) - under(b) || b.item.n - a.item.n || a.item.row - b.item.row);
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
      if (item.kind !== "place") {
        faint(ctx, item.kind, x, y);
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
      cross(ctx, at.x, at.y);
      labels.unshift({ item: { name: rival.name + " (not chosen)", n: 1 }, x: at.x, y: at.y, r: 8, strong: true });
    }
    paintLabels(state, ctx, min, size, labels);
    state.pencil.paint(ctx);

    function halo(context, x, y, r) {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.lineWidth = 2.4;
      context.strokeStyle = colours.chosen;
      context.stroke();
    }
  }

  function paintHeat(state, ctx, seen) {
    const most = Math.max(1, state.scene.most);
    for (const { item, x, y } of seen) {
      if (item.kind !== "place") continue;
      const strength = Math.min(1, 0.18 + Math.sqrt(item.n / most)), r = 26 + 22 * strength;
      glow(ctx, x, y, r, strength);
    }
  }

  // Where the controls lie: a name under one of them can't be read.
  function controlsOf(map) {
    const holder = map.getContainer(), base = holder.getBoundingClientRect(), origin = map.containerPointToLayerPoint([0, 0]);
    return [...holder.querySelectorAll(".leaflet-control, .dateline-notice")].map((control) => {
      const box = control.getBoundingClientRect(), x = box.left - base.left + origin.x, y = box.top - base.top + origin.y;
      return [x, y, x + box.width, y + box.height];
    });
  }

  function paintLabels(state, ctx, min, size, labels) {
    const colours = THEMES[look.theme], zoom = state.map.getZoom(), taken = [];
    const free = (x, y, w, h) => {
      for (const b of taken) if (x < b[2] && x + w > b[0] && y < b[3] && y + h > b[1]) return false;
      taken.push([x, y, x + w, y + h]);
      return true;
    };
    for (const { x, y, r } of labels) taken.push([x - r, y - r, x + r, y + r]);
    for (const box of controlsOf(state.map)) taken.push(box);
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
      const fits = (at, high) => at >= sight.min.x && at + width <= sight.max.x && free(at, high - 7, width, 14);
      const middle = Math.max(sight.min.x + 2, Math.min(x - width / 2, sight.max.x - width - 2));
      const spot = [[right, y], [before, y], [middle, y + r + 10], [middle, y - r - 10]].find((at) => fits(...at));
      if (!spot) continue;
      write(item.name, ...spot, colours.text);
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

  window.Dateline = Object.assign(window.Dateline || {}, { paintMarks });
})();
