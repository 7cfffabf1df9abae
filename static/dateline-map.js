// The map's controls and its hand: what is clicked or drawn goes to Python through st_folium, what
// Python sends (geo/draw/) is shown. Nothing here makes HTML from text.
(function () {
  "use strict";

  const { HOLLOW, PLANNED, COARSE, NEAR, look, Board, paintBase, readOutlines, readScene, mark, double, ring, paintMarks } = window.Dateline;

  // On a narrow map what is fitted keeps clear of the controls, which take a large part of it.
  const clear = (map) =>
    map.getSize().x < 480 ? { paddingTopLeft: [46, 50], paddingBottomRight: [30, 56] } : { padding: [36, 36] };

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
      event.preventDefault();
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
        state.map.fitBounds([[south, west], [north, east]], { ...clear(state.map), maxZoom: 13 });
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
    look.theme = document.documentElement.dataset.theme = base;
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
      state.map.fitBounds([[south, west], [north, east]], { ...clear(state.map), maxZoom: 13, animate: !first });
    } else state.map.setView([go.lat, go.lon], go.zoom, { animate: !first });
  }

  function tiles(state, wanted) {
    if (Boolean(state.tiles) === Boolean(wanted)) return;
    if (state.tiles) state.tiles.remove();
    state.tiles = wanted ? L.tileLayer(wanted.url, { attribution: wanted.credit, maxZoom: 19 }).addTo(state.map) : null;
    state.base.repaint();
  }


  Object.assign(window.Dateline, {
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
  });
})();
