// The base map: outlines from static/*.bin, drawn on canvas, and the colours of day and night.
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
  const FONT = '"Source Sans 3","Source Sans Pro","Source Sans",system-ui,sans-serif';
  const look = { theme: "light" };

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
      // Left open: filling closes a ring, and closePath measures the whole path again each time.
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
    const colours = THEMES[look.theme], map = state.map, zoom = map.getZoom();
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

  window.Dateline = Object.assign(window.Dateline || {}, { THEMES, FONT, look, Board, paintBase, readOutlines });
})();
