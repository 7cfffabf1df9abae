// The map's controls and its hand: what is clicked or drawn goes to Python through st_folium, what
// Python sends (geo/draw/) is shown. Nothing here makes HTML from text.
(function () {
  "use strict";

  const { look, Board, Pencil, paintBase, readOutlines, readScene, paintMarks } = window.Dateline;
  const { clear, tooltip, outsideControl, legendControl, noticeControl, readControl } = window.Dateline;

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

  function listen(state) {
    const show = tooltip(state), map = state.map, holder = map.getContainer();
    map.on("click", (event) => {
      if (state.pencil.busy()) return;
      const found = hit(state, event.layerPoint);
      if (!found) tell(state, { kind: "none" }, event.latlng);
      else if (found.members) {
        const box = L.latLngBounds(found.members.map((member) => [member.lat, member.lon]));
        if (found.members.length === 1) map.setView(box.getCenter(), map.getZoom() + 2);
        else map.fitBounds(box.pad(0.25), { maxZoom: Math.max(map.getZoom() + 1, 12) });
      }
      else if (found.event && found.item.events.length > 1) tell(state, { kind: "event", id: found.event.id }, event.latlng);
      else if (found.item.kind !== "hidden") tell(state, { kind: found.item.kind, row: found.item.row }, event.latlng);
    });
    map.on("mousemove", (event) => {
      const drawing = state.pencil.busy(), found = drawing ? null : hit(state, event.layerPoint), item = found ? found.item : null;
      holder.style.cursor = drawing ? "crosshair" : found ? "pointer" : "";
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
      const room = state.scene.notice ? { ...clear(state.map), paddingTopLeft: [60, 120] } : clear(state.map);
      state.map.fitBounds([[south, west], [north, east]], { ...room, maxZoom: 13, animate: !first });
    } else state.map.setView([go.lat, go.lon], go.zoom, { animate: !first });
  }

  function tiles(state, wanted) {
    if (Boolean(state.tiles) === Boolean(wanted)) return;
    if (state.tiles) state.tiles.remove();
    // Above the outlines, which stay: where no tile comes they are all the ground there is.
    const options = wanted && { attribution: wanted.credit, maxZoom: 19, zIndex: 101 };
    state.tiles = wanted ? L.tileLayer(wanted.url, options).addTo(state.map) : null;
  }

  // Without the ground the map still works; a connection that was cut gets it a little later.
  function fetched(address, read, use, tries = 6) {
    fetch(address)
      .then((answer) => (answer.ok ? read(answer) : Promise.reject(new Error(address))))
      .then(use)
      .catch(() => tries > 1 && setTimeout(() => fetched(address, read, use, tries - 1), 2000));
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
      state.pencil = new Pencil(state, tell);
      legendControl(state);
      outsideControl(state);
      noticeControl(state, tell);
      readControl(state);
      listen(state);
      map.getContainer().setAttribute("role", "application");
      map.getContainer().setAttribute("aria-label", "Map of reported events. The list beside it holds the same events.");
      window.addEventListener("message", (event) => {
        if (event.data && event.data.theme) setTheme(state, event.data.theme.base);
      });
      setTheme(state, settings.theme);
      fetched(settings.files["world.bin"], (answer) => answer.arrayBuffer(), (bytes) => {
        state.world = readOutlines(bytes);
        state.base.repaint();
      });
      fetched(settings.files["levant.bin"], (answer) => answer.arrayBuffer(), (bytes) => {
        state.detail = readOutlines(bytes);
        state.base.repaint();
      });
      fetched(settings.files["labels.json"], (answer) => answer.json(), (rows) => {
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
      state.pencil.remove.hidden = !raw.area && !raw.line;
      state.sayOutside();
      state.sayNotice();
      state.sayRead();
      state.paintLegend();
      document.documentElement.dataset.stamp = raw.stamp;
    },
  });
})();
